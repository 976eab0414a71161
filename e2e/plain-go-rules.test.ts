/** Rules, hooks and directives of a module in builds of the go command. */
import { appendFileSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CLI, type Ran, Scratch, succeed, TIMEOUT_MS } from './support/otel-command.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { Program } from './support/program.js';

const HOOKS = '--rules=otel/hooks.otelc.yaml';
const VISIBLE = '--rules=otel/visible.otelc.yaml';
const scratch = new Scratch('plain-go-rules');
const { folder } = scratch;
const plain = scratch.plainGo('plain');
afterAll(() => {
  scratch.remove();
});

describe('rules and hooks', () => {
  const build = (dir: string, ...args: readonly string[]): Ran => {
    const out = path.join(dir, 'bin-one');
    const built = scratch.otelGo(dir, [
      ...args.filter((arg) => arg.startsWith('--')),
      'build',
      ...args.filter((arg) => !arg.startsWith('--')),
      '-o',
      out,
      './cmd/one',
    ]);
    return built.status === 0 ? scratch.run(out, [], dir) : built;
  };

  test(
    'a hook, a changed hook, a changed rule, no rule: each takes effect at once',
    () => {
      const dir = scratch.copy(plain, 'rules');
      expect(succeed(build(dir, HOOKS)).stdout).toBe(
        'hook: begin one\ndid one <nil> none\nhook: begin two\nhook: begin two\ndid two, did two\n',
      );
      const hooks = path.join(dir, 'otel/hooks/hooks.go');
      writeFileSync(hooks, readFileSync(hooks, 'utf8').replace('hook: begin', 'hook: start'));
      expect(succeed(build(dir, HOOKS)).stdout).toMatch(/^hook: start one\n/);
      const rules = path.join(dir, 'otel/hooks.otelc.yaml');
      writeFileSync(
        rules,
        readFileSync(rules, 'utf8')
          .replace('example.com/plain/lib', 'example.com/plain/other')
          .replace('func: Run', 'func: Twice')
          .replace('BeforeRun', 'BeforeTwice'),
      );
      appendFileSync(hooks, '\nfunc BeforeTwice(name string) { fmt.Println("hook: twice", name) }\n');
      expect(succeed(build(dir, HOOKS)).stdout).toBe('did one <nil> none\nhook: twice two\ndid two, did two\n');
      expect(succeed(build(dir)).stdout).toBe('did one <nil> none\ndid two, did two\n');
    },
    TIMEOUT_MS,
  );

  test(
    'what dependents can see is compiled in place, built twice gives the same; flags of the user stay',
    () => {
      const dir = scratch.copy(plain, 'visible');
      const expected =
        'audit: one\nhook: begin one\ndid one <nil> v7\naudit: two\nhook: begin two\naudit: two\nhook: begin two\ndid two, did two\n';
      const flags = [VISIBLE, HOOKS, '-ldflags=-X main.Version=v7', '-gcflags=all=-N -l'];
      expect(succeed(build(dir, ...flags)).stdout).toBe(expected);
      const first = readFileSync(path.join(dir, 'bin-one'));
      rmSync(path.join(dir, 'bin-one'));
      expect(succeed(build(dir, ...flags)).stdout).toBe(expected);
      expect(readFileSync(path.join(dir, 'bin-one')).equals(first)).toBe(true);
      expect(succeed(build(dir, '-ldflags=-X main.Version=v7')).stdout).toMatch(/^did one <nil> v7\n/);
      expect(scratch.run('go', ['vet', './...'], dir).status).toBe(0);
    },
    TIMEOUT_MS,
  );

  test(
    '-race, -tags, two programs at once, and otel.yaml in place of flags',
    () => {
      const dir = scratch.copy(plain, 'config');
      writeFileSync(path.join(dir, 'otel.yaml'), 'rules: [otel/hooks.otelc.yaml]\n');
      const out = path.join(dir, 'bin/');
      succeed(scratch.otelGo(dir, ['build', '-race', '-tags', 'x,y', '-o', out, './cmd/one', './cmd/two']));
      expect(succeed(scratch.run(path.join(out, 'one'), [], dir)).stdout).toMatch(/^hook: begin one\n/);
      expect(succeed(scratch.run(path.join(out, 'two'), [], dir)).stdout).toBe('two\n');
      writeFileSync(path.join(dir, 'otel.yaml'), 'rules: []\nhoks: [x]\n');
      expect(scratch.otelGo(dir, ['build', '-o', out, './cmd/two'])).toMatchObject({
        status: 2,
        stderr: expect.stringMatching(/otel\.yaml:2:1: got "hoks", want one of rules, hooks, disable \[RULE_UNKNOWN_KEY\]\n$/),
      });
    },
    TIMEOUT_MS,
  );

  test(
    'a workspace of two modules; a read-only tree',
    () => {
      const dir = scratch.copy(plain, 'workspace/plain');
      const root = path.dirname(dir);
      mkdirSync(path.join(root, 'tool'));
      writeFileSync(path.join(root, 'tool/go.mod'), 'module example.com/tool\n\ngo 1.25.0\n');
      writeFileSync(
        path.join(root, 'tool/main.go'),
        'package main\n\nimport "example.com/plain/other"\n\nfunc main() { println(other.Twice("tool")) }\n',
      );
      writeFileSync(path.join(root, 'go.work'), 'go 1.25.0\n\nuse (\n\t./plain\n\t./tool // a comment\n)\n');
      writeFileSync(path.join(root, 'otel.yaml'), 'rules: plain/otel/hooks.otelc.yaml\n');
      succeed(scratch.run('chmod', ['-R', 'a-w', root], root));
      const out = path.join(folder, 'tool');
      succeed(scratch.otelGo(path.join(root, 'tool'), ['build', '-o', out, '.']));
      const ran = succeed(scratch.run(out, [], folder));
      expect(ran.stdout).toBe('hook: begin tool\nhook: begin tool\n');
      expect(existsSync(path.join(root, 'go.work.sum'))).toBe(false);
    },
    TIMEOUT_MS,
  );
});

