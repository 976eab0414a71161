/** How `otel` is used: help, completion, bad input, and commands that go to the go command as they are. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { CHECKOUT } from '../tools/bazel/index.js';
import { commandTests } from './support/cli-tests.js';
import { CLI, failure, succeed } from './support/otel-command.js';

const { folder, plain, otel } = commandTests('cli-usage');

test.each([
  [['plan', '--jsn'], 'unknown option --jsn; did you mean --json?'],
  [['plan', '-rcae'], 'unknown option -rcae; did you mean -race?'],
  [['plan', '--html'], 'Not enough arguments following: html; otel --help lists the commands'],
  [['plan', '-C', 'nowhere'], expect.stringMatching(/^otel: got -C .*nowhere, which does not exist; name an existing folder \[USAGE\]\n$/)],
  [['plan', './nowhere'], expect.stringMatching(/^otel: stat .*nowhere: directory not found \[USAGE\]\n$/)],
  [['plan', '--rules', 'no.yaml'], 'rule file no.yaml does not exist; name an existing file'],
  [['plan', '--disable', 'net_htp'], '"net_htp" to disable, want the name of a rule, a library or a target; did you mean "net_http"?'],
  [['explain'], 'Not enough non-option arguments: got 0, need at least 1; otel --help lists the commands'],
  [
    ['explain', 'example.com/plain/libb'],
    'no package of these binaries is "example.com/plain/libb"; did you mean "example.com/plain/lib"?',
  ],
  [['pln'], 'Did you mean plan?; otel --help lists the commands'],
  [['clean', '--dry-rn'], 'unknown option --dry-rn; did you mean --dry-run?'],
  [['completion', 'tcsh'], expect.stringContaining('"bash", "zsh", "fish"')],
  [['init', 'x'], 'Unknown argument: x; otel --help lists the commands'],
])('bad input: %j', (args, message) => {
  const result = otel(...args);
  const disable = args.includes('--disable');
  expect(result).toEqual(
    typeof message !== 'string'
      ? { status: 2, stdout: '', stderr: message }
      : disable
        ? { status: 2, stdout: '', stderr: `${message} [USAGE]\n` }
        : failure(message),
  );
  expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
});

describe('the go command', () => {
  test('vet, list, env and version are handed on as they are, with output and exit code', () => {
    for (const args of [['vet', './...'], ['list', '-deps', './cmd/one'], ['env', 'GOOS'], ['version'], ['vet', './nowhere'], ['lst']]) {
      const plainly = spawnSync('go', args, { cwd: plain, encoding: 'utf8' });
      expect(otel('go', ...args)).toEqual({ status: plainly.status, stdout: plainly.stdout, stderr: plainly.stderr });
    }
  });
});

describe('help and completion', () => {
  const COMMANDS = ['go', 'plan', 'explain', 'diff', 'list', 'doctor', 'init', 'clean', 'bazel', 'rules', 'weave', 'manifest', 'toolexec'];

  test('otel --help names every command and the exit codes', () => {
    const { stdout } = succeed(otel('--help'));
    for (const command of [...COMMANDS, 'completion']) expect(stdout).toMatch(new RegExp(`^ {2}otel ${command}\\b`, 'm'));
    expect(stdout).toContain('Exit codes:');
    expect(otel()).toMatchObject({ status: 2, stdout: '' });
    const { version } = JSON.parse(readFileSync(path.join(CHECKOUT, 'package.json'), 'utf8')) as { version: string };
    expect(succeed(otel('--version')).stdout).toBe(`${version}\n`);
  });

  test.each([
    ['plan', ['--json', '--html', '--graph', '--all', '--rules', '--disable', '-tags']],
    ['explain', ['--json', 'net/http.(*Transport).roundTrip', '-tags']],
    ['diff', ['--json', '--deps', '-tags']],
    ['list', ['--json', '-tags']],
    ['doctor', ['--json']],
    ['init', ['--json', 'otel.yaml']],
    ['clean', ['--json', '--dry-run']],
    ['completion', ['bash', 'zsh', 'fish']],
  ])('otel %s --help', (command, words) => {
    const { stdout } = succeed(otel(command, '--help'));
    expect(stdout).toMatch(new RegExp(`^otel ${command}`));
    for (const word of words) expect(stdout).toContain(word);
  });

  test('words that fit are completed', () => {
    const words = (...line: string[]): string[] =>
      succeed(otel('--get-yargs-completions', ...line))
        .stdout.trimEnd()
        .split('\n');
    expect(words('otel', '')).toEqual(expect.arrayContaining(COMMANDS));
    expect(words('otel', 'plan', '--')).toEqual(expect.arrayContaining(['--json', '--html', '--graph', '--all']));
    expect(words('otel', 'bazel', '')).toEqual(expect.arrayContaining(['plan', 'verify']));
    for (const shell of ['bash', 'zsh', 'fish']) expect(succeed(otel('completion', shell)).stdout).toContain('--get-yargs-completions');
  });

  test('in a real bash', () => {
    const bin = path.join(folder, 'bin');
    mkdirSync(bin);
    writeFileSync(path.join(bin, 'otel'), `#!/bin/sh\nexec '${process.execPath}' '${CLI}' "$@"\n`, { mode: 0o755 });
    const script =
      'eval "$(otel completion bash)"; COMP_WORDS=(otel do); COMP_CWORD=1; _otel_completions; echo "${COMPREPLY[@]}"; ' +
      'COMP_WORDS=(otel clean --d); COMP_CWORD=2; _otel_completions; echo "${COMPREPLY[@]}"';
    const { stdout } = spawnSync('bash', ['-c', script], {
      encoding: 'utf8',
      env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}` },
    });
    expect(stdout).toBe('doctor\n--dry-run\n');
  });

  test('a reader that stops reading is no error', () => {
    const shell = `'${process.execPath}' '${CLI}' diff --deps ./cmd/one 2>/dev/null | head -1; echo "\${PIPESTATUS[0]}"`;
    const { stdout, stderr } = spawnSync('bash', ['-c', shell], { cwd: plain, encoding: 'utf8' });
    expect(stderr).toBe('');
    expect(stdout.trimEnd().split('\n').at(-1)).toBe('0');
  });
});
