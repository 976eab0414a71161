# Stand-in used by our own e2e where the public registry is not reached (see e2e/airgap/README.md). Not the real module.
"""package_metadata, as gazelle's go_repository writes it into every Go module."""

load("//providers:package_metadata_info.bzl", "PackageMetadataInfo")

def _package_metadata_impl(ctx):
    metadata = ctx.actions.declare_file(ctx.label.name + ".package-metadata.json")
    ctx.actions.write(metadata, json.encode({
        "attributes": {},
        "label": str(ctx.label),
        "purl": ctx.attr.purl,
    }))
    return [
        DefaultInfo(files = depset([metadata])),
        PackageMetadataInfo(metadata = metadata, files = depset([metadata])),
    ]

_package_metadata = rule(
    doc = "Describes the package that a target belongs to.",
    implementation = _package_metadata_impl,
    attrs = {
        "attributes": attr.label_list(doc = "Accepted, not read."),
        "purl": attr.string(doc = "Package URL, such as pkg:golang/example.com/m@v1.2.3.", mandatory = True),
    },
    provides = [PackageMetadataInfo],
)

def package_metadata(name, purl, attributes = [], visibility = None, **_kwargs):
    """Declares the metadata of a package.

    Args:
      name: name of the target.
      purl: the package URL.
      attributes: further attribute targets.
      visibility: as for every rule.
      **_kwargs: accepted and ignored.
    """

    # applicable_licenses: a package's default would otherwise point back at this very target.
    _package_metadata(
        name = name,
        purl = purl,
        attributes = attributes,
        applicable_licenses = [],
        visibility = visibility,
    )
