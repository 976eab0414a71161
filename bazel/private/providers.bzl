"""Providers that the parts of the rule set hand to each other."""

OtelNodeInfo = provider(
    doc = "A Node executable.",
    fields = {
        "files": "Depset of files that the executable needs at run time, itself included.",
        "node": "The executable File.",
    },
)

OtelToolInfo = provider(
    doc = "Our program (`src/worker/main.ts`, bundled) and what it needs to run, all built for the execution platform.",
    fields = {
        "core_wasm": "File: the runtime of tree-sitter, as WebAssembly.",
        "files": "Depset of everything that a run of the program reads, Node included.",
        "grammar": "File: the Go grammar, as WebAssembly.",
        "node": "File: the Node executable.",
        "node_files": "Depset of files that Node needs, itself included.",
        "program": "File: the bundled program.",
    },
)

OtelRulesInfo = provider(
    doc = "The instrumentation rules of this workspace, by the packages that they target.",
    fields = {
        "hook_paths": "Dict with the import path of every hook package as key.",
        "linked_hook_paths": "Dict with the import path of every hook package as key that has hooks which are not exported.",
        "patterns": "List of struct(pattern, compiled, excluded, slice, hooks, imports, support_only), one for each distinct target of a rule.",
        "rewriters": "List of struct(src, compiled, imports): programmable rewriters with the targets that each is for.",
    },
)

OtelHooksInfo = provider(
    doc = "The hook libraries, compiled.",
    fields = {
        "archives": "List of GoArchive, one for each library, in the order in which they were given.",
        "libraries": "List of GoArchive: the packages that `sources` may import beside those of `archives` and of the application.",
        "sources": "List of OtelHookSourcesInfo.",
    },
)

OtelHookSourcesInfo = provider(
    doc = "A hook package that is compiled for each binary, against the application's own libraries.",
    fields = {
        "archives": "Tuple of GoArchive: packages that the hooks import beside the library's.",
        "importpath": "String.",
        "imports": "Tuple of import paths outside of the standard library.",
        "label": "Label of the target.",
        "srcs": "Tuple of Go Files.",
    },
)

OtelHookSignaturesInfo = provider(
    doc = "The signatures of the functions that the hook libraries declare, read from their sources.",
    fields = {
        "files": "List of JSON Files, one for each library.",
    },
)

OtelStdInfo = provider(
    doc = "Woven packages of the standard library, compiled so that they can be swapped in at link time.",
    fields = {
        "archives": "List of struct(label, importmap, file): what `-arc` of rules_go's link action wants.",
        "reports": "List of Files: the report of each weaving.",
    },
)
