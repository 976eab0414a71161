"""Which actions targets have under the wrapped toolchain: mnemonics and arguments."""

load("@bazel_skylib//lib:unittest.bzl", "analysistest", "asserts")

_MnemonicsInfo = provider(
    doc = "What the actions of a target are called.",
    fields = {"mnemonics": "List of mnemonics."},
)

# What `--config=otel` sets.
_OTEL = {"//command_line_option:extra_toolchains": [str(Label("//bazel/toolchains:all"))]}

_WEAVE = "GoOtelWeave"
_MAIN = "GoOtelMain"
_COMPILE = "GoCompilePkg"
_LINK = "GoLink"

def _mnemonics_aspect_impl(target, _ctx):
    return [_MnemonicsInfo(mnemonics = [action.mnemonic for action in target.actions])]

_mnemonics_aspect = aspect(
    implementation = _mnemonics_aspect_impl,
    doc = "Lists the actions of a target.",
)

def _built_for_execution_impl(ctx):
    return [ctx.attr.target[_MnemonicsInfo]]

built_for_execution = rule(
    implementation = _built_for_execution_impl,
    attrs = {
        "target": attr.label(
            mandatory = True,
            aspects = [_mnemonics_aspect],
            cfg = "exec",
            doc = "What to build.",
        ),
    },
    doc = "Builds a target as a tool of the build, and says what its actions are.",
)

def _actions(env, mnemonic):
    return [action for action in analysistest.target_actions(env) if action.mnemonic == mnemonic]

def _argument(action, text):
    """The arguments of an action that contain a text."""
    return [arg for arg in action.argv if text in arg]

def _bin_dir(action):
    """The output directory of an action's configuration."""
    return action.outputs.to_list()[0].root.path

def _woven_impl(ctx):
    env = analysistest.begin(ctx)
    weave = _actions(env, _WEAVE)
    asserts.equals(env, 1, len(weave))
    asserts.equals(env, ["--import-path=rules-otel-go.test/greet"], _argument(weave[0], "--import-path="))
    asserts.equals(env, ["--label=//bazel/tests/greet:greet"], _argument(weave[0], "--label="))
    asserts.true(env, _argument(weave[0], "--rules="), "the rules that target the package")
    asserts.false(env, [arg for arg in weave[0].argv if arg.startswith("/")], "no absolute paths")

    # The second one, plain, is there to be compared with, for whoever asks (export_data.bzl).
    compile = _actions(env, _COMPILE)
    asserts.equals(env, 2, len(compile))
    asserts.true(env, compile[0].argv[0].endswith("-builder.sh"), "compiled through the launcher, got " + compile[0].argv[0])
    asserts.true(env, _argument(compile[0], "greet.otelweave"), "the woven directory is an argument")
    asserts.equals(env, ["bazel/tests/greet/greet.go"], [
        arg
        for before, arg in zip(compile[0].argv, compile[0].argv[1:])
        if before == "-src"
    ], "the sources are the user's own")
    return analysistest.end(env)

woven_test = analysistest.make(_woven_impl, config_settings = _OTEL)

def _untargeted_impl(ctx):
    env = analysistest.begin(ctx)
    asserts.equals(env, [], _actions(env, _WEAVE))
    compile = _actions(env, _COMPILE)
    asserts.equals(env, 1, len(compile))
    asserts.true(env, compile[0].argv[0].endswith("/builder"), "compiled by the builder itself, got " + compile[0].argv[0])
    asserts.equals(env, [], _argument(compile[0], ".otelweave"))
    return analysistest.end(env)

untargeted_test = analysistest.make(_untargeted_impl, config_settings = _OTEL)

def _binary_impl(ctx):
    env = analysistest.begin(ctx)
    main = _actions(env, _MAIN)
    asserts.equals(env, 1, len(main))
    asserts.true(env, _argument(main[0], "greet.otelreport.json"), "reports of woven packages")
    asserts.true(env, _argument(main[0], "--archive=rules-otel-go.test/other="), "the application's archives")

    link = _actions(env, _LINK)
    asserts.equals(env, 1, len(link))
    asserts.true(env, _argument(link[0], "otel-std:net/http=net/http="), "the woven std package is offered")
    asserts.true(env, _argument(link[0], "otel=otel-link="), "the script is handed over")
    asserts.true(env, _argument(link[0], "=rules-otel-go.test/hook="), "the hooks are linked")

    # The hooks' configuration has a copy of its own.
    greet = _argument(link[0], "=rules-otel-go.test/greet=")
    asserts.equals(env, ["@@//bazel/tests/greet:greet=rules-otel-go.test/greet={}/bazel/tests/greet/greet.a".format(_bin_dir(link[0]))], greet)
    return analysistest.end(env)

binary_test = analysistest.make(_binary_impl, config_settings = _OTEL)

def _go_test_impl(ctx):
    env = analysistest.begin(ctx)
    outputs = [file.basename for action in _actions(env, _WEAVE) for file in action.outputs.to_list()]
    asserts.true(env, "greet_test.internal.otelweave" in outputs, "outputs are keyed as rules_go does, got {}".format(outputs))
    asserts.equals(env, 1, len(_actions(env, _MAIN)))
    return analysistest.end(env)

go_test_test = analysistest.make(_go_test_impl, config_settings = _OTEL)

def _execution_impl(ctx):
    env = analysistest.begin(ctx)
    mnemonics = analysistest.target_under_test(env)[_MnemonicsInfo].mnemonics
    asserts.true(env, _COMPILE in mnemonics, "got {}".format(mnemonics))
    asserts.equals(env, [], [mnemonic for mnemonic in mnemonics if mnemonic.startswith("GoOtel")])
    return analysistest.end(env)

execution_test = analysistest.make(_execution_impl, config_settings = _OTEL)

def _plain_impl(ctx):
    env = analysistest.begin(ctx)
    asserts.equals(env, [], [action for action in analysistest.target_actions(env) if action.mnemonic.startswith("GoOtel")])
    return analysistest.end(env)

plain_test = analysistest.make(_plain_impl)
