import { lineColumn } from '../golang/lines.js';
import type { WeaveReport } from '../report/report.js';
import { IGNORE } from './ignore.js';
import { IGNORE_TYPE, ignoreSteps } from './ignore_statement.js';
import { nearest } from './nearest.js';
import type { PackageFile } from './packagefile.js';
import { SPAN, spanSteps } from './span.js';
import type { Weaving } from './weaving.js';

const KNOWN = [IGNORE, SPAN];

/** Collects what the directives in the source ask for. Before the rules: spans lie around the rules' own hooks. */
export function directiveSteps(weaving: Weaving): (() => void)[] {
  checkDirectives(weaving);
  return [...spanSteps(weaving), ...ignoreSteps(weaving.ignores.statements, weaving)];
}

/** The variable that ignored statements call. */
export function ignoreDeclarations(weaving: Weaving): string[] {
  return weaving.ignores.statements.length > 0 ? [`var ${weaving.names.local('ignore')} ${IGNORE_TYPE}`] : [];
}

/** The part of the report that is about directives. */
export function reportIgnored(weaving: Weaving): Pick<WeaveReport, 'warnings' | 'ignored' | 'ignoreVar'> {
  const { ignores, warnings, names } = weaving;
  const ignored = ignores.report();
  return {
    warnings: [...warnings, ...ignores.warnings()],
    ...(ignored.length > 0 ? { ignored } : {}),
    ...(ignores.statements.length > 0 ? { ignoreVar: names.local('ignore') } : {}),
  };
}

/** A space, or a capital, makes an ordinary comment of what was meant as a directive. */
const NEARLY = /^[ \t]*(\/\/(?:[ \t]+otel:|[ \t]*O[Tt][Ee][Ll]:|otel:[ \t])[ \t]*(?:ignore|span)\b[^\n]*)$/gm;

/** Warns of comments that look like directives of ours but are none. */
function checkDirectives(weaving: Weaving): void {
  for (const file of weaving.files.files) {
    const { text, path } = file.source;
    if (!/otel:/i.test(text)) continue;
    for (const match of text.matchAll(NEARLY)) {
      const at = match.index + match[0].indexOf('//');
      const written = (match[1] ?? '').trim();
      const meant = `//otel:${written.includes('ignore') ? 'ignore' : 'span'}`;
      const message = `${JSON.stringify(written)} is no directive; write ${meant}, without a space`;
      weaving.warnings.push({ position: { file: path, ...lineColumn(text, at) }, message });
    }
    if (text.includes('//otel:')) checkWords(weaving, file);
  }
}

function checkWords(weaving: Weaving, file: PackageFile): void {
  for (const { name, position } of file.syntax.directives) {
    if (!name.startsWith('otel:') || KNOWN.includes(name)) continue;
    const near = nearest(name, KNOWN, 1);
    const fix = near.length > 0 ? `nearest: ${near.join(', ')}` : `known are ${KNOWN.join(', ')}`;
    weaving.warnings.push({ position: { file: file.source.path, ...position }, message: `unknown directive //${name}; ${fix}` });
  }
}
