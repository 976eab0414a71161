/** `otel go build` in every mode of the go command: what is built is instrumented, and is what the go command would have built. */
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { CHECKOUT } from '../tools/bazel/index.js';
import { type Ran, Scratch, succeed, TIMEOUT_MS } from './support/otel-command.js';

const WOVEN = 'hook: begin one\ndid one <nil> none\nhook: begin two\nhook: begin two\ndid two, did two\n';

const scratch = new Scratch('modes');
const { folder } = scratch;
const module = scratch.plainGo('module', 'rules: [otel/hooks.otelc.yaml]\n');
cpSync(path.join(CHECKOUT, 'e2e/build-modes'), path.join(module, 'modes'), { recursive: true });
afterAll(() => {
  scratch.remove();
});

function run(command: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = module): Ran {
  return scratch.run(command, args, cwd, env);
}

function otelGo(args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = module): Ran {
  return scratch.otelGo(cwd, args, env);
}

/** Builds into a file of its own; the go command has nothing to say. */
function build(name: string, args: readonly string[], env: Readonly<Record<string, string>> = {}, cwd = module): string {
  const out = path.join(folder, name);
  const { stdout, stderr } = succeed(otelGo(['build', '-o', out, ...args], env, cwd));
  expect(stdout + stderr).toBe('');
  return out;
}

function output(program: string, args: readonly string[] = [], env: Readonly<Record<string, string>> = {}): string {
  return succeed(run(program, args, env)).stdout;
}

