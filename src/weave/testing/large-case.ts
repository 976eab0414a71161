import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const FUNCTIONS = 2500;

/** A case with a file of more than 10,000 lines, whose last function gets hooks. */
export function writeLargeCase(root: string): void {
  const last = FUNCTIONS - 1;
  const functions = Array.from({ length: FUNCTIONS }, (_, i) => `func F${i}(n int) int {\n\treturn n + ${i}\n}\n\n`);
  const files: Readonly<Record<string, string>> = {
    'rules.otelc.yaml': [
      '# A file of 10,000 lines.',
      'large:',
      '  target: example.com/w/generated/large/target',
      `  where: { func: F${last} }`,
      '  do:',
      '    - inject_hooks: { before: Before, after: After, path: example.com/w/generated/large/hooks }',
      '',
    ].join('\n'),
    'main.go': [
      'package main',
      '',
      'import (',
      '\t"fmt"',
      '',
      '\t"example.com/w/generated/large/target"',
      ')',
      '',
      'func main() {',
      `\tfmt.Println(target.F${last}(${last}))`,
      '}',
      '',
    ].join('\n'),
    'target/target.go': `package target\n\n${functions.join('')}`,
    'hooks/hooks.go': [
      'package hooks',
      '',
      'import "fmt"',
      '',
      'func Before(n int) { fmt.Println("before", n) }',
      '',
      `func After(n int) { fmt.Println("after", n-${last}) }`,
      '',
    ].join('\n'),
  };
  for (const [path, text] of Object.entries(files)) {
    const file = join(root, 'generated', 'large', path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}
