"""Packages that woven code imports and the package itself does not.

A rule's code may import anything (`imports:`). The standard library is always there; everything else must come from the hook
libraries or from what they depend on: these are compiled in a configuration of their own (modes.bzl), and the toolchain holds
their archives. What the application has as well is taken from the application when the binary is linked, as for hooks.

A package that the hook libraries themselves depend on can have no such import: neither may they depend on each other, nor may the
two copies of the package differ. The tool reports a rule that wants it, by name.
"""

load("@io_bazel_rules_go//go:def.bzl", "GoArchive", "GoArchiveData", "GoInfo")
load(":structs.bzl", "with_fields")

def library_packages(hooks):
    """The packages of the hook libraries and of everything that they depend on.

    Args:
      hooks: list of GoArchive, empty in mode `hooks`.

    Returns:
      A struct for the functions below.
    """
    by_path = {}
    for data in depset(transitive = [hook.transitive for hook in hooks]).to_list():
        by_path.setdefault(data.importpath, data)
    return struct(by_path = by_path, like = hooks[0] if hooks else None)

def new_imports(libraries, go, source, entries, app = {}):
    """What woven code of a package may import beyond the package's own dependencies.

    Args:
      libraries: what `library_packages` returned.
      go: the go_context of the target.
      source: GoInfo of the package.
      entries: entries of the rule set and of its rewriters that target the package.
      app: dict from import path to GoArchiveData: the binary's own packages, preferred to the libraries'.

    Returns:
      A struct with `archives`, the GoArchives to add to the dependencies; `provided`, the import paths among those that the
      entries ask for which the package can import; and `blocked`, whether the hook libraries depend on the package.
    """
    wanted = {path: None for entry in entries for path in entry.imports}

    # In mode `hooks` there are no archives, and every package is one that hooks depend on.
    blocked = not libraries.like or source.importpath in libraries.by_path
    if not wanted:
        return struct(archives = [], blocked = blocked, provided = [])
    own = {path: None for dep in source.deps for path in [dep.data.importpath] + list(dep.data.importpath_aliases)}
    archives = []
    provided = []
    for path in wanted:
        if path in own:
            provided.append(path)
            continue
        data = None if blocked else app.get(path, libraries.by_path.get(path))
        if data:
            provided.append(path)
            archives.append(archive_of(go, data, libraries.like))
    return struct(archives = archives, blocked = blocked, provided = provided)

def add_imports(args, imports):
    """Adds the flags from which the tool knows what woven code may import.

    Args:
      args: what `tool_args` returned.
      imports: what `new_imports` returned.
    """
    args.add_all(imports.provided, format_each = "--provided=%s")
    if imports.blocked:
        args.add("--blocked")

def archive_of(go, data, like):
    """A GoArchive that offers a package for import. Everything else about it comes through the archive that has it as its dep.

    Args:
      go: the go_context of the target that imports the package.
      data: GoArchiveData of the package.
      like: any other GoArchive.

    Returns:
      A GoArchive.
    """
    empty = {
        "cgo_deps": depset(),
        "cgo_exports": depset(),
        "cgo_link_inputs": depset(),
        # nogo does not see what woven code imports: it needs no facts of it.
        "data": GoArchiveData(**with_fields(data, facts_file = None)),
        "direct": [],
        "libs": depset(),
        "runfiles": go._ctx.runfiles(),
        # rules_go insists on the mode of the target.
        "source": GoInfo(mode = go.mode, runfiles = go._ctx.runfiles()),
        "transitive": depset([data]),
        "x_defs": {},
    }

    # Which private fields there are, all of them depsets, depends on the version of rules_go: another archive tells.
    return GoArchive(**{name: empty.get(name, depset()) for name in with_fields(like)})
