"""Repository with our program: TypeScript from `//src`, bundled at fetch time with pinned npm packages."""

load(":npm.bzl", "host_node", "npm_ci", "run")

# Only files that esbuild follows from here end up in the bundles.
_ENTRIES = {
    "otel_tool.mjs": "src/worker/main.ts",
}

_WASM = {
    "tree-sitter-go.wasm": "node_modules/tree-sitter-go/tree-sitter-go.wasm",
    "web-tree-sitter.wasm": "node_modules/web-tree-sitter/web-tree-sitter.wasm",
}

# protobufjs is CommonJS and calls `require`, which ES modules lack.
_BANNER = "import { createRequire as otelCreateRequire } from 'node:module'; const require = otelCreateRequire(import.meta.url);"

_BUILD = """package(default_visibility = ["//visibility:public"])

exports_files(["otel_tool.mjs", "tree-sitter-go.wasm", "web-tree-sitter.wasm"])
"""

def _otel_tools_impl(rctx):
    for label in [rctx.attr._package, rctx.attr._lock, rctx.attr._npmrc]:
        rctx.file(rctx.path(label).basename, rctx.read(label))
    sources = rctx.path(rctx.attr._root).dirname.get_child("src")
    rctx.watch_tree(sources)
    npm_ci(rctx)

    # Linked into this repository, and resolved from here (--preserve-symlinks): a checkout of ours may have packages of its own.
    rctx.symlink(sources, "src")
    for out, entry in _ENTRIES.items():
        run(
            rctx,
            [
                host_node(rctx),
                "node_modules/esbuild/bin/esbuild",
                entry,
                "--bundle",
                "--format=esm",
                "--platform=node",
                "--target=node20",
                "--preserve-symlinks",
                "--legal-comments=none",
                "--log-level=warning",
                "--banner:js=" + _BANNER,
                "--outfile=" + out,
            ],
            fix = "this is a defect of rules_otel_go: please report it",
        )
    for name, path in _WASM.items():
        rctx.file(name, "")
        rctx.delete(name)
        rctx.execute(["cp", path, name])
        if not rctx.path(name).exists:
            fail("@{}: npm package: got no {}; want it in the package that package-lock.json pins; fix: this is a defect of rules_otel_go, please report it".format(rctx.name, path))

    # 20 MB that no action reads.
    rctx.delete("node_modules")
    rctx.delete("src")
    rctx.file("BUILD.bazel", _BUILD)

otel_tools_repository = repository_rule(
    implementation = _otel_tools_impl,
    attrs = {
        "_lock": attr.label(default = "//bazel/tools:package-lock.json"),
        "_npmrc": attr.label(default = "//bazel/tools:.npmrc"),
        "_package": attr.label(default = "//bazel/tools:package.json"),
        "_root": attr.label(default = "//:MODULE.bazel"),
    },
    environ = ["PATH"],
    doc = "Bundles our program and takes the grammar from its npm package.",
)
