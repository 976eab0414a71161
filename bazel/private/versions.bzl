"""Which versions of Go, rules_go and hosts we work with; everything else is refused with one line."""

MIN_GO = (1, 25)

# What we rely on in rules_go (see archive.bzl, binary.bzl, link.bzl) was looked up in this version and later ones.
MIN_RULES_GO = "0.63.0"

_ACTIONS = ["archive", "binary", "link", "stdlib"]
_TOOLS = ["_builder", "_pack", "flags", "sdk"]

def check_toolchain(label, base):
    """Fails when we cannot wrap a toolchain.

    Args:
      label: label of the wrapping toolchain.
      base: ToolchainInfo of the SDK's own toolchain.
    """
    actions = getattr(base, "actions", None)
    missing = [name for name in _TOOLS if not hasattr(base, name)]
    missing += ["actions." + name for name in _ACTIONS if not hasattr(actions, name)]
    if missing:
        fail("{}: attribute base: got a Go toolchain without {}; want one of rules_go {} or later; fix: raise rules_go in MODULE.bazel".format(
            label,
            ", ".join(missing),
            MIN_RULES_GO,
        ))

    sdk = base.sdk
    version = parse_version(sdk.version)
    if version and version[:2] < MIN_GO:
        fail("{}: attribute base: got Go SDK {}; want {}.{} or later; fix: raise the version of go_sdk in MODULE.bazel, or build this target without --config=otel".format(
            label,
            sdk.version,
            MIN_GO[0],
            MIN_GO[1],
        ))
    if sdk.goos == "windows":
        fail("{}: attribute base: got a Go SDK for Windows hosts; want linux or darwin; fix: build without --config=otel, or on Linux for --platforms of Windows".format(label))

def check_rules_go_version(version):
    """Fails when the version of rules_go is known and too old.

    Args:
      version: as in rules_go's MODULE.bazel; "" for checkouts, which are checked by `check_toolchain` only.
    """
    parsed = parse_version(version)
    if parsed and parsed < parse_version(MIN_RULES_GO):
        fail("@rules_otel_go//bazel/toolchains: bazel_dep rules_go: got {}; want {} or later; fix: raise rules_go in MODULE.bazel".format(
            version,
            MIN_RULES_GO,
        ))

def parse_version(text):
    """Parses `1.26.8`, `go1.26rc1`, `0.65.0-rc1`.

    Args:
      text: a version.

    Returns:
      A tuple of three ints, or None where the text is no version.
    """
    numbers = []
    for part in text.removeprefix("go").split(".")[:3]:
        digits = ""
        for char in part.elems():
            if not char.isdigit():
                break
            digits += char
        if not digits:
            return None
        numbers.append(int(digits))
        if len(digits) != len(part):
            break
    if len(numbers) < 2:
        return None
    return tuple(numbers + [0] * (3 - len(numbers)))
