import { takesPart } from '../golang/constraints.js';
import { KNOWN_ARCH, KNOWN_OS } from '../golang/platforms.js';
import { UserError } from '../errors.js';
import { parseGoFile } from '../golang/parsefile.js';
import type { AdviceKind } from './kind.js';
import { ruleRef } from './weaving.js';

/** `add_file`: a Go file that is compiled into the package, after its own files. */
export const addFile: AdviceKind<'add_file'> = {
  kind: 'add_file',
  collect(weaving, rule, advice) {
    const written = advice.file.value.replaceAll('\\', '/');
    const base = written.slice(written.lastIndexOf('/') + 1);
    if (!takesPart({ name: base, text: advice.text }, weaving.request.buildContext)) {
      weaving.notApplied.push({ rule: ruleRef(rule), reason: `the build constraint of ${base} leaves it out` });
      return;
    }
    const model = parseGoFile(weaving.files.parser, base, advice.text, { wanted: () => false });
    if (model.syntaxError) {
      throw new UserError('GO_SYNTAX', model.syntaxError.message, { position: { file: written, ...model.syntaxError.position } });
    }
    const { start, end } = model.packageRange;
    // `linux.go` is for every system, `zz_otel_0_linux.go` would not be.
    const name = `zz_otel_${weaving.addedFiles.size}_${isPlatform(base) ? base.replace(/\.go$/, '_.go') : base}`;
    weaving.addedFiles.set(name, advice.text.slice(0, start) + weaving.files.packageName + advice.text.slice(end));
    weaving.records.push({ rule: ruleRef(rule), kind: 'add_file', position: advice.file.position });
  },
};

function isPlatform(base: string): boolean {
  const stem = base.replace(/\.go$/, '');
  return stem === 'test' || KNOWN_OS.has(stem) || KNOWN_ARCH.has(stem);
}
