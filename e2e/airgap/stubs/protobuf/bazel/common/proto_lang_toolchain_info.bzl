# Stand-in used by our own e2e where the public registry is not reached (see e2e/airgap/README.md). Not the real module.
"""The provider that rules_go's proto compiler returns."""

ProtoLangToolchainInfo = provider(
    doc = "Stand-in of Protobuf's provider.",
    fields = {"toolchain_type": "Label of the toolchain type, or None."},
)
