/** Lines of logging libraries carry the ids of the span that they are written in, and are those of the plain program otherwise. */
import { afterAll, describe, expect, test } from '@jest/globals';
import { Library, LIBRARY_TIMEOUT_MS, type LibraryVersion, type Observed } from './support/library.js';
import { only } from './support/select.js';

const logs = new Library('logs');
afterAll(() => logs.remove());

/** In lines that are expected, T and S stand for the ids of the server's span. */
const TEXT = ' trace_id=T span_id=S';
const JSON_IDS = '"trace_id":"T","span_id":"S"';
/** As logrus has fields. */
const SORTED_TEXT = ' span_id=S trace_id=T';
const SORTED_IDS = '"span_id":"S","trace_id":"T"';

interface LoggingProgram {
  readonly name: string;
  /** Names for OTEL_GO_DISABLED_INSTRUMENTATIONS. */
  readonly libraries: readonly string[];
  readonly versions: readonly LibraryVersion[];
  /** What is written while a request is handled; after it the program does the same once more, outside of any span. */
  readonly inside: readonly string[];
  /** Lines of `inside` that the lowest version does not have. */
  readonly newer?: readonly string[];
}

const PROGRAMS: readonly LoggingProgram[] = [
  {
    name: 'std',
    libraries: ['log', 'slog'],
    versions: ['newest'],
    inside: [
      `print${TEXT}`,
      `println 1${TEXT}`,
      '[std] line',
      `of 2${TEXT}`,
      `[std] ends${TEXT}\r`,
      '',
      `[std]${TEXT}`,
      '[std] {"json":true}',
      '[std] own trace_id=mine',
      `[std] output${TEXT}`,
      `goroutine${TEXT}`,
      `{"level":"INFO","msg":"json context","a":1,${JSON_IDS}}`,
      `{"level":"INFO","msg":"json no context","a":1,"b":2,"c":3,"d":4,"e":5,"f":6,${JSON_IDS}}`,
      `{"level":"ERROR","msg":"json attrs","a":1,${JSON_IDS}}`,
      `{"level":"WARN","msg":"json with","w":1,${JSON_IDS}}`,
      `{"level":"INFO","msg":"json groups",${JSON_IDS},"g":{"w":1,"h":{"a":1}}}`,
      `{"level":"INFO","msg":"json empty group",${JSON_IDS}}`,
      '{"level":"INFO","msg":"json own","trace_id":"mine"}',
      '{"level":"INFO","msg":"json own with","trace_id":"mine"}',
      `{"level":"INFO","msg":"json with text","w":"no trace_id",${JSON_IDS}}`,
      `{"level":"INFO","msg":"json odd","!BADKEY":"key",${JSON_IDS}}`,
      `{"level":"INFO","msg":"json context elsewhere",${JSON_IDS}}`,
      '{"level":"INFO","msg":"json elsewhere"}',
      `level=INFO msg="text context" a=1${TEXT}`,
      `level=INFO msg="text no context" a=1 b=2 c=3 d=4 e=5 f=6${TEXT}`,
      `level=ERROR msg="text attrs" a=1${TEXT}`,
      `level=WARN msg="text with" w=1${TEXT}`,
      `level=INFO msg="text groups"${TEXT} g.w=1 g.h.a=1`,
      `level=INFO msg="text empty group"${TEXT}`,
      'level=INFO msg="text own" trace_id=mine',
      'level=INFO msg="text own with" trace_id=mine',
      `level=INFO msg="text with text" w="no trace_id"${TEXT}`,
      `level=INFO msg="text odd" !BADKEY=key${TEXT}`,
      `level=INFO msg="text context elsewhere"${TEXT}`,
      'level=INFO msg="text elsewhere"',
      `INFO default context a=1${TEXT}`,
      `INFO default no context a=1 b=2 c=3 d=4 e=5 f=6${TEXT}`,
      `ERROR default attrs a=1${TEXT}`,
      `WARN default with w=1${TEXT}`,
      `INFO default groups${TEXT} g.w=1 g.h.a=1`,
      `INFO default empty group${TEXT}`,
      'INFO default own trace_id=mine',
      'INFO default own with trace_id=mine',
      `INFO default with text w="no trace_id"${TEXT}`,
      `INFO default odd !BADKEY=key${TEXT}`,
      `INFO default context elsewhere${TEXT}`,
      'INFO default elsewhere',
      '{"level":"INFO","msg":"own handler","k":"v","trace_id":"mine","span_id":"mine"}',
      `other handler k=v${TEXT}`,
      `level=WARN msg="log to slog"${TEXT}`,
    ],
  },
  {
    name: 'logrus',
    libraries: ['logrus'],
    versions: ['newest', 'lowest'],
    inside: [
      `{"level":"info","msg":"info",${SORTED_IDS}}`,
      `{"k":"v","level":"warning","msg":"warn 1",${SORTED_IDS}}`,
      `{"level":"error","msg":"context",${SORTED_IDS}}`,
      '{"level":"info","msg":"own","trace_id":"mine"}',
      `level=info msg=text${SORTED_TEXT}`,
      `level=info msg=goroutine${SORTED_TEXT}`,
      `level=info msg="context elsewhere"${SORTED_TEXT}`,
      'level=info msg=elsewhere',
      'level=info msg="own hook" span_id=mine trace_id=mine',
      'hook saw the ids',
    ],
  },
  {
    name: 'zap',
    libraries: ['zap'],
    versions: ['newest', 'lowest'],
    inside: [
      `{"level":"info","msg":"info","a":1,${JSON_IDS}}`,
      `{"level":"warn","msg":"with","w":"x",${JSON_IDS}}`,
      `{"level":"info","msg":"sugared","k":"v",${JSON_IDS}}`,
      `{"level":"info","msg":"formatted 1",${JSON_IDS}}`,
      '{"level":"info","msg":"own","trace_id":"mine"}',
      '{"level":"info","msg":"own with","trace_id":"mine"}',
      `{"level":"info","msg":"namespace","ns":{"a":1,${JSON_IDS}}}`,
      `{"level":"error","msg":"checked",${JSON_IDS}}`,
      `{"level":"info","msg":"fields","f":true,${JSON_IDS}}`,
      `{"level":"info","msg":"goroutine",${JSON_IDS}}`,
      'info\tconsole\t{"trace_id": "T", "span_id": "S"}',
      'info\town console\t{"trace_id": "mine"}',
      `{"level":"info","msg":"tee",${JSON_IDS}}`,
      'info\ttee\t{"trace_id": "T", "span_id": "S"}',
      `{"level":"info","msg":"context elsewhere","ctx":"",${JSON_IDS}}`,
      '{"level":"info","msg":"elsewhere"}',
    ],
  },
  {
    name: 'zerolog',
    libraries: ['zerolog'],
    versions: ['newest', 'lowest'],
    inside: [
      `{"level":"info","message":"info",${JSON_IDS}}`,
      `{"level":"warn","w":"x","a":1,"message":"with 1",${JSON_IDS}}`,
      `{"level":"error",${JSON_IDS}}`,
      '{"level":"info","trace_id":"mine","message":"own"}',
      '{"level":"info","trace_id":"mine","message":"own with"}',
      '{"level":"info","trace_id":"mine","message":"own hook"}',
      `{"level":"info","quoted":"\\"trace_id\\":","message":"quoted",${JSON_IDS}}`,
      `{"level":"info","d":{"k":"v"},"message":"dict",${JSON_IDS}}`,
      `{"message":"no level",${JSON_IDS}}`,
      `{"level":"info","message":"goroutine",${JSON_IDS}}`,
      'INF console span_id=S trace_id=T',
      `{"level":"info","message":"context elsewhere",${JSON_IDS}}`,
      '{"level":"info","message":"elsewhere"}',
    ],
    newer: [`{"level":"info","message":"context elsewhere",${JSON_IDS}}`, '{"level":"info","message":"elsewhere"}'],
  },
];

