"""The instrumentation rules of a workspace, as a target (declared in the repository that rules_repo.bzl generates)."""

load(":patterns.bzl", "compile_pattern")
load(":providers.bzl", "OtelRulesInfo")

def _otel_rule_set_impl(ctx):
    slices = ctx.files.slices
    if len(slices) != len(ctx.attr.patterns):
        fail("{}: attribute slices: got {} files; want one for each of {} patterns; fix: declare this target with otel_rule_set()".format(
            ctx.label,
            len(slices),
            len(ctx.attr.patterns),
        ))
    entries = []
    for i, encoded in enumerate(ctx.attr.patterns):
        entry = json.decode(encoded)
        entries.append(struct(
            pattern = entry["pattern"],
            compiled = compile_pattern(entry["pattern"]),
            slice = slices[i],
            hooks = entry["hooks"],
            support_only = entry["support_only"],
        ))
    return [OtelRulesInfo(
        patterns = entries,
        hook_paths = {path: None for path in ctx.attr.hook_paths},
    )]

_otel_rule_set = rule(
    implementation = _otel_rule_set_impl,
    attrs = {
        "hook_paths": attr.string_list(
            doc = "Import paths of all hook packages that rules name.",
        ),
        "patterns": attr.string_list(
            doc = "JSON of each entry of PATTERNS, without its slice.",
        ),
        "slices": attr.label_list(
            allow_files = [".json"],
            doc = "For each pattern the rules that target it.",
        ),
    },
    provides = [OtelRulesInfo],
    doc = "The rules of a workspace, compiled.",
)

def otel_rule_set(name, patterns, hook_paths, **kwargs):
    """Declares the rule set.

    Args:
      name: name of the target.
      patterns: PATTERNS of the generated `rules.bzl`: structs of pattern, slice, hooks, support_only.
      hook_paths: HOOK_PATHS of the generated `rules.bzl`.
      **kwargs: attributes common to all rules.
    """
    _otel_rule_set(
        name = name,
        patterns = [
            json.encode({"hooks": entry.hooks, "pattern": entry.pattern, "support_only": entry.support_only})
            for entry in patterns
        ],
        slices = [entry.slice for entry in patterns],
        hook_paths = hook_paths,
        **kwargs
    )
