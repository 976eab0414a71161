import { isStd } from '../golang/platforms.js';
import type { Warning } from '../report/report.js';
import type { Weaving } from './weaving.js';

/** A std package that imports more than before has other export data: everything that imports it is compiled again. */
export function stdImportWarnings({ request, imports }: Weaving): Warning[] {
  if (!isStd(request.importPath)) return [];
  return imports.needed.flatMap((path) => {
    const rule = request.rules.find((one) => one.imports?.some((spec) => spec.path.value === path));
    const position = rule?.imports?.find((spec) => spec.path.value === path)?.path.position ?? request.rules[0]?.position;
    const message = `${request.importPath} does not import ${path} itself: its export data changes, and everything that imports it is compiled again`;
    return position ? [{ position, message }] : [];
  });
}
