import type { ReadFile } from './build-advice.js';
import { buildRule } from './build.js';
import { checks } from './checks.js';
import { nestFlatRule } from './flat.js';
import type { GoSyntax } from './gosyntax.js';
import { Problems, quote } from './problems.js';
import { fileVersionKey } from './schema.js';
import type { Located, Rule } from './types.js';
import { booleanOf, stringOf } from './values-of.js';
import { describe, Reader } from './values.js';
import { parseYaml, unreadable, type Entry } from './yamltree.js';

export type { ReadFile } from './build-advice.js';

export interface RuleFile {
  /** As it shall appear in messages. */
  readonly file: string;
  readonly text: string;
  readonly library: string;
  /** The text of a file that the rules name (`add_file`), by its path relative to the rule file. */
  readonly readFile: ReadFile;
  /** Names of rules to read as if they said `enabled: false`: what they use of the format need not be supported. */
  readonly disable?: readonly string[] | undefined;
  /** Where a Go parser is at hand: what holds Go is parsed too. Else weaving does so where the code goes. */
  readonly goSyntax?: GoSyntax | undefined;
}

/**
 * Reads a rule file. Throws `UserErrors` with everything that is wrong with it, in the order of the file; for broken YAML only the
 * first error, because what follows is a guess. Rules with `enabled: false` are among the result; `mergeRuleSets` drops them.
 */
export function loadRuleFile(ruleFile: RuleFile): Rule[] {
  const problems = new Problems();
  const rules = readRules(ruleFile, problems);
  problems.throwIfAny();
  return rules;
}

/** `net_http` for `rules/net_http.otelc.yaml`; for a plain `otelc.yaml`, otelc's own custom, the folder's name. */
export function libraryOf(file: string): string {
  const parts = file.split(/[\\/:]/).filter((part) => part !== '' && part !== '.');
  const base = (parts.pop() ?? '').replace(/\.ya?ml$/, '');
  if (base !== 'otelc') return base.replace(/\.otelc$/, '');
  return parts.pop() ?? base;
}

function readRules(ruleFile: RuleFile, problems: Problems): Rule[] {
  const tree = parseYaml(ruleFile.file, ruleFile.text, problems);
  if (!tree) return [];
  if (tree.kind !== 'mapping') {
    if (tree.kind === 'scalar' && tree.value === unreadable) return [];
    problems.add(
      'RULE_VALUE',
      tree.position,
      `the rule file is ${describe(tree)}, want a mapping of rule names to rules`,
      'write for example my_rule: { target: net/http, … }',
    );
    return [];
  }
  const seen = new Map<string, Located<string>>();
  return tree.entries.flatMap((entry) => {
    if (entry.key === fileVersionKey && entry.value.kind !== 'mapping') {
      checkFileVersion(entry, problems);
      return [];
    }
    return readRule(entry, ruleFile, seen, problems) ?? [];
  });
}

/** The rules' keys say what a file needs, so that the release it was written for changes nothing; a wrong one is an error for otelc too. */
function checkFileVersion({ value }: Entry, problems: Problems): void {
  if (value.kind === 'scalar' && typeof value.value === 'string') {
    const complaint = checks.release(value.value);
    if (complaint)
      problems.add('RULE_VALUE', value.position, `"version" of the file is ${quote(value.value)}, want ${complaint.want}`, complaint.fix);
  } else if (!(value.kind === 'scalar' && value.value === unreadable)) {
    problems.add(
      'RULE_VALUE',
      value.position,
      `"version" of the file is ${describe(value)}, want a release such as "v1.0.0"`,
      value.kind === 'scalar' ? 'write version: v1.0.0' : 'no rule can have this name',
    );
  }
}

function readRule(
  { key, keyPosition, value: tree }: Entry,
  ruleFile: RuleFile,
  seen: Map<string, Located<string>>,
  all: Problems,
): Rule | undefined {
  const owner = `rule ${quote(key)}`;
  if (key.trim() === '') {
    all.add('RULE_VALUE', keyPosition, 'a rule with an empty name, want a name', 'write for example my_rule:');
    return undefined;
  }
  if (tree.kind !== 'mapping') {
    if (tree.kind === 'scalar' && tree.value === unreadable) return undefined;
    all.add('RULE_VALUE', tree.position, `${owner} is ${describe(tree)}, want a mapping`, 'add for example target: net/http');
    return undefined;
  }
  const problems = new Problems();
  const nested = nestFlatRule(tree, owner, keyPosition, problems);
  // What is missing from a rule is reported at its name.
  const atName = { ...nested.tree, position: keyPosition };
  const value = new Reader(problems, owner, ruleFile.goSyntax).object('rule', owner, atName, nested.words);
  const name = stringOf(value, 'name') ?? { value: key, position: keyPosition };
  const rule = buildRule(value, { name, library: ruleFile.library, readFile: ruleFile.readFile, goSyntax: ruleFile.goSyntax, problems });
  const disabled = booleanOf(value, 'enabled') === false || ruleFile.disable?.includes(name.value) === true;
  all.addAll(disabled ? problems.list.filter((error) => error.code !== 'RULE_UNSUPPORTED') : problems.list);
  const first = seen.get(name.value);
  if (first) {
    all.add(
      'RULE_DUPLICATE',
      name.position,
      `rule ${quote(name.value)} a second time (first on line ${first.position.line}), want each name once`,
      'rename one of them',
    );
  } else seen.set(name.value, name);
  return disabled ? { ...rule, enabled: false } : rule;
}
