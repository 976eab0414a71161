"""Tests of functions that need no target."""

load("@bazel_skylib//lib:unittest.bzl", "asserts", "unittest")
load("//bazel/private:patterns.bzl", "compile_pattern", "matches", "select_main_rewriters", "select_patterns", "select_rewriters")
load("//bazel/private:versions.bzl", "parse_version")

# pattern, import path, expected
_CASES = [
    ("net/http", "net/http", True),
    ("net/http", "net/http/pprof", False),
    ("example.com/*", "example.com/a", True),
    ("example.com/*", "example.com/a/b", False),
    ("example.com/**", "example.com/a/b", True),
    ("example.com/**", "example.com", True),
    ("example.com/**/c", "example.com/c", True),
    ("example.com/**/c", "example.com/a/b/c", True),
    ("example.com/**/c", "example.com/a/b/d", False),
    ("**/handlers", "example.com/app/handlers", True),
    ("example.com/v?", "example.com/v2", True),
    ("example.com/v?", "example.com/v10", False),
    ("example.com/v[1-3]", "example.com/v2", True),
    ("example.com/v[!1-3]", "example.com/v2", False),
    ("example.com/v[^1-3]", "example.com/v4", True),
    ("example.com/*-[ab]*x", "example.com/foo-bar-box", True),
    ("main", "main", False),
]

def _patterns_impl(ctx):
    env = unittest.begin(ctx)
    for pattern, importpath, expected in _CASES:
        asserts.equals(env, expected, matches(compile_pattern(pattern), importpath), "{} on {}".format(pattern, importpath))
    asserts.true(env, matches(compile_pattern("$root"), "a", in_main_repository = True))
    asserts.false(env, matches(compile_pattern("$root"), "a"))
    asserts.false(env, matches(compile_pattern("**"), "net/http", is_std = True))
    asserts.true(env, matches(compile_pattern("net/*"), "net/http", is_std = True))
    return unittest.end(env)

patterns_test = unittest.make(_patterns_impl)

def _never_impl(ctx):
    env = unittest.begin(ctx)
    entry = struct(pattern = "**", compiled = compile_pattern("**"), excluded = [], hooks = ["example.com/hook"])
    rules = struct(hook_paths = {"example.com/hook": None}, patterns = [entry], rewriters = [])
    asserts.equals(env, [entry], select_patterns(rules, "example.com/app"))
    for importpath in ["example.com/hook", "go.opentelemetry.io/otel", "otel-go.internal/hooks/api"]:
        asserts.equals(env, [], select_patterns(rules, importpath), importpath)
    path = "go.opentelemetry.io/otel/sdk/trace"
    named = struct(pattern = path, compiled = compile_pattern(path), excluded = [], hooks = [])
    asserts.equals(env, [named], select_patterns(struct(hook_paths = {}, patterns = [entry, named], rewriters = []), path))
    return unittest.end(env)

never_test = unittest.make(_never_impl)

def _excluded_impl(ctx):
    env = unittest.begin(ctx)
    entry = struct(
        pattern = "example.com/**",
        compiled = compile_pattern("example.com/**"),
        excluded = [compile_pattern("example.com/gen/**")],
        hooks = [],
    )
    rules = struct(hook_paths = {}, patterns = [entry], rewriters = [])
    asserts.equals(env, [entry], select_patterns(rules, "example.com/app"))
    asserts.equals(env, [], select_patterns(rules, "example.com/gen/api"))
    return unittest.end(env)

excluded_test = unittest.make(_excluded_impl)

def _rewriters_impl(ctx):
    env = unittest.begin(ctx)
    first = struct(src = "first.mjs", compiled = [compile_pattern("example.com/**"), compile_pattern("main")], imports = [])
    second = struct(src = "second.mjs", compiled = [compile_pattern("net/http")], imports = [])
    rules = struct(hook_paths = {"example.com/hook": None}, patterns = [], rewriters = [first, second])
    asserts.equals(env, [first], select_rewriters(rules, "example.com/app"))
    asserts.equals(env, [second], select_rewriters(rules, "net/http", is_std = True))
    asserts.equals(env, [first], select_main_rewriters(rules))
    for importpath in ["example.com/hook", "go.opentelemetry.io/otel", "other.example/x"]:
        asserts.equals(env, [], select_rewriters(rules, importpath), importpath)
    return unittest.end(env)

rewriters_test = unittest.make(_rewriters_impl)

def _versions_impl(ctx):
    env = unittest.begin(ctx)
    for text, expected in {
        "": None,
        "0.65.0": (0, 65, 0),
        "1.25rc1": (1, 25, 0),
        "1.26.8": (1, 26, 8),
        "devel": None,
        "go1.25": (1, 25, 0),
    }.items():
        asserts.equals(env, expected, parse_version(text), text)
    return unittest.end(env)

versions_test = unittest.make(_versions_impl)
