# Stand-in used by our own e2e where the public registry is not reached (see e2e/airgap/README.md). Not the real module.
"""The features that rules_go, gazelle and Debian's rules ask about, answered for Bazel 7.7."""

bazel_features = struct(
    external_deps = struct(
        extension_metadata_has_reproducible = True,
        is_bzlmod_enabled = True,
        module_extension_has_os_arch_dependent = True,
    ),
    globals = struct(),
    proto = struct(starlark_proto_info = True),
    rules = struct(instrumented_files_info_has_baseline_coverage_files = False),
)
