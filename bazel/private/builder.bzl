"""The launcher that stands where rules_go's builder stands (`go.toolchain._builder`)."""

load(":modes.bzl", "on_transition")

def _runfiles_path(ctx, file):
    path = file.short_path
    return path.removeprefix("../") if path.startswith("../") else ctx.workspace_name + "/" + path

def _otel_builder_impl(ctx):
    real = ctx.attr.base[0][platform_common.ToolchainInfo]._builder
    plan = ctx.file._plan
    launcher = ctx.actions.declare_file(ctx.label.name + ".sh")
    ctx.actions.expand_template(
        template = ctx.file._template,
        output = launcher,
        substitutions = {
            "%plan%": _runfiles_path(ctx, plan),
            "%real%": _runfiles_path(ctx, real),
        },
        is_executable = True,
    )
    return [DefaultInfo(
        executable = launcher,
        runfiles = ctx.runfiles([real, plan]),
    )]

otel_builder = rule(
    implementation = _otel_builder_impl,
    attrs = {
        "base": attr.label(
            mandatory = True,
            cfg = on_transition,
            providers = [platform_common.ToolchainInfo],
            doc = "The SDK's own toolchain, whose builder does the work.",
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
        "_plan": attr.label(
            default = ":builder.awk",
            allow_single_file = True,
        ),
        "_template": attr.label(
            default = ":builder.sh.tpl",
            allow_single_file = True,
        ),
    },
    executable = True,
    doc = """A builder that compiles woven files at the paths of the user's own files.

The real builder and what the launcher needs come as runfiles: rules_go's actions take no inputs from us other than the executable.
""",
)
