"""Woven packages of the standard library.

The standard library itself stays the plain one, and everything is compiled against it. A std package that a rule targets is woven
and compiled once more, on its own; link.bzl offers it to the linker in place of the plain one. That works because weaving leaves
its export data as it was, which the action checks.
"""

load("@io_bazel_rules_go//go:def.bzl", "go_context")

# Not public in all the versions that we support: what go_context wants of a rule (`go_rule` came later), and the flag that
# rules_go's own standard library is compiled with.
load("@io_bazel_rules_go//go/private:context.bzl", "CGO_ATTRS", "CGO_FRAGMENTS", "CGO_TOOLCHAINS")  # buildifier: disable=bzl-visibility
load("@io_bazel_rules_go//go/private:mode.bzl", "link_mode_arg")  # buildifier: disable=bzl-visibility
load(":modes.bzl", "plain_transition")
load(":patterns.bzl", "select_patterns", "select_rewriters")
load(":providers.bzl", "OtelHookSignaturesInfo", "OtelRulesInfo", "OtelStdInfo", "OtelToolInfo")
load(":tool.bzl", "add_build_context", "run_tool", "tool_args")
load(":weave.bzl", "emit_weave", "woven_dir_name")

_GO_TOOLCHAIN_TYPE = "@io_bazel_rules_go//go:toolchain"

# The launcher tells by this label which archives of the link action are ours (builder.sh.tpl).
_ARC_LABEL = "otel-std:"

# What the compiler reads from its environment, apart from GOOS and GOARCH, which are arguments of ours.
_COMPILER_ENV = ["GO386", "GOAMD64", "GOARM", "GOARM64", "GOEXPERIMENT", "GOMIPS", "GOMIPS64", "GOPPC64", "GORISCV64", "GOWASM"]

# Folders of GOROOT/src that are no packages a program can name.
_NO_PACKAGES = ["builtin", "cmd", "unsafe", "vendor"]

def _otel_std_packages_impl(ctx):
    go = go_context(ctx, go_context_data = ctx.attr._go_context_data)
    rules = ctx.attr.rules[OtelRulesInfo]
    archives = []
    reports = []
    by_package = _sources_by_package(go.sdk)
    for importpath in sorted(by_package):
        entries = select_patterns(rules, importpath, is_std = True)
        rewriters = select_rewriters(rules, importpath, is_std = True)
        if entries or rewriters:
            archive, report = _emit_std_package(ctx, go, importpath, by_package[importpath], entries, rewriters)
            archives.append(archive)
            reports.append(report)
    return [
        OtelStdInfo(archives = archives, reports = reports),
        DefaultInfo(files = depset([archive.file for archive in archives])),
    ]

def _sources_by_package(sdk):
    prefix = sdk.root_file.dirname + "/src/"
    by_package = {}
    for file in sdk.srcs.to_list():
        if not file.path.startswith(prefix):
            continue
        importpath = file.dirname[len(prefix):]
        if importpath and importpath.split("/")[0] not in _NO_PACKAGES:
            by_package.setdefault(importpath, []).append(file)
    return {importpath: files for importpath, files in by_package.items() if [f for f in files if f.extension == "go"]}

def _emit_std_package(ctx, go, importpath, srcs, entries, rewriters):
    tool = ctx.attr.tool[OtelToolInfo]
    stem = "{}/{}".format(ctx.label.name, importpath)
    woven = ctx.actions.declare_directory(woven_dir_name(stem))
    report = ctx.actions.declare_file(stem + ".otelreport.json")
    emit_weave(
        ctx.actions,
        tool = tool,
        go = go,
        package = struct(
            importpath = importpath,
            importmap = importpath,
            # The tool tells by this label which reports are of std packages (src/worker/commands/main-package.ts).
            label = "std:" + importpath,
            srcs = [file for file in srcs if file.extension == "go"],
            metadata = None,
            testfilter = None,
        ),
        slices = [entry.slice for entry in entries],
        rewriters = [rewriter.src for rewriter in rewriters],
        # Nothing outside of the standard library can be imported here.
        imports = struct(archives = [], blocked = True, provided = []),
        signatures = ctx.attr.signatures[0][OtelHookSignaturesInfo].files,
        out = woven,
        report = report,
        progress_message = "Weaving {} of the Go standard library".format(importpath),
    )

    out = ctx.actions.declare_file(stem + ".a")
    check = ctx.actions.declare_file(stem + ".otelcheck.json")
    compiler = _compiler(ctx, go.sdk)
    args = tool_args(ctx.actions, "std-compile")
    args.add(importpath, format = "--import-path=%s")
    args.add_all([woven], format_each = "--woven=%s", expand_directories = False)
    args.add_all([go.stdlib.root_file], format_each = "--std-dir=%s", expand_directories = False)
    args.add(compiler, format = "--compile=%s")
    add_build_context(args, go)
    args.add_all(_compiler_flags(go.mode), format_each = "--gcflag=%s")
    args.add(out, format = "--out=%s")
    args.add(check, format = "--check=%s")
    args.add("--")
    args.add_all(srcs)
    run_tool(
        ctx.actions,
        tool,
        args,
        inputs = depset(srcs + [woven], transitive = [go.sdk.headers, go.stdlib.libs]),
        outputs = [out, check],
        mnemonic = "GoOtelStdPackage",
        progress_message = "Compiling woven {} of the Go standard library".format(importpath),
        # The compiler is the work, not our program: nothing is won by a worker, and the sandbox is kept.
        worker = False,
        env = {name: go.env[name] for name in _COMPILER_ENV if go.env.get(name)},
        tools = [compiler],
    )
    return struct(label = _ARC_LABEL + importpath, importmap = importpath, file = out), report

def _compiler_flags(mode):
    """The flags with which rules_go compiles the standard library (`_build_stdlib`)."""
    flags = list(mode.gc_goopts)
    if mode.race:
        flags.append("-race")
    if mode.msan:
        flags.append("-msan")
    link_mode_flag = link_mode_arg(mode)
    if link_mode_flag:
        flags.append(link_mode_flag)
    return flags

def _compiler(ctx, sdk):
    for file in sdk.tools.to_list():
        if file.basename in ("compile", "compile.exe"):
            return file
    fail("{}: toolchain {}: got a Go SDK ({}) without pkg/tool/*/compile; want a complete SDK; fix: reinstall it, or name another one with go_sdk in MODULE.bazel".format(
        ctx.label,
        _GO_TOOLCHAIN_TYPE,
        sdk.version,
    ))

otel_std_packages = rule(
    implementation = _otel_std_packages_impl,
    attrs = {
        "rules": attr.label(
            mandatory = True,
            providers = [OtelRulesInfo],
            doc = "The rules of the workspace.",
        ),
        "signatures": attr.label(
            mandatory = True,
            cfg = plain_transition,
            providers = [OtelHookSignaturesInfo],
            doc = "The signatures of hooks.",
        ),
        "tool": attr.label(
            mandatory = True,
            cfg = "exec",
            providers = [OtelToolInfo],
            doc = "Our program.",
        ),
        "_go_context_data": attr.label(
            default = "@io_bazel_rules_go//:go_context_data",
        ),
        "_allowlist_function_transition": attr.label(
            default = "@bazel_tools//tools/allowlists/function_transition_allowlist",
        ),
    } | CGO_ATTRS,
    fragments = CGO_FRAGMENTS,
    toolchains = [_GO_TOOLCHAIN_TYPE] + CGO_TOOLCHAINS,
    provides = [OtelStdInfo],
    doc = "The std packages that rules target, woven and compiled. The toolchain depends on them in mode `hooks`.",
)
