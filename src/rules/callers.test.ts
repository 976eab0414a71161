import { expect, test } from '@jest/globals';
import { parseCaller } from './callers.js';

const own = (name: string): unknown => ({ package: undefined, function: name });
const of = (path: string, name?: string): unknown => ({ package: path, function: name });

test.each([
  ['F', [own('F')]],
  ['T.M', [own('T.M'), of('T', 'M')]],
  ['*T.M', [own('T.M'), of('*T', 'M')]],
  ['(*T).M', [own('T.M')]],
  ['Get*', [own('Get*')]],
  ['main.(*T).M', [of('main', 'T.M')]],
  ['net/http.Get', [of('net/http', 'Get'), of('net/http.Get')]],
  ['net/http.(*Client).Do', [of('net/http', 'Client.Do')]],
  [
    'gopkg.in/yaml.v3.Unmarshal',
    [of('gopkg.in/yaml', 'v3.Unmarshal'), of('gopkg.in/yaml.v3', 'Unmarshal'), of('gopkg.in/yaml.v3.Unmarshal')],
  ],
  ['example.com/app/jobs/**', [of('example.com/app/jobs/**')]],
  ['example.com/größe', [of('example.com/größe')]],
  ['f()', []],
  ['a b', []],
  ['/a/b', []],
  ['a/b/', []],
  ['a//b', []],
  ['', []],
])('%s', (text, expected) => {
  expect(parseCaller(text)).toEqual(expected);
});
