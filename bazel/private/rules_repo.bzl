"""Repository with the instrumentation rules of the workspace, checked and compiled, and the hook libraries that they name."""

load(":npm.bzl", "host_node")

_BUILD = """load("{hooks_bzl}", "otel_hook_signatures", "otel_hooks")
load("{rule_set_bzl}", "otel_rule_set")
load(":rules.bzl", "HOOK_PATHS", "LINKED_HOOK_PATHS", "PATTERNS")

package(default_visibility = ["//visibility:public"])

_HOOKS = {hooks}

otel_rule_set(
    name = "rules",
    hook_paths = HOOK_PATHS,
    linked_hook_paths = LINKED_HOOK_PATHS,
    patterns = PATTERNS,
    rewriters = {rewriters},
)

otel_hooks(
    name = "hooks",
    hooks = _HOOKS,
    tags = ["manual"],
)

otel_hook_signatures(
    name = "signatures",
    hooks = _HOOKS,
    tags = ["manual"],
    tool = "{tool}",
)
"""

_SUFFIXES = (".otelc.yaml", ".otelc.yml")

def _otel_rules_impl(rctx):
    built_in_dir = rctx.path(rctx.attr._built_in).dirname
    rctx.watch_tree(built_in_dir)
    built_in = sorted([str(file) for file in built_in_dir.readdir() if file.basename.endswith(_SUFFIXES)])

    args = [
        host_node(rctx),
        rctx.path(rctx.attr._program),
        "--grammar",
        rctx.path(rctx.attr._grammar),
        "--core-wasm",
        rctx.path(rctx.attr._core_wasm),
        "rules-compile",
        "--out=.",
    ]
    for file in built_in:
        args += ["--built-in=" + file, "--display={}=@rules_otel_go//rules:{}".format(file, file.split("/")[-1])]
    for label in rctx.attr.files:
        file = rctx.path(label)
        if not file.exists:
            fail("otel.rules: attribute files: got {}, which does not exist; want a rule file (*.otelc.yaml); fix: correct the label in MODULE.bazel".format(label))
        rctx.watch(file)
        args += ["--workspace={}".format(file), "--display={}={}".format(file, _display(label))]
    args += ["--disable=" + name for name in rctx.attr.disable]

    result = rctx.execute(args)
    if result.return_code == 2:
        # One line for each error, with file:line:column: nothing is to be added.
        fail("\n" + result.stderr.strip())
    if result.return_code != 0:
        fail("@{}: compiling the rules failed; this is a defect of rules_otel_go, please report it\n{}".format(rctx.name, result.stderr))

    # What the rules name (`add_file`) is read here too.
    for file in json.decode(rctx.read("reads.json")):
        rctx.watch(file)

    rctx.file("BUILD.bazel", _BUILD.format(
        rewriters = json.encode([json.decode(tag) for tag in rctx.attr.rewriters]),
        hooks = json.encode_indent([str(hook) for hook in rctx.attr.hooks], indent = "    "),
        hooks_bzl = Label(":hooks.bzl"),
        rule_set_bzl = Label(":rule_set.bzl"),
        tool = Label(":tool"),
    ))

def _display(label):
    """A rule file's name in messages: as its user would open it."""
    if label.repo_name:
        return str(label)
    return label.package + "/" + label.name if label.package else label.name

otel_rules_repository = repository_rule(
    implementation = _otel_rules_impl,
    attrs = {
        "disable": attr.string_list(
            doc = "Names of rules or libraries that are switched off.",
        ),
        "files": attr.label_list(
            doc = "Rule files of the workspace and its modules.",
        ),
        "hooks": attr.label_list(
            doc = "go_library targets of hooks, built-in ones included.",
        ),
        "rewriters": attr.string_list(
            doc = "JSON of src, targets and imports of each otel.rewriter tag.",
        ),
        "_built_in": attr.label(default = "//rules:BUILD.bazel"),
        "_core_wasm": attr.label(default = "@otel_tools//:web-tree-sitter.wasm"),
        "_grammar": attr.label(default = "@otel_tools//:tree-sitter-go.wasm"),
        "_program": attr.label(default = "@otel_tools//:otel_tool.mjs"),
    },
    environ = ["PATH"],
    doc = "The rules of the workspace, compiled.",
)
