"""Running our tool: `src/worker/main.ts`, bundled by the repository rule in tools_repo.bzl.

Its commands and who calls them:

* `hook-signatures`: hooks.bzl
* `hook-sources`: hook_sources.bzl
* `weave`: weave.bzl, for packages of the workspace (archive.bzl) and of the standard library (std_packages.bzl)
* `std-compile`: std_packages.bzl
* `export-data`: export_data.bzl
* `main`: binary.bzl
* `rules-compile`: rules_repo.bzl, at fetch time
"""

load(":node.bzl", "NODE_TOOLCHAIN_TYPE")
load(":providers.bzl", "OtelToolInfo")

_GO_TOOLCHAIN_TYPE = Label("@io_bazel_rules_go//go:toolchain")

# One process serves many requests of a build at a time.
_WORKER = {
    "requires-worker-protocol": "proto",
    "supports-multiplex-sandboxing": "1",
    "supports-multiplex-workers": "1",
    "supports-workers": "1",
}

def _otel_tool_impl(ctx):
    node = ctx.toolchains[NODE_TOOLCHAIN_TYPE].otel_node
    return [OtelToolInfo(
        node = node.node,
        node_files = node.files,
        program = ctx.file.program,
        grammar = ctx.file.grammar,
        core_wasm = ctx.file.core_wasm,
        files = depset([ctx.file.program, ctx.file.grammar, ctx.file.core_wasm], transitive = [node.files]),
    )]

otel_tool = rule(
    implementation = _otel_tool_impl,
    attrs = {
        "core_wasm": attr.label(
            mandatory = True,
            allow_single_file = True,
            doc = "The runtime of tree-sitter, as WebAssembly.",
        ),
        "grammar": attr.label(
            mandatory = True,
            allow_single_file = True,
            doc = "The Go grammar, as WebAssembly.",
        ),
        "program": attr.label(
            mandatory = True,
            allow_single_file = True,
            doc = "The bundled program.",
        ),
    },
    provides = [OtelToolInfo],
    toolchains = [NODE_TOOLCHAIN_TYPE],
    doc = "Our program with its Node. Depend on it with `cfg = \"exec\"`.",
)

def tool_args(actions, command):
    """Starts the arguments of a command.

    Flags are written as `--name=value`: a worker would take a value that begins with `@`, as labels do, for a param file.

    Args:
      actions: `ctx.actions`.
      command: name of the command.

    Returns:
      An Args object for `run_tool`.
    """
    args = actions.args()

    # Workers take their requests from param files only; lines are arguments as they are.
    args.use_param_file("@%s", use_always = True)
    args.set_param_file_format("multiline")
    args.add(command)
    return args

def run_tool(actions, tool, args, *, inputs, outputs, mnemonic, progress_message, worker = True, path_mapping = True, env = {}, tools = []):
    """Declares an action that runs a command of the tool.

    Args:
      actions: `ctx.actions`.
      tool: OtelToolInfo.
      args: what `tool_args` returned, completed.
      inputs: depset or list of Files.
      outputs: list of Files.
      mnemonic: CamelCase name of the action.
      progress_message: what Bazel shows while the action runs.
      worker: whether a persistent worker may run it.
      path_mapping: whether no argument holds a path as a plain string.
      env: environment of the action.
      tools: more Files that the command executes.
    """

    # Everything before the param file is what a worker is started with.
    startup = actions.args()
    startup.add(tool.program)
    startup.add("--grammar", tool.grammar)
    startup.add("--core-wasm", tool.core_wasm)

    requirements = dict(_WORKER) if worker else {}
    if path_mapping:
        requirements["supports-path-mapping"] = "1"

    actions.run(
        executable = tool.node,
        arguments = [startup, args],
        inputs = inputs,
        outputs = outputs,
        tools = depset(tools, transitive = [tool.files]),
        mnemonic = mnemonic,
        progress_message = progress_message,
        env = env,
        execution_requirements = requirements,
        # The execution platform is that of rules_go's own actions: the tool was resolved for it.
        toolchain = _GO_TOOLCHAIN_TYPE,
    )

def add_build_context(args, go):
    """Adds the flags from which the tool knows which files of a package take part in the build.

    Args:
      args: what `tool_args` returned.
      go: a struct with `mode` (GoConfigInfo) and `sdk` (GoSDK), e.g. a go_context.
    """
    args.add(go.mode.goos, format = "--goos=%s")
    args.add(go.mode.goarch, format = "--goarch=%s")
    args.add(go.sdk.version, format = "--go-version=%s")
    args.add_all(go.mode.tags, format_each = "--tag=%s", uniquify = True)
    if not go.mode.pure:
        args.add("--cgo")
