"""`binary` of the wrapped toolchain: links the hooks into the main package, and only there."""

load("@io_bazel_rules_go//go:def.bzl", "GoArchive", "GoArchiveData", "GoInfo")
load(":hook_sources.bzl", "compile_hook_sources")
load(":imports.bzl", "add_imports", "archive_of", "new_imports")
load(":modes.bzl", "MODE_ON", "is_tool_configuration")
load(":patterns.bzl", "select_main_patterns", "select_main_rewriters", "select_patterns", "select_rewriters")
load(":structs.bzl", "display_label", "with_fields")
load(":tool.bzl", "add_build_context", "run_tool", "tool_args")
load(":weave.bzl", "go_file_path", "is_go_source", "woven_dir_name")

def wrap_binary(otel):
    """Wraps `binary`.

    Args:
      otel: the struct that toolchain.bzl makes.

    Returns:
      A function with the signature of rules_go's `emit_binary`.
    """

    # buildifier: disable=unnamed-macro
    def _binary(go, source = None, **kwargs):
        # Plugins have no main package of their own: their packages are woven, the program that loads them brings the hooks.
        if otel.mode != MODE_ON or is_tool_configuration(go._ctx) or not source.is_main:
            return otel.base.actions.binary(go, source = source, **kwargs)
        return otel.base.actions.binary(go, source = _instrument(otel, go, source, kwargs), **kwargs)

    return _binary

def _instrument(otel, go, source, kwargs):
    """The main package with its hooks: more `deps`, and a woven directory that the compile action takes up."""
    test_archives = kwargs.get("test_archives", [])
    closure = _unique(test_archives + depset(transitive = [dep.transitive for dep in source.deps]).to_list())
    woven = [data for data in closure if getattr(data, "_otel_report", None)]

    # The generated file of main imports the hooks, and for the types of hook variables the packages that those types come from:
    # the woven packages and what they import.
    hooks = [_hook_of(hook, go.mode) for hook in otel.hooks]
    by_label = {data.label: data for data in reversed(closure)}
    named = _unique(woven + [by_label[label] for data in woven for label in data._dep_labels if label in by_label])
    by_path = {data.importpath: data for data in reversed(closure)}
    hooks += compile_hook_sources(otel, go, source, woven, by_path)
    entries, rewriters = _select(otel, source, is_test = bool(test_archives))
    imports = new_imports(otel.libraries, go, source, entries + rewriters, app = by_path)
    direct = {dep.data.importpath: None for dep in source.deps}
    deps = list(source.deps)
    for dep in [archive_of(go, data, hooks[0]) for data in named] + hooks + _linked(otel, go, by_path) + imports.archives:
        if dep.data.importpath not in direct:
            direct[dep.data.importpath] = None
            deps.append(dep)

    out = go.declare_directory(go, name = source.name, ext = woven_dir_name(".main"))
    manifest = go.declare_file(go, name = source.name, ext = ".otel_manifest.json")
    link_script = go.declare_file(go, name = source.name, ext = ".otel_link.sed")
    _emit_main(otel, go, source, closure, woven, entries, rewriters, imports, out, manifest, link_script)
    return GoInfo(**with_fields(
        source,
        deps = deps,
        # For archive.bzl and link.bzl.
        _otel = struct(
            woven_dir = out,
            link_script = link_script,
            app_deps = source.deps,
            hooks = hooks,
        ),
    ))

def _select(otel, source, is_test):
    """The entries of the rule set, and the rewriters, that target the main package."""

    # The main package of a test is generated: rules for `main` mean the user's programs.
    if is_test:
        return [], []
    in_main_repository = source.label.repo_name == ""
    entries = select_main_patterns(otel.rules) + select_patterns(otel.rules, source.importpath, in_main_repository)
    rewriters = select_main_rewriters(otel.rules) + select_rewriters(otel.rules, source.importpath, in_main_repository)
    return entries, rewriters

def _emit_main(otel, go, source, closure, woven, entries, rewriters, imports, out, manifest, link_script):
    slices = _unique_files([entry.slice for entry in entries])
    rewriter_files = _unique_files([rewriter.src for rewriter in rewriters])
    srcs = [f for f in source.srcs if is_go_source(f)]
    metadata = [source._package_metadata] if getattr(source, "_package_metadata", None) else []
    reports = otel.std.reports + [data._otel_report for data in woven]

    # Where the report tells what a package imports, a change inside of its functions is nothing to this action.
    archives = [data.file for data in closure if not getattr(data, "_otel_own_imports", False)]

    args = tool_args(go.actions, "main")
    args.add(display_label(source.label), format = "--label=%s")
    args.add(source.importpath, format = "--import-path=%s")
    add_build_context(args, go)
    args.add_all(slices, format_each = "--rules=%s")
    args.add_all(rewriter_files, format_each = "--rewriter=%s")
    add_imports(args, imports)
    args.add_all(metadata, format_each = "--package-metadata=%s")
    args.add_all(otel.signatures, format_each = "--hook=%s")
    args.add_all(reports, format_each = "--report=%s")
    args.add_all(closure, map_each = _format_archive)
    args.add_all([dep.data for dep in source.deps], map_each = _format_import)
    args.add_all([go.stdlib.root_file], format_each = "--std-dir=%s", expand_directories = False)
    args.add_all([out], format_each = "--out=%s", expand_directories = False)
    args.add(manifest, format = "--manifest=%s")
    args.add(link_script, format = "--link-script=%s")
    args.add("--")
    args.add_all(srcs, map_each = go_file_path)

    run_tool(
        go.actions,
        otel.tool,
        args,
        inputs = depset(
            srcs + slices + rewriter_files + metadata + otel.signatures + reports + archives,
            transitive = [go.stdlib.libs],
        ),
        outputs = [out, manifest, link_script],
        mnemonic = "GoOtelMain",
        progress_message = "Choosing the hooks of %{label}",
    )

def _format_archive(data):
    return "--archive={}={}".format(data.importmap, data.file.path)

def _format_import(data):
    """Which package an import of main means, where it is not the one of that path (vendored packages)."""
    paths = [data.importpath] + list(data.importpath_aliases)
    return ["--import={}={}".format(path, data.importmap) for path in paths if path != data.importmap]

def _linked(otel, go, by_path):
    """What hook packages with unexported hooks import: main repeats the signatures of these hooks.

    What the application has too is taken from the application.
    """
    datas = [dep.data for hook in otel.hooks if hook.data.importpath in otel.rules.linked_hook_paths for dep in hook.direct]
    return [archive_of(go, by_path.get(data.importpath, data), otel.hooks[0]) for data in datas]

def _hook_of(archive, mode):
    """The archive of a hook as the main package wants it.

    With the very mode of the binary, which rules_go insists on: the modes differ only in files that another configuration wrote
    (the profile of profile-guided optimisation). Without facts: nogo does not see the file that imports the hooks, and need not
    analyse everything that hooks are made of.
    """
    return GoArchive(**with_fields(
        archive,
        data = GoArchiveData(**with_fields(archive.data, facts_file = None)),
        source = GoInfo(**with_fields(archive.source, mode = mode)),
    ))

def _unique(datas):
    seen = {}
    for data in datas:
        if data.importmap not in seen:
            seen[data.importmap] = data
    return seen.values()

def _unique_files(files):
    return {file: None for file in files}.keys()
