"""The Go toolchain of an SDK, with the functions that emit actions wrapped."""

load(":archive.bzl", "runner_toolchain", "wrap_archive")
load(":binary.bzl", "wrap_binary")
load(":imports.bzl", "library_packages")
load(":link.bzl", "wrap_link")
load(":modes.bzl", "MODES", "MODE_PLAIN", "hooks_transition", "on_transition", "plain_transition")
load(":providers.bzl", "OtelHookSignaturesInfo", "OtelHooksInfo", "OtelRulesInfo", "OtelStdInfo", "OtelToolInfo")
load(":structs.bzl", "with_fields")
load(":versions.bzl", "check_toolchain")

def _only(targets):
    """The target of an attribute with a transition, or None."""
    return targets[0] if targets else None

def _otel_go_toolchain_impl(ctx):
    base = ctx.attr.base[0][platform_common.ToolchainInfo]
    if ctx.attr.mode == MODE_PLAIN:
        return [base]
    check_toolchain(ctx.label, base)

    hooks_target = _only(ctx.attr.hooks)
    hooks = hooks_target[OtelHooksInfo] if hooks_target else OtelHooksInfo(archives = [], libraries = [], sources = [])
    signatures = _only(ctx.attr.signatures)
    std = _only(ctx.attr.std)
    otel = struct(
        base = base,
        builder = ctx.attr.builder[DefaultInfo].files_to_run,
        hooks = hooks.archives,
        hook_sources = hooks.sources,
        libraries = library_packages(hooks.archives + hooks.libraries),
        mode = ctx.attr.mode,
        runner = runner_toolchain,
        rules = ctx.attr.rules[OtelRulesInfo],
        signatures = signatures[OtelHookSignaturesInfo].files,
        std = std[OtelStdInfo] if std else OtelStdInfo(archives = [], reports = []),
        tool = ctx.attr.tool[OtelToolInfo],
    )
    return [platform_common.ToolchainInfo(**with_fields(
        base,
        actions = struct(**with_fields(
            base.actions,
            archive = wrap_archive(otel),
            binary = wrap_binary(otel),
            link = wrap_link(otel),
            # `stdlib` stays: woven std packages are swapped in at link time (std_packages.bzl).
        )),
    ))]

otel_go_toolchain = rule(
    implementation = _otel_go_toolchain_impl,
    attrs = {
        "base": attr.label(
            mandatory = True,
            providers = [platform_common.ToolchainInfo],

            # Mode `on` is the default, so that this is the configuration of a build without us: one builder serves all modes, at
            # the path that it has in the plain build.
            cfg = on_transition,
            doc = "The SDK's own toolchain.",
        ),
        "builder": attr.label(
            doc = "The launcher that stands where the builder of `base` stands. Not needed in mode `plain`.",
        ),
        "hooks": attr.label(
            cfg = hooks_transition,
            providers = [OtelHooksInfo],
            doc = "The hook libraries. Only in mode `on`.",
        ),
        "mode": attr.string(
            mandatory = True,
            values = MODES,
            doc = "What to do in this configuration (modes.bzl).",
        ),
        "rules": attr.label(
            providers = [OtelRulesInfo],
            doc = "The rules of the workspace. Not needed in mode `plain`.",
        ),
        "signatures": attr.label(
            cfg = plain_transition,
            providers = [OtelHookSignaturesInfo],
            doc = "The signatures of hooks. Not needed in mode `plain`.",
        ),
        "std": attr.label(
            cfg = hooks_transition,
            providers = [OtelStdInfo],
            doc = "The woven std packages. Only in mode `on`.",
        ),
        "tool": attr.label(
            cfg = "exec",
            providers = [OtelToolInfo],
            doc = "Our program. Not needed in mode `plain`.",
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    },
    provides = [platform_common.ToolchainInfo],
    doc = "A Go toolchain that instruments what it builds.",
)