describe('directives', () => {
  test(
    'alone make a program instrumented; a changed one takes effect, though the compiler does not see it',
    async () => {
      const dir = scratch.copy(plain, 'directives');
      const main = path.join(dir, 'cmd/two/main.go');
      const out = path.join(dir, 'two');
      const source = (comment: string): string =>
        `package main\n\nimport "fmt"\n\nfunc main() {\n\tfmt.Println(work())\n}\n\n${comment}\nfunc work() string { return "two" }\n`;
      const spansOf = async (comment: string): Promise<string[]> => {
        writeFileSync(main, source(comment));
        succeed(scratch.otelGo(dir, ['build', '-o', out, './cmd/two']));
        const receiver = await OtlpReceiver.start();
        try {
          expect(await Program.run(out, { env: receiver.environment('two') })).toMatchObject({ code: 0, stdout: 'two\n' });
          return receiver.spans().map(({ name }) => name);
        } finally {
          await receiver.stop();
        }
      };
      expect(await spansOf('//otel:span first')).toEqual(['first']);
      expect(await spansOf('//otel:span other')).toEqual(['other']);
      expect(await spansOf('//-tel:span other')).toEqual([]);
      // Also in an imported package.
      appendFileSync(path.join(dir, 'other/other.go'), '\n//otel:span "twice more"\nfunc More() string { return Twice("more") }\n');
      const importing = 'func init() { fmt.Println(other.More()) }\n\n// Work works.';
      writeFileSync(main, source(importing).replace('"fmt"', '(\n\t"fmt"\n\n\t"example.com/plain/other"\n)'));
      succeed(scratch.otelGo(dir, ['build', '-o', out, './cmd/two']));
      const planned = succeed(scratch.run(process.execPath, [CLI, 'plan', './cmd/two'], dir)).stdout;
      expect(planned).toMatch(/example\.com\/plain\/other\.More +other\/other\.go:\d+/);
      const receiver = await OtlpReceiver.start();
      try {
        await Program.run(out, { env: receiver.environment('two') });
        expect(receiver.spans().map(({ name }) => name)).toContain('twice more');
      } finally {
        await receiver.stop();
      }
    },
    TIMEOUT_MS,
  );
});

test(
  'a library of a Go without generics: a parameter whose type cannot be named is replaced, or left alone',
  () => {
    const old = path.join(folder, 'old');
    const rule = (func: string, before: string): string =>
      `${func}:\n  target: example.com/lib\n  where: { func: ${func} }\n  do:\n    - inject_hooks: { before: ${before}, path: example.com/old/hooks }\n`;
    const files = {
      'go.mod': 'module example.com/old\n\ngo 1.25\n\nrequire example.com/lib v0.0.0\n\nreplace example.com/lib => ./lib\n',
      'main.go': 'package main\n\nimport "example.com/lib"\n\nfunc main() { println(lib.Run()) }\n',
      'hooks/hooks.go':
        'package hooks\n\nfunc All(s any, name string) (any, string) { return s, name + "yy" }\n\nfunc Some(_ any, name string) string { return name + "z" }\n',
      'lib/go.mod': 'module example.com/lib\n\ngo 1.16\n',
      'lib/lib.go':
        'package lib\n\ntype secret struct{ n int }\n\nfunc Run() int { return all(secret{1}, "x") + some(secret{10}, "x") }\n\n' +
        'func all(s secret, name string) int { return s.n + len(name) }\n\nfunc some(s secret, name string) int { return s.n + len(name) }\n',
      'rules.otelc.yaml': rule('all', 'All') + rule('some', 'Some'),
    };
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(path.dirname(path.join(old, name)), { recursive: true });
      writeFileSync(path.join(old, name), text);
    }
    succeed(scratch.otelGo(old, ['--rules=rules.otelc.yaml', 'build', '-o', 'program', '.']));
    expect(succeed(scratch.run(path.join(old, 'program'), [], old, { OTEL_SDK_DISABLED: 'true' })).stderr).toContain('16\n');
  },
  TIMEOUT_MS,
);
