/** Whether a folder lies in a module, and where its otel.yaml would be. */
import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import type { GoEnvironment } from '../gobuild/goenvironment.js';
import { workFile } from '../gobuild/modfile.js';

/** False also where there is no go command. */
export function hasModule(cwd: string): boolean {
  const result = spawnSync('go', ['env', 'GOMOD', 'GOWORK'], { cwd, encoding: 'utf8' });
  if (result.error !== undefined || result.status !== 0) return false;
  const [module = '', work = ''] = result.stdout.split('\n').map((line) => line.trim());
  return module.endsWith('go.mod') || (work !== '' && work !== 'off');
}

/** In the order in which an otel.yaml is looked for; the first is the nearest. */
export function configFolders(env: GoEnvironment, cwd: string): string[] {
  const work = workFile(env);
  const folders = [...(env.GOMOD.endsWith('go.mod') ? [dirname(env.GOMOD)] : []), ...(work === undefined ? [] : [dirname(work)])];
  return folders.length > 0 ? folders : [cwd];
}
