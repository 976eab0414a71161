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
            excluded = [compile_pattern(pattern) for pattern in entry["excluded"]],
            slice = slices[i],
            hooks = entry["hooks"],
            imports = entry["imports"],
            support_only = entry["support_only"],
        ))
    if len(ctx.files.rewriters) != len(ctx.attr.rewriter_targets):
        fail("{}: attribute rewriters: got {} files; want one for each of {} otel.rewriter tags; fix: name a single file (*.mjs) in src".format(
            ctx.label,
            len(ctx.files.rewriters),
            len(ctx.attr.rewriter_targets),
        ))
    rewriters = []
    for src, encoded in zip(ctx.files.rewriters, ctx.attr.rewriter_targets):
        tag = json.decode(encoded)
        rewriters.append(struct(
            src = src,
            compiled = [compile_pattern(target) for target in tag["targets"]],
            imports = tag["imports"],
        ))
    return [OtelRulesInfo(
        patterns = entries,
        rewriters = rewriters,
        hook_paths = {path: None for path in ctx.attr.hook_paths},
        linked_hook_paths = {path: None for path in ctx.attr.linked_hook_paths},
    )]

_otel_rule_set = rule(
    implementation = _otel_rule_set_impl,
    attrs = {
        "hook_paths": attr.string_list(
            doc = "Import paths of all hook packages that rules name.",
        ),
        "linked_hook_paths": attr.string_list(
            doc = "Import paths of hook packages with hooks that are not exported.",
        ),
        "patterns": attr.string_list(
            doc = "JSON of each entry of PATTERNS, without its slice.",
        ),
        "rewriter_targets": attr.string_list(
            doc = "JSON of `targets` and `imports` of each rewriter.",
        ),
        "rewriters": attr.label_list(
            allow_files = True,
            doc = "ES modules of programmable rewriters.",
        ),
        "slices": attr.label_list(
            allow_files = [".json"],
            doc = "For each pattern the rules that target it.",
        ),
    },
    provides = [OtelRulesInfo],
    doc = "The rules of a workspace, compiled.",
)

def otel_rule_set(name, patterns, hook_paths, linked_hook_paths = [], rewriters = [], **kwargs):
    """Declares the rule set.

    Args:
      name: name of the target.
      patterns: PATTERNS of the generated `rules.bzl`: structs of pattern, excluded, slice, hooks, imports, support_only.
      hook_paths: HOOK_PATHS of the generated `rules.bzl`.
      linked_hook_paths: LINKED_HOOK_PATHS of the generated `rules.bzl`.
      rewriters: list of dicts of src, targets, imports: the otel.rewriter tags.
      **kwargs: attributes common to all rules.
    """
    _otel_rule_set(
        name = name,
        patterns = [
            json.encode({
                "excluded": entry.excluded,
                "hooks": entry.hooks,
                "imports": entry.imports,
                "pattern": entry.pattern,
                "support_only": entry.support_only,
            })
            for entry in patterns
        ],
        slices = [entry.slice for entry in patterns],
        hook_paths = hook_paths,
        linked_hook_paths = linked_hook_paths,
        rewriters = [rewriter["src"] for rewriter in rewriters],
        rewriter_targets = [json.encode({"imports": rewriter["imports"], "targets": rewriter["targets"]}) for rewriter in rewriters],
        **kwargs
    )
