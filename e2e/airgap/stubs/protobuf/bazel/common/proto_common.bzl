# Stand-in used by our own e2e where the public registry is not reached (see e2e/airgap/README.md). Not the real module.
"""What rules_go reads from proto_common while it loads."""

# True makes rules_go resolve protoc as an (optional) toolchain instead of a target that we do not have.
proto_common = struct(INCOMPATIBLE_ENABLE_PROTO_TOOLCHAIN_RESOLUTION = True)
