import { expect, test } from '@jest/globals';
import { errorsOf } from './testkit.js';

/** The text that stands where the message points. */
function pointed(text: string): string {
  const [message = ''] = errorsOf(text);
  const [, line, column] = /^(\d+):(\d+): /.exec(message) ?? [];
  return (text.split(/\r?\n/)[Number(line) - 1] ?? '').slice(Number(column) - 1);
}

const rule = (raw: string): string => `a:\n  target: main\n  where: { func: F }\n  do:\n    - inject_code:\n        raw: ${raw}\n`;

test.each([
  ['a plain scalar', 'x({{ FuncNam }})'],
  ['a plain scalar over lines', 'x()\n          y({{ FuncNam }})'],
  ['single quotes', "'x(''ä'', {{ FuncNam }})'"],
  ['single quotes over lines', "'x()\n\n          y({{ FuncNam }})'"],
  ['double quotes', '"x(\\"ä\\t\\u00e4\\x41\\U0001F600\\", {{ FuncNam }})"'],
  ['double quotes over lines', '"x() \\\n          y(\\n) {{ FuncNam }})"'],
  ['a literal block', '|\n          x()\n            if y {\n\n              z({{ FuncNam }})\n          }'],
  ['a literal block without line end', '|-\n          x()\n          z({{ FuncNam }})'],
  ['a literal block with its own indentation', '|2\n           x()\n          z({{ FuncNam }})'],
  ['a literal block that begins empty', '|\n\n          z({{ FuncNam }})'],
  ['a folded block', '>\n          x()\n          y()\n\n          z({{ FuncNam }})'],
])('%s', (_, raw) => {
  expect(pointed(rule(raw))).toMatch(/^FuncNam \}\}/);
  expect(pointed(rule(raw).replaceAll('\n', '\r\n'))).toMatch(/^FuncNam \}\}/);
});
