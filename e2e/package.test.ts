/** The npm package as users get it: packed, installed into an empty folder, and used without this checkout. */
import { lstatSync, mkdirSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { CHECKOUT } from '../tools/bazel/index.js';
import { binariesIn, Services } from './support/http-service.js';
import { Scratch, succeed, TIMEOUT_MS } from './support/otel-command.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { atLeast, only } from './support/select.js';

interface Packed {
  readonly filename: string;
  readonly files: readonly { readonly path: string }[];
}

const scratch = new Scratch('package');
const { folder } = scratch;
const service = scratch.httpService('service', 'rules: otel/greeting.otelc.yaml\n');
/** As `npm prefix -g` names it; its name begins with a dot, as the folders of version managers do. */
const prefix = path.join(folder, '.versions/node');
let packed: Packed;

function run(command: string, args: readonly string[], cwd = folder): string {
  return succeed(scratch.run(command, args, cwd, { npm_config_update_notifier: 'false' })).stdout;
}

function otel(...args: string[]): string {
  return run(path.join(prefix, 'bin/otel'), args, service);
}

beforeAll(() => {
  // Whoever switched scripts off gets no grammar.
  const [one] = JSON.parse(run('npm', ['pack', '--ignore-scripts=false', '--json', '--pack-destination', folder], CHECKOUT)) as Packed[];
  if (!one) throw new Error('npm pack packed nothing');
  packed = one;
  mkdirSync(prefix, { recursive: true });
  run('npm', ['install', '-g', '--prefix', prefix, '--no-audit', '--no-fund', path.join(folder, packed.filename)]);
  // As root installs it for everybody.
  run('chmod', ['-R', 'a-w', path.join(prefix, 'lib')]);
}, TIMEOUT_MS);
afterAll(() => {
  scratch.remove();
});

describe('the package', () => {
  test('holds the program, rules, hooks, grammar and documentation, and nothing else', () => {
    const files = packed.files.map((file) => file.path);
    const known =
      /^(package\.json|README\.md|LICENSE|dist\/src\/.*\.js|src\/rewriter\/rewriter\.ts|rules\/|hooks\/|grammar\/|docs\/.*\.md$)/;
    expect(files.filter((file) => !known.test(file))).toEqual([]);
    const ours = /\.test\.js$|_test\.go$|\/test|(^|\/)e2e\/|case|BUILD\.bazel$|\.tsbuildinfo$/;
    expect(files.filter((file) => ours.test(file))).toEqual([]);
    expect(files).toEqual(
      expect.arrayContaining(['dist/src/cli/otel.js', 'grammar/tree-sitter-go.wasm', 'grammar/LICENSE', 'hooks/go.mod', 'hooks/go.sum']),
    );
    const built = (dir: string): string[] => readdirSync(path.join(CHECKOUT, dir)).map((name) => `${dir}/${name}`);
    const rules = built('rules').filter((name) => /\.(yaml|go|json)$/.test(name));
    expect(files).toEqual(expect.arrayContaining([...rules, ...built('docs')]));
  });

  test('is installed without a native addon, and apart from the checkout', () => {
    const root = path.join(prefix, 'lib/node_modules/rules_otel_go');
    expect(lstatSync(root).isSymbolicLink()).toBe(false);
    expect(realpathSync(path.join(prefix, 'bin/otel'))).toBe(path.join(root, 'dist/src/cli/otel.js'));
    const names = readdirSync(root, { recursive: true, encoding: 'utf8' });
    expect(names.filter((name) => name.endsWith('.node') || name.includes('tree-sitter-go/'))).toEqual([]);
  });
});

describe('the installed program', () => {
  test(
    'otel go build instruments an HTTP service, whose spans arrive',
    async () => {
      const out = path.join(folder, 'woven/');
      otel('go', 'build', '-o', out, './frontend', './greeter');
      const receiver = await OtlpReceiver.start();
      const services = await Services.start(binariesIn(out), receiver);
      try {
        expect(await services.get('/greet?name=Ada')).toMatchObject({ status: 200 });
        const spans = await receiver.waitForSpans(
          (all) => atLeast(4, { service: 'greeter' })(all) && atLeast(3, { service: 'frontend' })(all),
        );
        const root = only(spans, { service: 'frontend', kind: 'server', name: 'GET /greet' });
        const server = only(spans, { service: 'greeter', kind: 'server', name: 'GET /greeting/{name}' });
        expect(server.traceId).toBe(root.traceId);
        only(spans, { service: 'greeter', name: 'compose greeting' });
        expect(receiver.problems()).toEqual([]);
      } finally {
        await services.stop();
        await receiver.stop();
      }
      for (const name of ['frontend', 'greeter']) {
        const program = readFileSync(path.join(out, name));
        expect([program.includes(CHECKOUT), program.includes('rules_otel_go/dist')]).toEqual([false, false]);
      }
    },
    TIMEOUT_MS,
  );

  test(
    'the other commands',
    () => {
      const { version } = JSON.parse(readFileSync(path.join(CHECKOUT, 'package.json'), 'utf8')) as { version: string };
      expect(otel('--version')).toBe(`${version}\n`);
      expect(otel('plan', './greeter')).toContain('net/http.serverHandler.ServeHTTP');
      expect(otel('list')).toContain('net_http');
      expect(otel('doctor')).not.toMatch(/^fail/m);
      expect(otel('diff', './greeting')).toContain('+++ b/greeting/zz_otel_weave.go');
    },
    TIMEOUT_MS,
  );

  test(
    'npx from the packed file',
    () => {
      const args = ['--yes', `--package=${path.join(folder, packed.filename)}`, 'otel'];
      const out = path.join(folder, 'by-npx');
      run('npx', ['--prefer-offline', `--cache=${path.join(folder, 'npm')}`, ...args, 'go', 'build', '-o', out, './greeter'], service);
      expect(readFileSync(out).includes('otel-go.internal/hooks/nethttp')).toBe(true);
    },
    TIMEOUT_MS,
  );
});
