# Stand-in used by our own e2e where the public registry is not reached (see e2e/airgap/README.md). Not the real module.
"""proto_library that carries its files and generates nothing: there is no protoc here."""

def proto_library(name, srcs = [], visibility = None, **_kwargs):
    """Declares the name, so that packages which contain a proto_library load.

    Args:
      name: name of the target.
      srcs: the .proto files.
      visibility: as for every rule.
      **_kwargs: accepted and ignored.
    """
    native.filegroup(name = name, srcs = srcs, visibility = visibility)
