# Stand-in used by our own e2e where the public registry is not reached (see e2e/airgap/README.md). Not the real module.
"""The provider from which our rules read a Go package's module and version."""

PackageMetadataInfo = provider(
    doc = "Metadata of the package that a target belongs to.",
    fields = {
        "files": "depset: the metadata file and everything it refers to.",
        "metadata": "File: JSON with `label`, `purl` and `attributes`.",
    },
)
