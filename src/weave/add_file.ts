import { takesPart } from '../golang/constraints.js';
import { KNOWN_ARCH, KNOWN_OS } from '../golang/platforms.js';
import { UserError } from '../errors.js';
import { parseGoFile } from '../golang/parsefile.js';
import type { GoFile } from '../golang/model.js';
import type { Rule } from '../rules/types.js';
import type { AdviceKind } from './kind.js';
import { ruleRef } from './weaving.js';

/** `add_file`: a Go file that is compiled into the package, after its own files. */
export const addFile: AdviceKind<'add_file'> = {
  kind: 'add_file',
  selectors: [],
  collect(weaving, rule, advice) {
    if (weaving.ignores.stopsPackage(rule)) return;
    // Beside other advice `where` is about their places.
    if (rule.advice.every(({ kind }) => kind === 'add_file') && !weaving.hasFile(rule)) {
      weaving.nothingFound(rule, 'file');
      return;
    }
    const written = advice.file.value.replaceAll('\\', '/');
    const base = written.slice(written.lastIndexOf('/') + 1);
    const text = withoutIgnore(advice.text);
    if (!takesPart({ name: base, text }, weaving.request.buildContext)) {
      weaving.leaveOut(rule, `the build constraint of ${base} leaves it out`);
      return;
    }
    const model = parseGoFile(weaving.files.parser, base, text, { wanted: () => false });
    if (model.syntaxError) {
      throw new UserError('GO_SYNTAX', model.syntaxError.message, { position: { file: written, ...model.syntaxError.position } });
    }
    const { start, end } = model.packageRange;
    const added = importsFor(rule, model, text);
    for (const path of [...model.imports.map((spec) => spec.path), ...added.map((spec) => spec.path)]) weaving.imports.need(path);
    // `linux.go` is for every system, `zz_otel_0_linux.go` would not be.
    const name = `zz_otel_${weaving.addedFiles.size}_${isPlatform(base) ? base.replace(/\.go$/, '_.go') : base}`;
    const imports = added.map((spec) => `; import ${spec.name} ${JSON.stringify(spec.path)}`).join('');
    weaving.addedFiles.set(name, text.slice(0, start) + weaving.files.packageName + imports + text.slice(end));
    weaving.records.push({ rule: ruleRef(rule), kind: 'add_file', position: advice.file.position });
  },
};

/** Files that are there to be added are kept out of their own package by a constraint that no build fulfils. */
function withoutIgnore(text: string): string {
  return text.replace(/^(\/\/go:build ignore|\/\/ \+build ignore)[ \t]*(?=\r?$)/gm, '//');
}

/** Imports of the rule that the file mentions but does not have. */
function importsFor(rule: Rule, model: GoFile, text: string): { readonly name: string; readonly path: string }[] {
  return (rule.imports ?? [])
    .map((spec) => ({ name: spec.name, path: spec.path.value }))
    .filter(({ name, path }) => {
      if (model.imports.some((own) => own.path === path && (own.alias === name || own.alias === '' || name === '_'))) return false;
      return name === '_' || name === '.' || new RegExp(`(?<![\\p{L}\\p{Nd}_.])${name}\\s*\\.`, 'u').test(text);
    });
}

function isPlatform(base: string): boolean {
  const stem = base.replace(/\.go$/, '');
  return stem === 'test' || KNOWN_OS.has(stem) || KNOWN_ARCH.has(stem);
}
