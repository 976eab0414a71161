"""Compares the export data of woven packages with that of the plain ones."""

load("@io_bazel_rules_go//go:def.bzl", "GoArchive")
load(":tool.bzl", "run_tool", "tool_args")

def declare_export_data(otel, go, source, stem, woven, report, kwargs):
    """Declares the comparison of one package. Nothing of it runs unless the aspect below asks for it.

    Args:
      otel: the struct that toolchain.bzl makes.
      go: the go_context of the target.
      source: GoInfo of the package, as the user wrote it.
      stem: what keeps the outputs of several compilations of one package apart.
      woven: GoArchive of the woven package.
      report: File, what weaving did.
      kwargs: what rules_go passed to `archive`.

    Returns:
      A JSON File.
    """

    # Against the same dependencies as the woven package: what differs is this package's own doing.
    suffix = kwargs.get("_recompile_suffix", "") + ".otelplain"
    plain = otel.base.actions.archive(go, source = source, **dict(kwargs, _recompile_suffix = suffix))
    out = go.declare_file(go, name = source.name, ext = stem + ".otelexportdata.json")
    args = tool_args(go.actions, "export-data")
    args.add(plain.data.export_file, format = "--plain=%s")
    args.add(woven.data.export_file, format = "--woven=%s")
    args.add(report, format = "--report=%s")
    args.add(out, format = "--out=%s")
    run_tool(
        go.actions,
        otel.tool,
        args,
        inputs = [plain.data.export_file, woven.data.export_file, report],
        outputs = [out],
        mnemonic = "GoOtelExportData",
        progress_message = "Comparing export data of %{label}",
    )
    return out

def _otel_export_data_impl(target, _ctx):
    if GoArchive not in target:
        return []
    compared = [getattr(data, "_otel_export_data", None) for data in target[GoArchive].transitive.to_list()]
    return [OutputGroupInfo(otel_export_data = depset([file for file in compared if file]))]

otel_export_data = aspect(
    implementation = _otel_export_data_impl,
    doc = """Says of each woven package of a binary or library whether its export data is that of the plain package, and if not, why.

Where it is, no dependent is recompiled. Each package is compiled plain as well, which is why this is no part of a build:
`bazel build --config=otel --aspects=@rules_otel_go//bazel:defs.bzl%otel_export_data --output_groups=otel_export_data //...`
""",
)
