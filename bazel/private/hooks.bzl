"""The hook libraries: compiled, and before that, read for the signatures of their functions."""

load("@io_bazel_rules_go//go:def.bzl", "GoArchive", "GoInfo")
load(":providers.bzl", "OtelHookSignaturesInfo", "OtelHookSourcesInfo", "OtelHooksInfo", "OtelToolInfo")
load(":structs.bzl", "display_label")
load(":tool.bzl", "run_tool", "tool_args")

def _otel_hooks_impl(ctx):
    sources = [hook[OtelHookSourcesInfo] for hook in ctx.attr.hooks if OtelHookSourcesInfo in hook]
    return [OtelHooksInfo(
        archives = [hook[GoArchive] for hook in ctx.attr.hooks if GoArchive in hook],
        libraries = [archive for source in sources for archive in source.archives],
        sources = sources,
    )]

otel_hooks = rule(
    implementation = _otel_hooks_impl,
    attrs = {
        "hooks": attr.label_list(
            providers = [[GoArchive], [OtelHookSourcesInfo]],
            doc = "go_library or otel_hook_sources targets that rules name as hook packages.",
        ),
    },
    provides = [OtelHooksInfo],
    doc = "The hook libraries. The toolchain depends on them in mode `hooks`.",
)

def _go_path(file):
    return file.path if file.extension == "go" else None

def _otel_hook_signatures_impl(ctx):
    tool = ctx.attr.tool[OtelToolInfo]
    files = []

    # Sources alone have no mode; it is the same for all.
    modes = [hook[GoInfo].mode for hook in ctx.attr.hooks if GoInfo in hook]
    for hook in ctx.attr.hooks:
        source = hook[GoInfo] if GoInfo in hook else hook[OtelHookSourcesInfo]
        out = ctx.actions.declare_file("{}/{}.json".format(ctx.label.name, source.importpath))
        args = tool_args(ctx.actions, "hook-signatures")
        args.add(source.importpath, format = "--import-path=%s")
        args.add(modes[0].goos, format = "--goos=%s")
        args.add(modes[0].goarch, format = "--goarch=%s")
        args.add(out, format = "--out=%s")
        args.add("--")
        args.add_all(list(source.srcs), map_each = _go_path)
        run_tool(
            ctx.actions,
            tool,
            args,
            inputs = list(source.srcs),
            outputs = [out],
            mnemonic = "GoOtelHookSignatures",
            progress_message = "Reading the hooks of {}".format(display_label(hook.label)),
        )
        files.append(out)
    return [
        OtelHookSignaturesInfo(files = files),
        DefaultInfo(files = depset(files)),
    ]

otel_hook_signatures = rule(
    implementation = _otel_hook_signatures_impl,
    attrs = {
        "hooks": attr.label_list(
            providers = [[GoInfo], [OtelHookSourcesInfo]],
            doc = "go_library or otel_hook_sources targets that rules name as hook packages.",
        ),
        "tool": attr.label(
            mandatory = True,
            cfg = "exec",
            providers = [OtelToolInfo],
            doc = "Our program.",
        ),
    },
    provides = [OtelHookSignaturesInfo],
    doc = """The signatures of hook functions, from which weaving knows the types of hook variables.

The toolchain depends on them in mode `plain`: they are needed before anything can be woven.
""",
)
