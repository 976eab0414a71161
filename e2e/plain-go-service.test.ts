/** The go command builds an instrumented HTTP service: no Bazel, no change to the module, nothing compiled twice. */
import { appendFileSync, chmodSync, existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CHECKOUT } from '../tools/bazel/index.js';
import { binariesIn, Services } from './support/http-service.js';
import { Scratch, succeed, TIMEOUT_MS } from './support/otel-command.js';
import { OtlpReceiver } from './support/otlp-receiver.js';
import { freePort } from './support/program.js';
import { atLeast, only } from './support/select.js';

const GREETING = '--rules=otel/greeting.otelc.yaml';
const scratch = new Scratch('plain-go-service');
const { folder } = scratch;
const service = scratch.httpService('service');
afterAll(() => {
  scratch.remove();
});

/** Names, content and times of all files of a tree. */
function snapshot(dir: string): string[] {
  return readdirSync(dir, { recursive: true, encoding: 'utf8' })
    .sort()
    .map((name) => {
      const file = path.join(dir, name);
      const stat = statSync(file);
      return stat.isDirectory() ? name : `${name} ${stat.mtimeMs} ${readFileSync(file, 'latin1')}`;
    });
}

/** A -toolexec of the user's that writes down what is compiled and linked. */
function recorder(name: string): { readonly flag: string; readonly seen: () => string[] } {
  const log = path.join(folder, `${name}.log`);
  const script = path.join(folder, `${name}.sh`);
  writeFileSync(
    script,
    `#!/bin/sh\ncase "$2" in -V=full) ;; *) case "$1" in */compile|*/link) echo "\${1##*/} $TOOLEXEC_IMPORTPATH" >>'${log}' ;; esac ;; esac\nexec "$@"\n`,
  );
  chmodSync(script, 0o755);
  return { flag: `-toolexec=${script}`, seen: () => (existsSync(log) ? readFileSync(log, 'utf8').trim().split('\n') : []) };
}

