# Stand-in used by our own e2e where the public registry is not reached (see e2e/airgap/README.md). Not the real module.
"""The provider that rules_go's proto rules name."""

ProtoInfo = provider(
    doc = "Stand-in of Protobuf's provider.",
    fields = {"direct_sources": "The target's own .proto files."},
)
