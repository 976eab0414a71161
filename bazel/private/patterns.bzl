"""Matching import paths against the targets of rules.

A target is an import path or a glob over its segments: `**` stands for any number of segments (also none), `*` for any characters
of one segment, `?` for one character, `[a-z]` and `[!a-z]` for one of a set. `{a,b}` was expanded when the rules were compiled.
Two targets are no import paths: `main`, the main package of every binary, and `$root`, every package of the main repository.
"""

TARGET_MAIN = "main"
TARGET_ROOT = "$root"

# Packages that are never woven: what hooks are made of. Weaving them would make telemetry trace itself.
_NEVER = ["otel-go.internal/hooks"]

# What telemetry is made of: only rules that know what they do there, and so name the package, are for it.
_NAMED_ONLY = ["go.opentelemetry.io"]

_KIND_LITERAL = 0  # import path without wildcards
_KIND_GLOB = 1
_KIND_SPECIAL = 2  # main, $root

_ANY = "*"
_ONE = "?"

def compile_pattern(pattern):
    """Prepares a target for `matches`.

    Args:
      pattern: a target, as written in a rule, braces expanded.

    Returns:
      A struct that only this file looks into.
    """
    if pattern in (TARGET_MAIN, TARGET_ROOT):
        return struct(kind = _KIND_SPECIAL, text = pattern, segments = None)
    if not _has_wildcard(pattern):
        return struct(kind = _KIND_LITERAL, text = pattern, segments = None)
    return struct(
        kind = _KIND_GLOB,
        text = pattern,
        segments = [segment if segment == "**" else _tokens(segment) for segment in pattern.split("/")],
    )

def matches(compiled, importpath, in_main_repository = False, is_std = False):
    """Whether a target addresses a package. `main` is never matched here: which package is a binary's is not known from its path.

    Args:
      compiled: what `compile_pattern` returned.
      importpath: import path of the package.
      in_main_repository: whether the package's target is declared in the main repository.
      is_std: whether the package is part of the standard library.

    Returns:
      A bool.
    """
    if compiled.kind == _KIND_LITERAL:
        return compiled.text == importpath
    if compiled.kind == _KIND_SPECIAL:
        return compiled.text == TARGET_ROOT and in_main_repository and not is_std

    # `**` or `*/handlers` mean the application's packages: std packages want to be addressed by their first segment.
    if is_std and _has_wildcard(compiled.text.split("/")[0]):
        return False
    return _match_segments(compiled.segments, importpath.split("/"))

def select_patterns(rules, importpath, in_main_repository = False, is_std = False):
    """The entries of the rule set that target a package.

    Args:
      rules: OtelRulesInfo.
      importpath: import path of the package.
      in_main_repository: whether the package's target is declared in the main repository.
      is_std: whether the package is part of the standard library.

    Returns:
      A list of entries of `rules.patterns`, in their order.
    """
    if importpath in rules.hook_paths:
        # Only a rule that addresses its own hooks by name gets through: the tool explains why that cannot be.
        return [entry for entry in rules.patterns if entry.pattern == importpath and importpath in entry.hooks]
    if _is_below(importpath, _NEVER):
        return []
    named_only = _is_below(importpath, _NAMED_ONLY)
    return [
        entry
        for entry in rules.patterns
        if (not named_only or entry.pattern == importpath) and
           matches(entry.compiled, importpath, in_main_repository, is_std) and
           not _matches_any(entry.excluded, importpath, in_main_repository, is_std)
    ]

def select_rewriters(rules, importpath, in_main_repository = False, is_std = False):
    """The rewriters that are for a package.

    Args:
      rules: OtelRulesInfo.
      importpath: import path of the package.
      in_main_repository: whether the package's target is declared in the main repository.
      is_std: whether the package is part of the standard library.

    Returns:
      A list of entries of `rules.rewriters`, in their order.
    """
    if not rules.rewriters or importpath in rules.hook_paths or _is_below(importpath, _NEVER + _NAMED_ONLY):
        return []
    return [rewriter for rewriter in rules.rewriters if _matches_any(rewriter.compiled, importpath, in_main_repository, is_std)]

def select_main_rewriters(rules):
    """The rewriters that are for `main`.

    Args:
      rules: OtelRulesInfo.

    Returns:
      A list of entries of `rules.rewriters`, in their order.
    """
    return [rewriter for rewriter in rules.rewriters if [pattern for pattern in rewriter.compiled if pattern.text == TARGET_MAIN]]

def select_main_patterns(rules):
    """The entries of the rule set that target `main`.

    Args:
      rules: OtelRulesInfo.

    Returns:
      A list of entries of `rules.patterns`, in their order.
    """
    return [entry for entry in rules.patterns if entry.pattern == TARGET_MAIN]

def _is_below(importpath, prefixes):
    for prefix in prefixes:
        if importpath == prefix or importpath.startswith(prefix + "/"):
            return True
    return False

def _matches_any(patterns, importpath, in_main_repository, is_std):
    for compiled in patterns:
        if matches(compiled, importpath, in_main_repository, is_std):
            return True
    return False

def _has_wildcard(text):
    return "*" in text or "?" in text or "[" in text

def _tokens(segment):
    """Splits a segment of a glob into `*`, `?`, single characters and sets (negated, members)."""
    tokens = []
    skip_to = 0
    for i in range(len(segment)):
        if i < skip_to:
            continue
        char = segment[i]
        end = segment.find("]", i + 1) if char == "[" else -1
        if char == "*":
            if not tokens or tokens[-1] != _ANY:
                tokens.append(_ANY)
        elif char == "?":
            tokens.append(_ONE)
        elif end > i + 1:
            tokens.append(_set(segment[i + 1:end]))
            skip_to = end + 1
        else:
            tokens.append((False, [(char, char)]))
    return tokens

def _set(body):
    negated = body[0] in "!^"
    chars = body[1:] if negated else body
    ranges = []
    skip_to = 0
    for i in range(len(chars)):
        if i < skip_to:
            continue
        if i + 2 < len(chars) and chars[i + 1] == "-":
            ranges.append((chars[i], chars[i + 2]))
            skip_to = i + 3
        else:
            ranges.append((chars[i], chars[i]))
    return (negated, ranges)

def _match_segments(pattern, segments):
    """Runs the glob as an automaton: `states` are the positions in the pattern that the segments so far lead to."""
    states = _close(pattern, {0: None}, "**")
    for segment in segments:
        next_states = {}
        for state in states:
            if state == len(pattern):
                continue
            if pattern[state] == "**":
                next_states[state] = None
            elif _match_tokens(pattern[state], segment):
                next_states[state + 1] = None
        states = _close(pattern, next_states, "**")
    return len(pattern) in states

def _match_tokens(tokens, text):
    states = _close(tokens, {0: None}, _ANY)
    for char in text.elems():
        next_states = {}
        for state in states:
            if state == len(tokens):
                continue
            if tokens[state] == _ANY:
                next_states[state] = None
            elif tokens[state] == _ONE or _in_set(tokens[state], char):
                next_states[state + 1] = None
        states = _close(tokens, next_states, _ANY)
    return len(tokens) in states

def _close(pattern, states, skippable):
    """Adds the positions that are reached without input: behind wildcards that may stand for nothing."""
    closed = dict(states)
    for at in range(len(pattern)):
        if at in closed and pattern[at] == skippable:
            closed[at + 1] = None
    return closed

def _in_set(token, char):
    negated, ranges = token
    inside = any([low <= char and char <= high for low, high in ranges])
    return inside != negated