describe('-buildmode', () => {
  test.each([
    ['c-shared', 'clib.so', ['-Wl,-rpath,$ORIGIN']],
    ['c-archive', 'clib.a', ['-lpthread']],
  ])(
    '%s: a C program calls what is instrumented',
    (mode, name, flags) => {
      const library = build(`${mode}/${name}`, [`-buildmode=${mode}`, './modes/clib']);
      const program = path.join(folder, mode, 'use');
      const header = `-I${path.dirname(library)}`;
      succeed(run('gcc', [header, path.join(module, 'modes/use.c'), '-o', program, library, ...flags]));
      expect(output(program)).toBe('hook: begin for C\ndid for C <nil>\nC got 7\n');
    },
    TIMEOUT_MS,
  );

  test(
    'pie',
    () => {
      const program = build('pie', ['-buildmode=pie', './cmd/one']);
      expect(output(program)).toBe(WOVEN);
      // ELF: type DYN.
      expect(readFileSync(program).readUInt16LE(16)).toBe(3);
    },
    TIMEOUT_MS,
  );

  test(
    'plugin: hooks are those of the program that loads it',
    () => {
      const plugin = path.join(folder, 'plug.so');
      const host = path.join(folder, 'host');
      const made = succeed(otelGo(['build', '-buildmode=plugin', '-o', plugin, './modes/plug']));
      expect(made.stderr).toMatch(/^# example\.com\/plain\/modes\/plug\notel: example\.com\/plain\/modes\/plug is a plugin: [^\n]*\n$/);
      const loading = succeed(otelGo(['build', '-o', host, './modes/host']));
      expect(loading.stderr).toMatch(/\notel: [^\n]*host loads plugins: build them by otel go [^\n]*example\.com\/plain\/lib is woven\n$/);
      expect(output(host, [plugin])).toBe(
        'hook: begin hosted\ndid hosted <nil>\nhook: begin plugged\nhook: begin plugged\ndid plugged, did plugged\n',
      );
      // Plain ones go together as before.
      succeed(run('go', ['build', '-buildmode=plugin', '-o', `${plugin}.plain`, './modes/plug']));
      succeed(run('go', ['build', '-o', `${host}.plain`, './modes/host']));
      expect(output(`${host}.plain`, [`${plugin}.plain`])).toBe('did hosted <nil>\ndid plugged, did plugged\n');
    },
    TIMEOUT_MS,
  );
});

describe('flags', () => {
  test.each([['-race'], ['-asan'], ['-gcflags=all=-N -l'], ['-trimpath'], ['-buildvcs=false']])(
    '%s',
    (flag) => {
      const program = build(`flag${flag.slice(0, 8)}`, [flag, './cmd/one']);
      expect(output(program)).toBe(WOVEN);
      const setting = flag.split('=').slice(0, 1).join('');
      const { stdout } = succeed(run('go', ['version', '-m', program]));
      if (setting !== '-buildvcs') expect(stdout).toMatch(new RegExp(`\\tbuild\\t"?${setting}=`));
    },
    TIMEOUT_MS,
  );

  test(
    '-cover counts what the plain build counts',
    () => {
      const counted = (program: string): string => {
        const data = `${program}.cover`;
        mkdirSync(data);
        output(program, [], { GOCOVERDIR: data });
        const profile = `${program}.txt`;
        succeed(run('go', ['tool', 'covdata', 'textfmt', `-i=${data}`, `-o=${profile}`]));
        return readFileSync(profile, 'utf8');
      };
      const woven = build('covered', ['-cover', './cmd/one']);
      expect(output(woven, [], { GOCOVERDIR: folder })).toBe(WOVEN);
      const plain = path.join(folder, 'covered-plain');
      succeed(run('go', ['build', '-cover', '-o', plain, './cmd/one']));
      const lines = (text: string): string[] => text.trim().split('\n').sort();
      expect(lines(counted(woven))).toEqual(lines(counted(plain)));
    },
    TIMEOUT_MS,
  );

  test(
    '-tags, -overlay, -modfile, -pgo and -ldflags -X together',
    () => {
      const dir = path.join(folder, 'flags');
      cpSync(module, dir, { recursive: true });
      writeFileSync(
        path.join(dir, 'lib/special.go'),
        '//go:build special\n\npackage lib\n\nimport _ "golang.org/x/time/rate"\n\nfunc init() { prefix = "does " }\n',
      );
      const lib = path.join(dir, 'lib/lib.go');
      const overlaid = path.join(folder, 'overlaid.go');
      writeFileSync(overlaid, `${readFileSync(lib, 'utf8').replace('"did "', 'prefix')}\nvar prefix = "did "\n`);
      const overlay = path.join(folder, 'overlay.json');
      writeFileSync(overlay, JSON.stringify({ Replace: { [lib]: overlaid } }));
      const modfile = path.join(folder, 'other.mod');
      // What only the other go.mod requires.
      const service = path.join(CHECKOUT, 'e2e/http-service');
      const required = /golang\.org\/x\/time v\S+/.exec(readFileSync(path.join(service, 'go.mod'), 'utf8'))?.[0] ?? '';
      writeFileSync(modfile, `${readFileSync(path.join(dir, 'go.mod'), 'utf8')}\nrequire ${required}\n`);
      cpSync(path.join(service, 'go.sum'), path.join(folder, 'other.sum'));
      const profile = path.join(folder, 'cpu.pprof');
      writeFileSync(path.join(dir, 'profile_test.go'), PROFILED);
      succeed(
        run('go', ['test', `-modfile=${modfile}`, '-run=Burn', `-cpuprofile=${profile}`, '-o', path.join(folder, 'burn'), '.'], {}, dir),
      );
      const flags = ['-tags', 'special', `-overlay=${overlay}`, `-modfile=${modfile}`, '-pgo', profile, '-ldflags=-X main.Version=v9 -s'];
      const program = build('flagged', [...flags, './cmd/one'], {}, dir);
      expect(output(program)).toBe('hook: begin one\ndoes one <nil> v9\nhook: begin two\nhook: begin two\ndoes two, does two\n');
      expect(succeed(run('go', ['version', '-m', program])).stdout).toContain(`\tbuild\t-pgo=${profile}\n`);
    },
    TIMEOUT_MS,
  );

  test(
    '-o of a folder, -v, -json, -n and install',
    () => {
      const bin = path.join(folder, 'bin');
      succeed(otelGo(['install', './cmd/one', './cmd/two'], { GOBIN: bin }));
      expect(readdirSync(bin).sort()).toEqual(['one', 'two']);
      expect(output(path.join(bin, 'one'))).toBe(WOVEN);
      const dry = path.join(folder, 'dry');
      expect(succeed(otelGo(['build', '-n', '-o', dry, './cmd/one'])).stderr).toContain(' -o ');
      expect(readdirSync(folder)).not.toContain('dry');
      succeed(otelGo(['build', '-v', '-json', '-o', `${folder}/json/`, './cmd/one', './cmd/two']));
      expect(readdirSync(path.join(folder, 'json')).sort()).toEqual(['one', 'two']);
    },
    TIMEOUT_MS,
  );
});

describe('platforms', () => {
  test.each([
    ['linux', 'arm64', '7f454c46'],
    ['windows', 'amd64', '4d5a'],
    ['darwin', 'arm64', 'cffaedfe'],
  ])(
    '%s/%s',
    (goos, goarch, magic) => {
      const program = build(`one-${goos}`, ['./cmd/one'], { GOOS: goos, GOARCH: goarch });
      const bytes = readFileSync(program);
      expect(bytes.toString('hex', 0, magic.length / 2)).toBe(magic);
      expect(bytes.includes('hook: begin')).toBe(true);
      const { stdout } = succeed(run('go', ['version', '-m', program]));
      expect(stdout).toContain(`\tbuild\tGOOS=${goos}\n`);
      expect(stdout).toContain(`\tbuild\tGOARCH=${goarch}\n`);
      expect(stdout).toContain('\tdep\totel-go.internal/hooks\t');
    },
    TIMEOUT_MS,
  );
});

describe('packages', () => {
  test(
    'single files, in a module and outside of one',
    () => {
      expect(output(build('file', ['cmd/one/main.go']))).toBe(WOVEN);
      const outside = path.join(folder, 'outside');
      mkdirSync(outside);
      writeFileSync(path.join(outside, 'fetch.go'), FETCH);
      const program = build('fetch', ['fetch.go'], {}, outside);
      expect(readFileSync(program).includes('otel-go.internal/hooks/nethttp')).toBe(true);
      expect(output(program)).toBe('Get "http://127.0.0.1:1": dial refused\n');
      expect(readdirSync(outside)).toEqual(['fetch.go']);
    },
    TIMEOUT_MS,
  );
});

const PROFILED = `package plain

import "testing"

func TestBurn(t *testing.T) {
	for i := range 1 << 28 {
		sink += i
	}
}

var sink int
`;

const FETCH = `package main

import (
	"errors"
	"fmt"
	"net"
	"net/http"
)

func main() {
	client := &http.Client{Transport: &http.Transport{Dial: func(string, string) (net.Conn, error) { return nil, errors.New("dial refused") }}}
	_, err := client.Get("http://127.0.0.1:1")
	fmt.Println(err)
}
`;
