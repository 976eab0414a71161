"""Public Starlark API of rules_otel_go.

Instrumenting a build needs nothing from here: it is switched on by `--extra_toolchains=@rules_otel_go//bazel/toolchains:all`.
What follows is for tests and for rules that want to look at instrumented targets.
"""

load("//bazel/private:export_data.bzl", _otel_export_data = "otel_export_data")
load("//bazel/private:hook_sources.bzl", _otel_hook_sources = "otel_hook_sources")
load("//bazel/private:node.bzl", _otel_node = "otel_node")
load("//bazel/private:providers.bzl", _OtelRulesInfo = "OtelRulesInfo", _OtelStdInfo = "OtelStdInfo")

otel_hook_sources = _otel_hook_sources
otel_export_data = _otel_export_data
OtelRulesInfo = _OtelRulesInfo
OtelStdInfo = _OtelStdInfo
otel_node = _otel_node
