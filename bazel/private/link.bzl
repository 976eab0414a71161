"""`link` of the wrapped toolchain: brings the hooks, the application and woven std packages together."""

load("@io_bazel_rules_go//go:def.bzl", "GoArchive")
load(":archive.bzl", "runner_toolchain")
load(":structs.bzl", "with_fields")

# The launcher knows the script and the hooks' archives among the link action's arguments by these (builder.sh.tpl, src/worker/linkscript.ts).
_SCRIPT = "otel-link"
_HOOK_LABEL = "otel-hook:"

def wrap_link(otel):
    """Wraps `link`.

    Args:
      otel: the struct that toolchain.bzl makes.

    Returns:
      A function with the signature of rules_go's `emit_link`.
    """

    # buildifier: disable=unnamed-macro
    def _link(go, archive = None, **kwargs):
        plan = getattr(archive.source, "_otel", None)
        if not plan:
            return otel.base.actions.link(go, archive = archive, **kwargs)
        return otel.base.actions.link(
            runner_toolchain(otel, go),
            archive = _complete(otel, archive, plan, kwargs.get("test_archives", [])),
            **kwargs
        )

    return _link

def _complete(otel, archive, plan, test_archives):
    app = depset(transitive = [dep.transitive for dep in plan.app_deps]).to_list()

    # Hooks were compiled in a configuration of their own. What the application has as well comes from the application: rules_go
    # refuses two archives for one package path, and export data is the same, or else the linker refuses it.
    taken = {data.importmap: None for data in app + test_archives}
    hooks = [
        data
        for data in depset(transitive = [hook.transitive for hook in plan.hooks]).to_list()
        if data.importmap not in taken
    ]

    packages = app + hooks
    metadata = [data._package_metadata for data in packages if getattr(data, "_package_metadata", None)]
    linked = struct(
        transitive = depset(app + [_hook_arc(data) for data in hooks] + otel.std.archives + [_script_arc(plan.link_script)]),
        # Up to rules_go 0.63 the link action takes the metadata of modules from here.
        _package_metadata_files = depset(metadata),
    )
    changes = {
        "direct": [linked],
        "libs": depset(
            [archive.data.file, plan.link_script] +
            [data.file for data in packages + test_archives + otel.std.archives],
        ),
        "transitive": depset([archive.data] + packages),
    }
    if hasattr(archive, "_buildinfo_link_inputs"):
        # Later versions take it from here, with the `.imports` of each package. It names the hooks' copies too, and they would be
        # compiled for that.
        own = getattr(archive.data, "_package_metadata", None)
        changes["_buildinfo_link_inputs"] = depset(
            metadata + ([own] if own else []) + [data._imports for data in [archive.data] + packages],
        )
    return GoArchive(**with_fields(archive, **changes))

def _hook_arc(data):
    # What only the hooks bring along: the launcher leaves it out of a binary that has no hooks.
    return struct(label = "{}{}".format(_HOOK_LABEL, data.label), importmap = data.importmap, file = data.file)

def _script_arc(script):
    return struct(label = "otel", importmap = _SCRIPT, file = script)
