# Stand-in used by our own e2e where the public registry is not reached (see e2e/airgap/README.md). Not the real module.
"""The extension that Bazel's own module names for `bazel mod tidy`."""

def _empty_impl(rctx):
    rctx.file("BUILD.bazel", "")

_empty = repository_rule(doc = "A repository without a buildozer.", implementation = _empty_impl)

def _buildozer_binary_impl(_mctx):
    _empty(name = "buildozer_binary")

buildozer_binary = module_extension(
    doc = "Declares @buildozer_binary, empty: `bazel mod tidy` does not work in the air gap.",
    implementation = _buildozer_binary_impl,
)
