/** Helpers of the tests: rules without a rule file. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { BuildContext } from '../golang/constraints.js';
import type { SourceFile } from '../golang/parsehooks.js';
import type { Advice, Rule } from '../rules/types.js';
import type { Located } from '../rules/types.js';

export const LINUX: BuildContext = { goos: 'linux', goarch: 'amd64', tags: [], cgo: true, goVersion: '1.26.8' };

/** What tests say of a rule; the rest has one value for all. */
export interface CaseRule {
  readonly name: string;
  readonly func?: string;
  readonly recv?: string;
  readonly before?: string;
  readonly after?: string;
  readonly raw?: string;
  readonly file?: string;
  readonly text?: string;
  readonly order?: number;
  readonly version?: string;
}

export function makeRule(rule: CaseRule, hookPath: string, line = 1): Rule {
  const located = <T>(value: T, column: number): Located<T> => ({ value, position: { file: 'rules.otelc.yaml', line, column } });
  const [min, max] = rule.version?.split(',') ?? [];
  return {
    name: rule.name,
    position: located('', 1).position,
    library: 'case',
    targets: [],
    version: rule.version === undefined ? undefined : { min, max },
    where:
      rule.func === undefined
        ? undefined
        : {
            position: located('', 5).position,
            selector: { kind: 'func', func: located(rule.func, 10), recv: rule.recv === undefined ? undefined : located(rule.recv, 20) },
            pattern: undefined,
            placement: 'before',
          },
    advice: adviceOf(rule, hookPath, located),
    order: rule.order ?? 0,
    support: false,
  };
}

function adviceOf(rule: CaseRule, hookPath: string, located: <T>(value: T, column: number) => Located<T>): Advice[] {
  if (rule.raw !== undefined)
    return [{ kind: 'inject_code', raw: { source: located(rule.raw, 30), nodes: [{ kind: 'text', text: rule.raw }] } }];
  if (rule.file !== undefined) return [{ kind: 'add_file', file: located(rule.file, 30), text: rule.text ?? '' }];
  const before = rule.before === undefined ? undefined : located(rule.before, 30);
  const after = rule.after === undefined ? undefined : located(rule.after, 40);
  return [{ kind: 'inject_hooks', before, after, path: located(hookPath, 50) }];
}

export function readSources(dir: string, shown = dir): SourceFile[] {
  return readdirSync(dir)
    .filter((name) => name.endsWith('.go'))
    .sort()
    .map((name) => ({ name, path: `${shown}/${name}`, text: readFileSync(join(dir, name), 'utf8') }));
}

export function writeAll(dir: string, files: ReadonlyMap<string, string>): void {
  mkdirSync(dir, { recursive: true });
  for (const [name, text] of files) writeFileSync(join(dir, name), text);
}
