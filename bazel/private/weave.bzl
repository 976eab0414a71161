"""The action that weaves one package: its sources and the rules that target it in, the files that change out."""

load(":imports.bzl", "add_imports")
load(":tool.bzl", "add_build_context", "run_tool", "tool_args")

# The launcher tells the directory by this suffix from what users embed (builder.awk).
_SUFFIX = ".otelweave"

def woven_dir_name(stem):
    """Name of the directory that weaving a package writes.

    Args:
      stem: what rules_go names the package's archive, without `.a`.

    Returns:
      A string.
    """
    return stem + _SUFFIX

def emit_weave(actions, *, tool, go, package, slices, rewriters, imports, signatures, out, report, progress_message, own_imports = False):
    """Declares `GoOtelWeave`.

    Args:
      actions: `ctx.actions`.
      tool: OtelToolInfo.
      go: a struct with `mode` (GoConfigInfo) and `sdk` (GoSDK), e.g. a go_context.
      package: a struct with `importpath`, `importmap`, `label` (string), `srcs` (list of Files), `metadata` (File with the purl of
        the package's module, or None) and `testfilter` (as in GoInfo, or None).
      slices: Files with the rules that target the package.
      rewriters: Files of the rewriters that target the package.
      imports: what `new_imports` returned.
      signatures: Files with the signatures of hooks.
      out: the directory to write.
      report: the JSON file to write.
      progress_message: what Bazel shows while the action runs.
      own_imports: whether the report tells what the package imports (report.ts, allImports).
    """
    args = tool_args(actions, "weave")
    args.add(package.importpath, format = "--import-path=%s")
    args.add(package.importmap, format = "--import-map=%s")
    args.add(package.label, format = "--label=%s")
    add_build_context(args, go)
    inputs = package.srcs + slices + rewriters + signatures
    if package.metadata:
        args.add(package.metadata, format = "--package-metadata=%s")
        inputs = inputs + [package.metadata]
    args.add(package.testfilter or "off", format = "--testfilter=%s")
    args.add_all(slices, format_each = "--rules=%s")
    args.add_all(rewriters, format_each = "--rewriter=%s")
    add_imports(args, imports)
    if own_imports:
        args.add("--own-imports")
    args.add_all(signatures, format_each = "--hook=%s")
    args.add_all([out], format_each = "--out=%s", expand_directories = False)
    args.add(report, format = "--report=%s")
    args.add("--")

    # Directories among the sources hold what a generator wrote: they are expanded here, and filtered file by file.
    args.add_all(package.srcs, map_each = go_file_path)
    run_tool(
        actions,
        tool,
        args,
        inputs = inputs,
        outputs = [out, report],
        mnemonic = "GoOtelWeave",
        progress_message = progress_message,
    )

def go_file_path(file):
    """For `map_each`: the paths of Go files only.

    Args:
      file: a File.

    Returns:
      A string or None.
    """
    return file.path if file.extension == "go" else None

def is_go_source(file):
    """Whether a source of a package may be woven.

    Args:
      file: a File.

    Returns:
      A bool.
    """
    return file.is_directory or file.extension == "go"
