import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { UserError } from '../errors.js';
import type { BuildContext } from '../golang/constraints.js';
import type { HookPackage } from '../golang/hookpackage.js';
import { parseHookPackage } from '../golang/parsehooks.js';
import type { GoParser } from '../golang/parser.js';
import type { InjectHooks, Rule } from '../rules/types.js';
import { readText } from './weave-sources.js';

const BUILT_IN = 'otel-go.internal/hooks/';
/** From dist/src/cli. */
const BUILT_IN_FOLDER = fileURLToPath(new URL('../../../hooks', import.meta.url));

/** `--hooks DIR=IMPORTPATH`: where the sources of a hook package lie. */
export function parseHookFolders(pairs: readonly string[]): Map<string, string> {
  return new Map(
    pairs.map((pair) => {
      const split = pair.lastIndexOf('=');
      const [folder, importPath] = [pair.slice(0, split), pair.slice(split + 1)];
      if (split < 1 || importPath === '')
        throw new UserError('USAGE', `got --hooks ${pair}, want DIR=IMPORTPATH`, {
          fix: 'for example --hooks otel/hooks=example.com/shop/otel/hooks',
        });
      if (!existsSync(folder))
        throw new UserError('USAGE', `got --hooks ${pair}, but ${folder} does not exist`, { fix: 'name the folder of the hooks' });
      return [importPath, folder];
    }),
  );
}

/**
 * The signatures of the hooks that rules name: from the folders given, from our own built-in ones, or, where there is a `go`
 * command, from the module of the current folder.
 */
export function readHooks(
  parser: GoParser,
  rules: readonly Rule[],
  folders: ReadonlyMap<string, string>,
  build: BuildContext,
): Map<string, HookPackage> {
  const wanted = new Map<string, InjectHooks>();
  for (const advice of rules.flatMap((rule) => rule.advice)) if (advice.kind === 'inject_hooks') wanted.set(advice.path.value, advice);
  return new Map(
    [...wanted].map(([importPath, advice]) => {
      const folder = folders.get(importPath) ?? builtIn(importPath) ?? goList(importPath);
      if (folder === undefined) {
        throw new UserError(
          'HOOK_PACKAGE_NOT_FOUND',
          `hook package ${JSON.stringify(importPath)} is not found, neither by --hooks nor by go list`,
          {
            position: advice.path.position,
            fix: `give its folder: --hooks DIR=${importPath}`,
          },
        );
      }
      return [importPath, readHookFolder(parser, importPath, folder, build)];
    }),
  );
}

function readHookFolder(parser: GoParser, importPath: string, folder: string, build: BuildContext): HookPackage {
  const names = readdirSync(folder).filter((name) => name.endsWith('.go'));
  if (names.length === 0)
    throw new UserError('USAGE', `hook package ${importPath}: ${folder} holds no Go file`, { fix: 'name the folder of the hooks' });
  const files = names.sort().map((name) => ({ name, path: join(folder, name), text: readText(join(folder, name)) }));
  return parseHookPackage(parser, importPath, files, build);
}

function builtIn(importPath: string): string | undefined {
  if (!importPath.startsWith(BUILT_IN)) return undefined;
  const folder = join(BUILT_IN_FOLDER, ...importPath.slice(BUILT_IN.length).split('/'));
  return existsSync(folder) ? folder : undefined;
}

function goList(importPath: string): string | undefined {
  const result = spawnSync('go', ['list', '-e', '-find', '-f', '{{.Dir}}', '--', importPath], { encoding: 'utf8' });
  const folder = result.status === 0 ? result.stdout.trim() : '';
  return folder !== '' && existsSync(folder) ? folder : undefined;
}