/** The output as lines, with T and S for the ids of the only server span. */
function lines({ stdout, spans }: Observed): readonly string[] {
  const server = only(spans, { kind: 'server' });
  return stdout.replaceAll(server.traceId, 'T').replaceAll(server.spanId, 'S').replace(/\n$/, '').split('\n');
}

const builds = PROGRAMS.flatMap(({ newer = [], ...program }) =>
  program.versions.map((version) => ({
    ...program,
    version,
    inside: program.inside.filter((line) => version === 'newest' || !newer.includes(line)),
  })),
);

describe.each(builds)('$name, $version', ({ name, libraries, version, inside }) => {
  const build = { program: name, version, flags: version === 'lowest' ? ['-tags=lowest'] : [] };

  test(
    'inside of a span lines carry its ids, outside they are those of the plain program',
    async () => {
      const plain = await logs.observe({ ...build, woven: false });
      const woven = await logs.observe(build);
      const all = lines(woven);
      expect(all.slice(0, inside.length)).toEqual(inside);
      const plainLines = plain.stdout.replace(/\n$/, '').split('\n');
      expect(all.slice(inside.length)).toEqual(plainLines.slice(plainLines.length / 2));
      expect(woven.spans.map(({ kind }) => kind).sort()).toEqual(['client', 'server']);
      expect(woven.stderr).toBe(plain.stderr);
    },
    LIBRARY_TIMEOUT_MS,
  );

  test.each([
    ['the libraries', { OTEL_GO_DISABLED_INSTRUMENTATIONS: libraries.join(',') }],
    ['the spans', { OTEL_GO_DISABLED_INSTRUMENTATIONS: 'nethttp' }],
    ['the SDK', { OTEL_SDK_DISABLED: 'true' }],
  ])(
    'without %s the output is that of the plain program',
    async (_, env) => {
      const plain = await logs.observe({ ...build, woven: false });
      const off = await logs.observe(build, { env });
      expect(off.stdout).toBe(plain.stdout);
      expect(off.stderr).toBe(plain.stderr);
    },
    LIBRARY_TIMEOUT_MS,
  );
});
