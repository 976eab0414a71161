"""Hooks about libraries that the application brings along.

Such hooks come as sources and are compiled for each binary against the application's own copy of the library, whatever its version
and wherever it comes from: versions never move because of us, and what the application lacks is never fetched.
"""

load("@io_bazel_rules_go//go:def.bzl", "GoArchive", "GoArchiveData", "GoInfo")
load(":imports.bzl", "archive_of")
load(":providers.bzl", "OtelHookSourcesInfo")
load(":structs.bzl", "with_fields")
load(":tool.bzl", "run_tool", "tool_args")

def _otel_hook_sources_impl(ctx):
    return [OtelHookSourcesInfo(
        archives = tuple([dep[GoArchive] for dep in ctx.attr.deps]),
        importpath = ctx.attr.importpath,
        imports = tuple(ctx.attr.imports),
        label = ctx.label,
        srcs = tuple(ctx.files.srcs),
    )]

otel_hook_sources = rule(
    implementation = _otel_hook_sources_impl,
    attrs = {
        "deps": attr.label_list(
            providers = [GoArchive],
            doc = "go_library targets of the imports that neither the library nor another hook library brings along.",
        ),
        "importpath": attr.string(
            mandatory = True,
            doc = "Import path of the package, by which rules name it.",
        ),
        "imports": attr.string_list(
            doc = "What the sources import outside of the standard library: packages of the library that the hooks are about, " +
                  "of OpenTelemetry's API, or of the hook libraries. The library's must be part of every program that contains what the rules target.",
        ),
        "srcs": attr.label_list(
            mandatory = True,
            allow_empty = False,
            allow_files = [".go"],
            doc = "The Go files of the package, without tests.",
        ),
    },
    provides = [OtelHookSourcesInfo],
    doc = """A package of hooks about a library that is compiled against each application's own copy of it.

Name it in `otel.rules(hooks = …)`, like the go_library targets of other hooks.
""",
)

def compile_hook_sources(otel, go, source, woven, by_path):
    """Compiles the source hooks of the woven packages of a binary.

    Args:
      otel: the struct that toolchain.bzl makes.
      go: the go_context of the binary.
      source: GoInfo of the main package.
      woven: list of GoArchiveData: the woven packages.
      by_path: dict from import path to GoArchiveData: the binary's own packages.

    Returns:
      A list of GoArchive.
    """
    if not otel.hook_sources:
        return []
    reports = {}
    for data in woven:
        for path in data._otel_hooks:
            reports.setdefault(path, []).append(data._otel_report)
    return [
        _compile(otel, go, source, hook, reports[hook.importpath], by_path)
        for hook in otel.hook_sources
        if hook.importpath in reports
    ]

def _compile(otel, go, source, hook, reports, by_path):
    stem = "{}.otelhook/{}".format(source.name, hook.importpath)

    # Whether a rule matches, by the version of the library for example, is known when the library has been woven. Where none does,
    # the sources need not fit the library either: they are emptied.
    out = go.declare_directory(go, name = stem, ext = ".otelweave")
    args = tool_args(go.actions, "hook-sources")
    args.add(hook.importpath, format = "--import-path=%s")
    args.add_all(reports, format_each = "--report=%s")
    args.add_all([out], format_each = "--out=%s", expand_directories = False)
    args.add("--")
    args.add_all(hook.srcs)
    run_tool(
        go.actions,
        otel.tool,
        args,
        inputs = list(hook.srcs) + reports,
        outputs = [out],
        mnemonic = "GoOtelHookSources",
        progress_message = "Preparing the hooks of {} for %{{label}}".format(hook.importpath),
    )
    like = otel.hooks[0]
    datas = [by_path.get(path, otel.libraries.by_path.get(path)) for path in hook.imports]
    info = GoInfo(**with_fields(
        like.source,
        name = stem,
        label = hook.label,
        importpath = hook.importpath,
        importmap = hook.importpath,
        importpath_aliases = (),
        mode = go.mode,
        srcs = list(hook.srcs),
        embedsrcs = [out],
        deps = [archive_of(go, data, like) for data in datas if data],
        runfiles = go._ctx.runfiles(),
        _package_metadata = None,
    ))

    # nogo is for the user's own code, and hooks need not fit a library that they are not used with.
    quiet = struct(**with_fields(otel.runner(otel, go), nogo = None))
    archive = otel.base.actions.archive(quiet, source = info)
    data = GoArchiveData(**with_fields(archive.data, _embedsrcs = ()))
    return GoArchive(**with_fields(
        archive,
        data = data,
        transitive = depset([data], transitive = [dep.transitive for dep in info.deps]),
    ))
