/**
 * Checks the rule files of a workspace and writes what Starlark needs of them: `rules.bzl` with the target patterns, and a slice
 * of rules for each pattern, so that a package is woven anew only when a rule changes that targets it; `reads.json` names the files that
 * were read because rules name them.
 *
 *   rules-compile --out DIR [--built-in FILE]… [--workspace FILE]… [--display FILE=NAME]… [--disable NAME]…
 */
import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isExported } from '../../golang/typeparts.js';
import { loadRuleFiles, type RuleFile } from '../../rules/files.js';
import { mergeRuleSets } from '../../rules/merge.js';
import { expandBraces } from '../../rules/target.js';
import type { Rule } from '../../rules/types.js';
import { parseFlags, type Command } from '../command.js';
import { rulePaths } from '../rule-imports.js';

interface Pattern {
  readonly pattern: string;
  readonly slice: string;
  readonly hooks: readonly string[];
  /** What inserted code of the rules imports. */
  readonly imports: readonly string[];
  /** Patterns that every rule of the slice excepts: packages that match are not even looked at. */
  readonly excluded: readonly string[];
  readonly supportOnly: boolean;
}

export const rulesCompileCommand: Command = async (args) => {
  const flags = parseFlags(args, ['out', 'built-in', 'workspace', 'display', 'disable']);
  const display = new Map(flags.many('display').map((pair) => splitPair(pair)));
  const named = (files: readonly string[]): RuleFile[] => files.map((file) => ({ file, name: display.get(file) ?? file }));
  const builtInFiles = named(flags.many('built-in'));
  const all = loadRuleFiles([...builtInFiles, ...named(flags.many('workspace'))], flags.many('disable'));
  const builtInNames = new Set(builtInFiles.map((file) => file.name));
  const builtIn = all.filter((rule) => builtInNames.has(rule.position.file));
  const workspace = all.filter((rule) => !builtInNames.has(rule.position.file));
  const ruleSet = mergeRuleSets(
    [
      { origin: 'built-in', rules: builtIn },
      { origin: 'workspace', rules: workspace },
    ],
    { disable: [...flags.many('disable')] },
  );
  writeRules(flags.one('out'), ruleSet.rules);
  const fileOf = new Map([...display].map(([file, name]) => [name, file]));
  const reads = all.flatMap((rule) =>
    rule.advice.flatMap((advice) =>
      advice.kind === 'add_file' ? [resolve(dirname(fileOf.get(rule.position.file) ?? rule.position.file), advice.file.value)] : [],
    ),
  );
  writeFileSync(join(flags.one('out'), 'reads.json'), `${JSON.stringify([...new Set(reads)].sort(), null, 1)}\n`);
  return 0;
};

function splitPair(pair: string): [string, string] {
  const at = pair.indexOf('=');
  return [pair.slice(0, at), pair.slice(at + 1)];
}

function writeRules(out: string, rules: readonly Rule[]): void {
  const byPattern = new Map<string, Rule[]>();
  for (const rule of rules) {
    for (const pattern of new Set(rule.targets.flatMap((target) => expandBraces(target.value)))) {
      byPattern.set(pattern, [...(byPattern.get(pattern) ?? []), rule]);
    }
  }
  mkdirSync(join(out, 'slices'), { recursive: true });
  const patterns = [...byPattern].sort(([a], [b]) => (a < b ? -1 : 1)).map(([pattern, own]) => writeSlice(out, pattern, own));
  const hookPaths = [...new Set(patterns.flatMap((pattern) => pattern.hooks))].sort();
  writeFileSync(join(out, 'rules.bzl'), starlark(patterns, hookPaths, linkedPaths(rules)));
}

/** Packages with hooks that are not exported: main declares these itself, in terms of what their packages import. */
function linkedPaths(rules: readonly Rule[]): string[] {
  const hooks = rules.flatMap((rule) => rule.advice.flatMap((advice) => (advice.kind === 'inject_hooks' ? [advice] : [])));
  const linked = hooks.filter(({ before, after }) => [before, after].some((hook) => hook && !isExported(hook.value)));
  return [...new Set(linked.map(({ path }) => path.value))].sort();
}

function writeSlice(out: string, pattern: string, rules: readonly Rule[]): Pattern {
  const readable = pattern.replaceAll(/[^A-Za-z0-9]+/g, '_').slice(0, 60);
  const slice = `slices/${readable}-${createHash('sha256').update(pattern).digest('hex').slice(0, 8)}.json`;
  writeFileSync(join(out, slice), `${JSON.stringify({ rules }, null, 1)}\n`);
  const hooks = rules.flatMap((rule) => rule.advice.flatMap((advice) => (advice.kind === 'inject_hooks' ? [advice.path.value] : [])));
  const imports = rules.flatMap((rule) => rulePaths(rule).map(({ path }) => path));
  const [first = [], ...others] = rules.map((rule) => (rule.excludedTargets ?? []).flatMap((target) => expandBraces(target.value)));
  const excluded = first.filter((target) => others.every((list) => list.includes(target)));
  const sorted = (values: readonly string[]): string[] => [...new Set(values)].sort();
  return {
    pattern,
    slice,
    hooks: sorted(hooks),
    imports: sorted(imports),
    excluded: sorted(excluded),
    supportOnly: rules.every((rule) => rule.support),
  };
}

function starlark(patterns: readonly Pattern[], hookPaths: readonly string[], linkedPaths: readonly string[]): string {
  const text = JSON.stringify;
  const list = (values: readonly string[]): string => `[${values.map((value) => text(value)).join(', ')}]`;
  return [
    '"""Generated by rules_otel_go from the rule files of this workspace. DO NOT EDIT."""',
    '',
    'PATTERNS = [',
    ...patterns.map(
      (p) =>
        `    struct(pattern = ${text(p.pattern)}, slice = ${text(p.slice)}, hooks = ${list(p.hooks)}, imports = ${list(p.imports)}, excluded = ${list(p.excluded)}, support_only = ${p.supportOnly ? 'True' : 'False'}),`,
    ),
    ']',
    '',
    `HOOK_PATHS = ${list(hookPaths)}`,
    '',
    `LINKED_HOOK_PATHS = ${list(linkedPaths)}`,
    '',
  ].join('\n');
}
