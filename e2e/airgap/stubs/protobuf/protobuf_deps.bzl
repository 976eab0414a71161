# Stand-in used by our own e2e where the public registry is not reached (see e2e/airgap/README.md). Not the real module.
"""Loaded, never needed, by Debian's rules_python."""

def protobuf_deps():
    """Does nothing."""
