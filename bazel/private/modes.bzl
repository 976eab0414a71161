"""What the wrapped toolchain does in which configuration.

The setting `//bazel/private:mode` is never given on the command line, so that the configuration of the user's targets, and with
it every output path, is that of a build without us. Only the transitions here change it:

* `on` (default): packages are woven, hooks are linked into binaries, woven std packages are swapped in.
* `hooks`: for the hook libraries and the std packages, on which the toolchain itself depends. Packages are woven like in `on`
  (both copies of a package must have the same export data), binaries get no hooks: this breaks the cycle.
* `plain`: for the sources of the hook libraries, from which we read signatures before anything is woven.
"""

MODE_ON = "on"
MODE_HOOKS = "hooks"
MODE_PLAIN = "plain"

MODES = [MODE_ON, MODE_HOOKS, MODE_PLAIN]

_MODE = "//bazel/private:mode"

def _hooks_impl(_settings, _attr):
    return {_MODE: MODE_HOOKS}

hooks_transition = transition(
    implementation = _hooks_impl,
    inputs = [],
    outputs = [_MODE],
)

def _plain_impl(_settings, _attr):
    return {_MODE: MODE_PLAIN}

plain_transition = transition(
    implementation = _plain_impl,
    inputs = [],
    outputs = [_MODE],
)

def _on_impl(_settings, _attr):
    return {_MODE: MODE_ON}

on_transition = transition(
    implementation = _on_impl,
    inputs = [],
    outputs = [_MODE],
)

def is_tool_configuration(ctx):
    """Whether a target is built as a tool of the build: such targets stay plain.

    Args:
      ctx: the rule context of the target.

    Returns:
      A bool.
    """

    # Bazel tells rules that they are built for execution only by the name of the output directory.
    return "-exec" in ctx.bin_dir.path
