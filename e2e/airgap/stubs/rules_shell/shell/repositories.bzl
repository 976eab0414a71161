# Stand-in used by our own e2e where the public registry is not reached (see e2e/airgap/README.md). Not the real module.
"""Loaded by WORKSPACE-era macros; nothing to set up here."""

def rules_shell_dependencies():
    """Does nothing."""

def rules_shell_toolchains():
    """Does nothing."""
