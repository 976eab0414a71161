import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { readFileSyntax } from './filesyntax.js';
import { packageFacts } from './packagefacts.js';
import { parseGoFile } from './parsefile.js';
import { initParser, type GoParser } from './parser.js';
import type { GoStatement } from './syntax.js';

let parser: GoParser;
beforeAll(async () => {
  parser = await initParser();
});

/** Statements of all functions of a file. */
function statements(text: string): GoStatement[] {
  const model = parseGoFile(parser, 'a.go', text);
  const syntax = readFileSyntax(parser, text, model, packageFacts(parser, []));
  return model.functions.flatMap(({ braces }) => (braces ? [...syntax.statements(braces)] : []));
}

const inBody = (body: string): GoStatement[] => statements(`package a\nfunc f() {\n${body}\n}\n`);

test('order, and what is listed', () => {
  const found = inBody(
    'if x := f(); x {\n\ta()\n} else if y {\n\tb()\n}\nL:\nfor i := 0; i < n; i++ { c(func() { d() }) }\nswitch { case e: g(); default: }\nselect { case <-h: i() }\n;',
  );
  expect(found.map(({ text }) => text.split('\n', 1)[0])).toEqual([
    'if x := f(); x {',
    'a()',
    'b()',
    'L:',
    'c(func() { d() })',
    'd()',
    'switch {',
    'g()',
    'select {',
    'i()',
  ]);
});

test('after which statements others are reached', () => {
  const after = (body: string): boolean | undefined => inBody(body).find((one) => !one.text.startsWith('x'))?.after;
  for (const reached of [
    'a()',
    'if x { return }',
    'if x { return } else { a() }',
    'for { break }',
    'L: for { for { break L } }',
    'for x { }',
    'for range x { }',
    'switch { case x: return }',
    'switch { case x: return; default: break }',
    'select { case <-x: break }',
    'func() { return }()',
    'defer panic(1)',
  ]) {
    expect([reached, after(reached)]).toEqual([reached, true]);
  }
  for (const last of [
    'return',
    'goto L',
    'panic(1)',
    'if x { return } else if y { panic(1) } else { return }',
    'for { }',
    'for ;; { a() }',
    'for { switch { case x: break } }',
    'L: for { a() }',
    '{ return }',
    'switch { case x: fallthrough; default: return }',
    'select { }',
    'switch y := x.(type) { case int: return; default: return }',
  ]) {
    expect([last, after(last)]).toEqual([last, false]);
  }
});

describe('gofmt', () => {
  test.each([
    ['println( "hello" )', 'println("hello")'],
    ['resp,err:=client.Do( req )', 'resp, err := client.Do(req)'],
    ['if(err!=nil){return}', 'if err != nil {\n\treturn\n}'],
    ['x=a+b*c', 'x = a + b*c'],
    ['f(a+b,c*d)', 'f(a+b, c*d)'],
    ['x [ i+1 ] = y[a:b+1]', 'x[i+1] = y[a : b+1]'],
    ['x = a /* c */ + b // d', 'x = a + b'],
    ['for ;x; { }', 'for x {\n}'],
    ['x = func(  ){ a( ) ;b() }', 'x = func() { a(); b() }'],
    ['x = map[string]int{"a":1,"b":2}', 'x = map[string]int{"a": 1, "b": 2}'],
    ['var x,y int=1,0XfF', 'var x, y int = 1, 0xfF'],
    ['go func(){a()}()', 'go func() { a() }()'],
    ['x<-<-y', 'x <- <-y'],
    ['x = - -y', 'x = - -y'],
    ['x = a - -b', 'x = a - -b'],
    ['f(\n)', 'f()'],
    ['x = struct{A int}{1}', 'x = struct{ A int }{1}'],
    ['x=y.( interface{M( )} )', 'x = y.(interface{ M() })'],
    ['a, b = c+d, e', 'a, b = c+d, e'],
    ['x := []T{\n1,\n2}', 'x := []T{\n\t1,\n\t2}'],
  ])('%s', (body, want) => {
    expect(inBody(body)[0]?.text).toBe(want);
  });

  test('agrees with gofmt about files of std', () => {
    const root = execFileSync('go', ['env', 'GOROOT'], { encoding: 'utf8' }).trim();
    let count = 0;
    for (const folder of ['net/url', 'strconv', 'sort', 'encoding/json', 'text/template']) {
      const names = readdirSync(join(root, 'src', folder)).filter((name) => name.endsWith('.go') && !name.endsWith('_test.go'));
      for (const name of names) {
        const text = readFileSync(join(root, 'src', folder, name), 'utf8');
        for (const { range, text: formatted } of statements(text)) {
          const source = text.slice(range.start, range.end);
          // Comments are dropped; lines of raw strings are not indented.
          if (/\/\/|\/\*|`/.test(source)) continue;
          expect(formatted).toBe(withoutIndent(source, text, range.start));
          count++;
        }
      }
    }
    expect(count).toBeGreaterThan(4000);
  });

  test('agrees with gofmt about squeezed and stretched code', () => {
    const source =
      'package a\n\nfunc f() {\nif(x==nil||y.z[ i+1 ]>a*b+c&&!d){ return a*b ,c<<2|1}else{for i:=0;i<len(x)-1;i++{x[i]^=y[i]&^3;continue}}\n' +
      'switch x:=y.(type){case int,*T:f(x...);default:}\nselect{case v,ok:=<-c:_,_=v,ok\ncase d<-1+2*3:}\n' +
      'r:=f(a+b*c,func(a,b int)(c error){return},[]int{1,\n2,\n},\nT{A:1})\n_=a.\nb().\nc(1+\n2)\nvar(q int\nlonger string="x")\n' +
      'type t struct{a,b int;c string}\nL:for range x{break L}\ndefer func(){recover()}()\n*p=-a*-b/ *q\n}\n';
    const formatted = execFileSync('gofmt', { input: source, encoding: 'utf8' });
    const outermost = (all: GoStatement[]): GoStatement[] =>
      all.filter((one) => !all.some((other) => other !== one && other.range.start <= one.range.start && one.range.end <= other.range.end));
    const body = formatted.split('\n').slice(3, -2).join('\n');
    const mine = outermost(statements(formatted)).map(({ text }) => text);
    expect(mine.join('\n').replaceAll(/^(?=.)/gm, '\t')).toBe(body.replace('\nL:', '\n\tL:'));
    // Columns are as wide as the source has them: only these lines differ.
    const columns = /^(q|longer|a, b|c) .*$/gm;
    const bare = (text: string): string => text.replaceAll(/\t/g, '').replaceAll(columns, (line) => line.replaceAll(/ +/g, ' '));
    const fromSource = outermost(statements(source)).map(({ text }) => text);
    expect(bare(fromSource.join('\n'))).toBe(bare(mine.join('\n')));
  });
});

function withoutIndent(source: string, text: string, start: number): string {
  const line = text.slice(text.lastIndexOf('\n', start - 1) + 1);
  const label = /^\w+:\n/.test(source) ? 1 : 0;
  const tabs = (/^\t*/.exec(line)?.[0].length ?? 0) + label;
  return source.replaceAll(new RegExp(`\\n\\t{0,${tabs}}`, 'g'), '\n');
}
