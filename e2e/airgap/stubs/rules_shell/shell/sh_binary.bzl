# Stand-in used by our own e2e where the public registry is not reached (see e2e/airgap/README.md). Not the real module.
"""sh_binary, which Bazel 7 still has built in."""

sh_binary = native.sh_binary
