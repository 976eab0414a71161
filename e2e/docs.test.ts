/** Every command that the documentation shows is one that a test runs. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CHECKOUT } from '../tools/bazel/index.js';

/** Command, and the source that runs it: a file, and what in it does so. */
const EXECUTED: ReadonlyMap<string, readonly [file: string, evidence: string]> = new Map([
  ['npm run demo', ['e2e/demo.test.ts', "['run', '--silent', 'demo'"]],
  // The very run that this test is part of.
  ['npm test', ['.ci/run', 'tools/bootstrap.mjs test']],
  ['bazel build --config=otel //...', ['e2e/build.test.ts', "buildLogged(['//...'], OTEL)"]],
  [
    'bazel build --config=otel --aspects=@rules_otel_go//bazel:defs.bzl%otel_export_data --output_groups=otel_export_data //...',
    ['e2e/build.test.ts', "exportDataOf(workspace, ['//...'])"],
  ],
  [
    'otel weave --rules otel/orders.otelc.yaml --import-path example.com/shop/orders --diff orders',
    ['src/cli/weave.test.ts', "otel(...BASE, '--diff', 'orders')"],
  ],
  ['otel go build -o server ./cmd/server', ['e2e/plain-go-rules.test.ts', "'build', '-o', out, './cmd/two'"]],
  ['otel go run ./cmd/server', ['e2e/plain-go-commands.test.ts', "'run', './cmd/one'"]],
  ['otel go test ./...', ['e2e/plain-go-commands.test.ts', "'test', './...'"]],
  ['npm pack --ignore-scripts=false', ['e2e/package.test.ts', "'pack', '--ignore-scripts=false'"]],
  ['npm install -g ./rules_otel_go-0.1.0.tgz', ['e2e/package.test.ts', "'install', '-g'"]],
  ['otel plan ./cmd/...', ['e2e/cli-plan.test.ts', "otel('plan', './cmd/...')"]],
  [
    "otel explain 'net/http.(*Transport).roundTrip' ./cmd/fetch",
    ['e2e/cli-explain.test.ts', "'explain', 'net/http.(*Transport).roundTrip', './cmd/fetch'"],
  ],
  ['otel diff ./lib', ['e2e/cli-explain.test.ts', "otel('diff', './lib')"]],
  ['otel list', ['e2e/cli-doctor.test.ts', "scratch.otel(service, ['list'])"]],
  ['otel doctor', ['e2e/cli-doctor.test.ts', "otel('doctor')"]],
  ['otel init', ['e2e/cli-doctor.test.ts', "scratch.otel(module, ['init'])"]],
  ['otel clean --dry-run', ['e2e/cli-doctor.test.ts', "clean('--dry-run')"]],
  ['otel completion bash', ['e2e/cli-usage.test.ts', '$(otel completion bash)']],
  // Of the folders that these suites run.
  ['npm run jest -- dist/tools/test', ['tools/test/suites.ts', "jest(context, ['dist/src', 'dist/tools'])"]],
  ['npm run jest -- dist/e2e/libraries-kafka', ['tools/test/suites.ts', "jest(context, ['dist/e2e'])"]],
  ['bazel test --config=otel //...', ['e2e/second-workspace.test.ts', "succeed('test', ['//...']"]],
]);

const documents = ['README.md', ...readdirSync(path.join(CHECKOUT, 'docs')).map((name) => path.join('docs', name))].filter((name) =>
  name.endsWith('.md'),
);

function read(file: string): string {
  return readFileSync(path.join(CHECKOUT, file), 'utf8');
}

function commands(markdown: string): string[] {
  return [...markdown.matchAll(/^```(?:bash|sh|shell|console)\n([\s\S]*?)^```$/gm)]
    .flatMap(([, block = '']) => block.split('\n'))
    .map((line) =>
      line
        .replace(/^\$ /, '')
        .replace(/\s+#.*$/, '')
        .trim(),
    )
    .filter((line) => line !== '' && !line.startsWith('#'));
}

describe.each(documents)('%s', (file) => {
  test('shows only commands that a test runs', () => {
    expect(commands(read(file)).filter((command) => !EXECUTED.has(command))).toEqual([]);
  });

  test('links only to files that are there', () => {
    const links = [...read(file).matchAll(/\]\((?!https?:|#)([^)#]+)(?:#[^)]*)?\)/g)].map(([, target = '']) => target);
    const present = new Set(links.filter((target) => exists(path.join(path.dirname(file), target))));
    expect(links.filter((target) => !present.has(target))).toEqual([]);
  });
});

function exists(file: string): boolean {
  try {
    readFileSync(path.join(CHECKOUT, file));
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EISDIR';
  }
}

test.each([...EXECUTED])('%s is run where this test says', (_, [file, evidence]) => {
  expect(read(file)).toContain(evidence);
});

test('the quick start is what the example workspace does', () => {
  const line = 'build:otel --extra_toolchains=@rules_otel_go//bazel/toolchains:all';
  expect(read('README.md')).toContain(line);
  for (const workspace of ['http-service', 'second-workspace']) expect(read(`e2e/${workspace}/.bazelrc`).trim()).toBe(line);
  expect(read('README.md')).toContain('bazel_dep(name = "rules_otel_go", version = "0.1.0")');
  expect(read('e2e/http-service/MODULE.bazel')).toContain('bazel_dep(name = "rules_otel_go", version = "0.1.0")');
});

test('the rule and hooks of usage.md are those of the example', () => {
  const usage = read('docs/usage.md');
  const rule = /```yaml\n([\s\S]*?)```/.exec(usage)?.[1] ?? '';
  expect(read('e2e/http-service/otel/greeting.otelc.yaml')).toContain(rule);
  for (const signature of usage.match(/^func (?:Before|After).*$/gm) ?? []) {
    expect(read('e2e/http-service/otel/greetinghooks/hooks.go')).toContain(signature);
  }
});

test('what add-a-library.md shows of kafka-go is what kafka-go has', () => {
  const page = read('docs/add-a-library.md');
  const block = (language: string): string => new RegExp(`\`\`\`${language}\\n([\\s\\S]*?)\`\`\``).exec(page)?.[1] ?? 'none';
  expect(read('rules/kafka_go.otelc.yaml')).toContain(block('yaml'));
  expect(read('hooks/kafkago/BUILD.bazel')).toBe(block('starlark'));
  expect(read('hooks/kafkago/go.mod')).toContain(block('text'));
});