describe('the HTTP service', () => {
  test(
    'emits the same trace as when Bazel builds it; the module stays as it is; a plain build afterwards compiles nothing',
    async () => {
      succeed(scratch.run('go', ['build', '-o', path.join(folder, 'before/'), './frontend', './greeter', './cmd/version'], service));
      const before = snapshot(service);
      const out = path.join(folder, 'woven/');
      const built = succeed(scratch.otelGo(service, [GREETING, 'build', '-o', out, './frontend', './greeter', './cmd/version']));
      expect(built.stdout + built.stderr).toBe('');
      expect(snapshot(service)).toEqual(before);

      const receiver = await OtlpReceiver.start();
      const services = await Services.start(binariesIn(out), receiver);
      try {
        expect(await services.get('/greet?name=Ada')).toMatchObject({ status: 200 });
        const spans = await receiver.waitForSpans(
          (all) => atLeast(2, { service: 'greeter', kind: 'internal' })(all) && atLeast(3, { service: 'frontend' })(all) && all.length >= 7,
        );
        const root = only(spans, { service: 'frontend', kind: 'server', name: 'GET /greet' });
        expect(new Set(spans.map(({ traceId }) => traceId))).toEqual(new Set([root.traceId]));
        const compose = only(spans, { service: 'greeter', name: 'compose greeting' });
        // A function of a third-party package.
        only(spans, { service: 'greeter', name: 'rate limit', parent: compose });
        expect(spans).toHaveLength(7);
        expect(receiver.problems()).toEqual([]);
      } finally {
        await services.stop();
        await receiver.stop();
      }

      // A program without anything to instrument is the plain one, apart from the link's own key.
      expect(succeed(scratch.run(path.join(out, 'version'), [], service)).stdout).toBe('http-service 1.0\n');
      const record = recorder('after');
      const after = path.join(folder, 'after/');
      succeed(scratch.run('go', ['build', record.flag, '-o', after, './frontend', './greeter', './cmd/version'], service));
      expect(record.seen().filter((line) => line.startsWith('compile'))).toEqual([]);
      for (const name of ['frontend', 'greeter', 'version']) {
        expect(readFileSync(path.join(after, name)).equals(readFileSync(path.join(folder, 'before', name)))).toBe(true);
      }
      const info = succeed(scratch.run('go', ['version', '-m', path.join(out, 'frontend')], service)).stdout.replace(/.*\n/, '');
      expect(info).toMatch(/\tdep\totel-go\.internal\/hooks\tv\d/);
      expect(info).toMatch(/\tdep\tgo\.opentelemetry\.io\/otel\/sdk\tv[\d.]+\th1:/);
      expect(info).not.toContain('otelrules');
      expect(info).not.toContain(folder);
      // Hooks of what the program does not use are not part of it.
      const program = readFileSync(path.join(out, 'frontend'), 'latin1');
      expect(program).toContain('otel-go.internal/hooks/nethttp.');
      expect(program).not.toContain('otel-go.internal/hooks/databasesql');
    },
    TIMEOUT_MS,
  );

  test(
    'a second build does nothing; after a changed file only its package, main and the link are done again',
    () => {
      const dir = scratch.copy(service, 'changed');
      const out = path.join(folder, 'changed-out/');
      succeed(scratch.otelGo(dir, [GREETING, 'build', '-o', out, './greeter']));
      const again = recorder('again');
      succeed(scratch.otelGo(dir, [GREETING, 'build', again.flag, '-o', out, './greeter']));
      expect(again.seen()).toEqual([]);
      appendFileSync(path.join(dir, 'greeting/moods.go'), '\nfunc Last() string { return moods[len(moods)-1] }\n');
      const changed = recorder('changed');
      succeed(scratch.otelGo(dir, [GREETING, 'build', changed.flag, '-o', out, './greeter']));
      const packages = new Set(changed.seen().map((line) => line.replace('compile ', '')));
      expect(packages).toEqual(
        new Set(['example.com/httpservice/greeting', 'example.com/httpservice/greeter', 'link example.com/httpservice/greeter']),
      );
    },
    TIMEOUT_MS,
  );

  test(
    '-trimpath gives the same bytes in two folders; no path of the machine is in the program',
    () => {
      const build = (dir: string): Buffer => {
        const out = path.join(dir, 'out');
        succeed(scratch.otelGo(dir, [GREETING, 'build', '-trimpath', '-o', out, './greeter']));
        return readFileSync(out);
      };
      const [one, two] = [build(scratch.copy(service, 'trim-one')), build(scratch.copy(service, 'somewhere/else/trim-two'))];
      expect(one.equals(two)).toBe(true);
      expect(one.includes(folder)).toBe(false);
      expect(one.includes(CHECKOUT)).toBe(false);
      expect(one.includes('otel-go.internal/hooks/nethttp')).toBe(true);
    },
    TIMEOUT_MS,
  );

  test(
    'a program whose collector is dead works all the same',
    async () => {
      const out = path.join(folder, 'dead/');
      succeed(scratch.otelGo(service, [GREETING, 'build', '-o', out, './frontend', './greeter']));
      const port = await freePort();
      const services = await Services.start(binariesIn(out), undefined, { OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}` });
      try {
        expect(await services.get('/greet?name=Ada')).toMatchObject({ status: 200 });
      } finally {
        await services.stop();
      }
    },
    TIMEOUT_MS,
  );

  test(
    'a vendored module, offline once the hooks are there',
    () => {
      const dir = scratch.copy(service, 'vendored');
      succeed(scratch.run('go', ['mod', 'vendor'], dir));
      const before = snapshot(dir);
      const out = path.join(folder, 'vendored-greeter');
      succeed(scratch.otelGo(dir, [GREETING, 'build', '-o', out, './greeter'], { GOPROXY: 'off' }));
      expect(readFileSync(out).includes('otel-go.internal/hooks/nethttp')).toBe(true);
      expect(snapshot(dir)).toEqual(before);
    },
    TIMEOUT_MS,
  );
});
