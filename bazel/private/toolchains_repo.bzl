"""Repositories that connect the SDKs of rules_go with ours.

* one for each SDK: `//:go_<platform>-impl`, the wrapped toolchains;
* `otel_toolchains`: the macros with which `//bazel/toolchains` declares the toolchains.
"""

_SDK_BUILD = """load("{declare_bzl}", "declare_go_toolchain_impls")

package(default_visibility = ["//visibility:public"])

declare_go_toolchain_impls("{sdk}")
"""

def _otel_sdk_impl(rctx):
    rctx.file("BUILD.bazel", _SDK_BUILD.format(
        declare_bzl = Label(":declare.bzl"),
        sdk = rctx.attr.sdk,
    ))

otel_sdk_repository = repository_rule(
    implementation = _otel_sdk_impl,
    attrs = {
        "sdk": attr.string(
            mandatory = True,
            doc = "Canonical name of the SDK's repository, with `@@`.",
        ),
    },
    doc = "The wrapped toolchains of one SDK.",
)

def _otel_toolchains_impl(rctx):
    rctx.file("go.bzl", rctx.attr.go)
    rctx.file("node.bzl", rctx.attr.node)
    rctx.file("BUILD.bazel", "exports_files([\"go.bzl\", \"node.bzl\"])\n")

otel_toolchains_repository = repository_rule(
    implementation = _otel_toolchains_impl,
    attrs = {
        "go": attr.string(
            mandatory = True,
            doc = "Text of a .bzl file with a macro `declare_go_toolchains`.",
        ),
        "node": attr.string(
            mandatory = True,
            doc = "Text of a .bzl file with a macro `declare_node_toolchains`.",
        ),
    },
    doc = "Macros that declare toolchains.",
)
