"""Module extension of rules_otel_go.

```starlark
otel = use_extension("@rules_otel_go//bazel:extensions.bzl", "otel")
otel.rules(
    files = ["//otel:orders.otelc.yaml"],
    hooks = ["//otel/hooks/orders"],
)
otel.disable(names = ["nethttp"])
```
"""

load("//bazel/private:extension.bzl", _otel = "otel")

otel = _otel
