"""The Node that runs our tool, as a toolchain."""

load(":providers.bzl", "OtelNodeInfo")

NODE_TOOLCHAIN_TYPE = Label("//bazel:node_toolchain_type")

def _otel_node_impl(ctx):
    executable = ctx.attr.node[DefaultInfo].files_to_run.executable
    files = ctx.files.node
    if not executable and len(files) != 1:
        fail("{}: attribute node: got {} with {} files; want an executable target or a single file; fix: name the node binary itself in otel.node(label = …)".format(
            ctx.label,
            ctx.attr.node.label,
            len(files),
        ))
    node = executable or files[0]
    info = OtelNodeInfo(
        node = node,
        files = depset([node], transitive = [ctx.attr.node[DefaultInfo].default_runfiles.files]),
    )
    return [platform_common.ToolchainInfo(otel_node = info)]

otel_node = rule(
    implementation = _otel_node_impl,
    attrs = {
        "node": attr.label(
            mandatory = True,
            allow_files = True,
            doc = "The node executable (version 20 or later): a file or an executable target.",
        ),
    },
    doc = "A Node that runs on the target platform, for toolchains of type `@rules_otel_go//bazel:node_toolchain_type`.",
)
