"""Running npm in repository rules.

Packages come through the npm client as its user has configured it: no host is named anywhere here, private registries and mirrors
work, and `npm ci` checks every package against the integrity in the lock file.
"""

_SHOWN_LINES = 15
_TIMEOUT_SECONDS = 600

def host_node(rctx):
    """The Node that runs repository rules (not the one that runs actions).

    Args:
      rctx: the repository context.

    Returns:
      A path.
    """
    node = rctx.which("node")
    if not node:
        fail("@{}: got no `node` on PATH; want Node 20 or later, with npm; fix: install it, or extend PATH for Bazel".format(rctx.name))
    return node

def npm_ci(rctx):
    """Runs `npm ci` in the repository, which holds package.json, package-lock.json and .npmrc.

    Args:
      rctx: the repository context.
    """
    run(
        rctx,
        _npm(rctx) + ["ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        fix = "check that npm reaches its registry (`npm config get registry`), then build again",
    )

def run(rctx, command, fix, environment = {}):
    """Runs a command in the repository's folder and fails with its last lines.

    Args:
      rctx: the repository context.
      command: list of strings and paths.
      fix: what the user can do when it fails.
      environment: added to the environment.
    """
    result = rctx.execute(command, environment = environment, timeout = _TIMEOUT_SECONDS)
    if result.return_code == 0:
        return
    lines = [line for line in (result.stdout + "\n" + result.stderr).split("\n") if line.strip()]
    fail("@{}: `{}` ended with status {}; fix: {}\n{}".format(
        rctx.name,
        " ".join([str(part) for part in command]),
        result.return_code,
        fix,
        "\n".join(["  " + line for line in lines[-_SHOWN_LINES:]]),
    ))

def _npm(rctx):
    npm = rctx.which("npm")
    if npm:
        return [npm]

    # Containers may come with a Node whose npm is not linked into PATH.
    node = host_node(rctx)
    cli = node.realpath.dirname.dirname.get_child("lib", "node_modules", "npm", "bin", "npm-cli.js")
    if cli.exists:
        return [node, cli]
    fail("@{}: got no `npm` on PATH; want the npm that comes with Node 20 or later; fix: install it, or extend PATH for Bazel".format(rctx.name))
