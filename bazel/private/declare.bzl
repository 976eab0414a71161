"""Macros for the generated repositories: one wrapped toolchain for each platform of an SDK."""

# Which platforms there are is not public; the SDK's own repository, whose declarations we repeat, reads it here as well.
load("@io_bazel_rules_go//go/private:platforms.bzl", "PLATFORMS")  # buildifier: disable=bzl-visibility
load(":builder.bzl", "otel_builder")
load(":modes.bzl", "MODE_HOOKS", "MODE_ON", "MODE_PLAIN")
load(":toolchain.bzl", "otel_go_toolchain")

_IS_ON = Label("//bazel/private:is_on")
_IS_PLAIN = Label("//bazel/private:is_plain")
_TOOL = Label("//bazel/private:tool")
_RULES = Label("@otel_rules//:rules")
_HOOKS = Label("@otel_rules//:hooks")
_SIGNATURES = Label("@otel_rules//:signatures")
_STD = Label("//bazel/private:std")

# buildifier: disable=unnamed-macro
def declare_go_toolchain_impls(sdk_repo):
    """Declares `go_<platform>-impl` for each platform, as the SDK's own repository does.

    Args:
      sdk_repo: canonical name of the SDK's repository, with `@@`.
    """
    for platform in PLATFORMS:
        if platform.cgo:
            # rules_go declares no toolchains of their own for cgo_on and cgo_off.
            continue
        name = "go_{}-impl".format(platform.name)
        base = "{}//:{}".format(sdk_repo, name)
        otel_builder(
            name = "go_{}-builder".format(platform.name),
            base = base,
            tags = ["manual"],
        )
        otel_go_toolchain(
            name = name,
            base = base,
            builder = ":go_{}-builder".format(platform.name),
            hooks = select({_IS_ON: _HOOKS, "//conditions:default": None}),
            mode = select({_IS_ON: MODE_ON, _IS_PLAIN: MODE_PLAIN, "//conditions:default": MODE_HOOKS}),
            rules = select({_IS_PLAIN: None, "//conditions:default": _RULES}),
            signatures = select({_IS_PLAIN: None, "//conditions:default": _SIGNATURES}),
            std = select({_IS_ON: _STD, "//conditions:default": None}),
            tool = _TOOL,
            tags = ["manual"],
            visibility = ["//visibility:public"],
        )
