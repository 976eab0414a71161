/** A real server for the figures: an open-source one of more than 300 packages, from the Go module proxy. */
import { spawnSync } from 'node:child_process';
import { cpSync } from 'node:fs';
import path from 'node:path';
import type { Subject } from './go-cost.js';

const MODULE = 'github.com/caddyserver/caddy/v2@v2.11.1';
const SUM = 'h1:C7sQpsFOC5CH+31KqJc7EoOf8mXrOEkFyYd6GpIqm/s=';

export function fetchServer(folder: string): Subject {
  const { status, stdout, stderr } = spawnSync('go', ['mod', 'download', '-json', MODULE], { cwd: folder, encoding: 'utf8' });
  if (status !== 0) throw new Error(`go mod download ${MODULE}: ${stdout}${stderr}`);
  const { Dir, Sum } = JSON.parse(stdout) as { Dir: string; Sum: string };
  if (Sum !== SUM) throw new Error(`${MODULE} has the sum ${Sum}, want ${SUM}`);
  const dir = path.join(folder, 'caddy');
  cpSync(Dir, dir, { recursive: true });
  // The module cache is read-only.
  spawnSync('chmod', ['-R', 'u+w', dir]);
  return {
    name: 'caddy',
    dir,
    target: './cmd/caddy',
    options: [],
    touched: [path.join(dir, 'modules/caddyhttp/moods.go'), 'caddyhttp'],
    rounds: 3,
  };
}
