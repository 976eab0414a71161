"""`archive` of the wrapped toolchain: compiles one package, woven where a rule targets it."""

load("@io_bazel_rules_go//go:def.bzl", "GoArchive", "GoArchiveData", "GoInfo")
load(":export_data.bzl", "declare_export_data")
load(":imports.bzl", "new_imports")
load(":modes.bzl", "MODE_ON", "is_tool_configuration")
load(":patterns.bzl", "select_patterns", "select_rewriters")
load(":structs.bzl", "display_label", "with_fields")
load(":weave.bzl", "emit_weave", "is_go_source", "woven_dir_name")

def wrap_archive(otel):
    """Wraps `archive`.

    Args:
      otel: the struct that toolchain.bzl makes.

    Returns:
      A function with the signature of rules_go's `emit_archive`.
    """

    # buildifier: disable=unnamed-macro
    def _archive(go, source = None, **kwargs):
        if is_tool_configuration(go._ctx):
            return otel.base.actions.archive(go, source = source, **kwargs)
        if source.is_main:
            # binary.bzl has woven it, where there was something to weave.
            return _compile_main(otel, go, source, kwargs)
        in_main_repository = source.label.repo_name == ""
        entries = select_patterns(otel.rules, source.importpath, in_main_repository)
        rewriters = select_rewriters(otel.rules, source.importpath, in_main_repository)
        if not entries and not rewriters or not [f for f in source.srcs if is_go_source(f)]:
            return otel.base.actions.archive(go, source = source, **kwargs)
        return _compile_woven(otel, go, source, entries, rewriters, kwargs)

    return _archive

def runner_toolchain(otel, go):
    """A go_context whose compile and link actions run through our launcher.

    Args:
      otel: the struct that toolchain.bzl makes.
      go: the go_context of the target.

    Returns:
      A struct like `go`.
    """
    toolchain = struct(**with_fields(go.toolchain, _builder = otel.builder))
    return struct(**with_fields(go, toolchain = toolchain))

def _compile_main(otel, go, source, kwargs):
    plan = getattr(source, "_otel", None)
    if not plan:
        return otel.base.actions.archive(go, source = source, **kwargs)
    woven = GoInfo(**with_fields(source, embedsrcs = source.embedsrcs + [plan.woven_dir]))
    archive = otel.base.actions.archive(runner_toolchain(otel, go), source = woven, **kwargs)
    return _restore(archive, source)

def _compile_woven(otel, go, source, entries, rewriters, kwargs):
    # One package may be compiled several times in a target; rules_go keys the outputs like this.
    testfilter = getattr(source, "testfilter", None)
    stem = {"exclude": ".internal", "only": ".external"}.get(testfilter, "") + kwargs.get("_recompile_suffix", "")
    out = go.declare_directory(go, name = source.name, ext = woven_dir_name(stem))
    report = go.declare_file(go, name = source.name, ext = stem + ".otelreport.json")
    imports = new_imports(otel.libraries, go, source, entries + rewriters)
    own_imports = _names_are_paths(source.deps + imports.archives)
    emit_weave(
        go.actions,
        tool = otel.tool,
        go = go,
        package = struct(
            importpath = source.importpath,
            importmap = source.importmap,
            label = display_label(source.label),
            srcs = [f for f in source.srcs if is_go_source(f)],
            metadata = getattr(source, "_package_metadata", None),
            testfilter = testfilter,
        ),
        slices = [entry.slice for entry in entries],
        rewriters = [rewriter.src for rewriter in rewriters],
        imports = imports,
        own_imports = own_imports,
        signatures = otel.signatures,
        out = out,
        report = report,
        progress_message = "Weaving %{label}",
    )

    # `embedsrcs` is the one way to hand a file to rules_go's action as it is: the launcher takes it out of the arguments. Sources,
    # coverage and nogo see the user's own files.
    woven = GoInfo(**with_fields(source, deps = source.deps + imports.archives, embedsrcs = source.embedsrcs + [out]))
    archive = otel.base.actions.archive(runner_toolchain(otel, go), source = woven, **kwargs)

    # What the hooks bring along is compiled for them alone: only packages of the same configuration, hooks themselves, depend on it.
    compared = otel.mode == MODE_ON
    return _restore(
        archive,
        source,
        _otel_hooks = tuple({path: None for entry in entries for path in entry.hooks}.keys()),
        _otel_own_imports = own_imports,
        _otel_report = report,
        _otel_export_data = declare_export_data(otel, go, source, stem, archive, report, kwargs) if compared else None,
    )

def _names_are_paths(deps):
    """Whether the linker knows all of these packages by what sources import: then weaving can tell what the object file imports."""
    for dep in deps:
        if dep.data.importmap != dep.data.importpath or dep.data.importpath_aliases:
            return False
    return True

def _restore(archive, source, **fields):
    """The archive as if nothing had been added to `embedsrcs` and `deps`.

    go_test and aspects compile packages anew from what stands here, and link.bzl links the packages of the libraries anyway.
    """
    data = GoArchiveData(**with_fields(
        archive.data,
        _dep_labels = tuple([dep.data.label for dep in source.deps]),
        _embedsrcs = tuple(source.embedsrcs),
        **fields
    ))
    return GoArchive(**with_fields(
        archive,
        source = source,
        data = data,
        direct = source.deps,
        transitive = depset([data], transitive = [dep.transitive for dep in source.deps]),
    ))
