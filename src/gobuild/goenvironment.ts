/** Settings of the go command. */
import { execFile } from 'node:child_process';
import { UserError } from '../errors.js';
import { goNotFound, oneLine } from './gocommand.js';

export interface GoEnvironment {
  readonly GOVERSION: string;
  readonly GOMOD: string;
  readonly GOWORK: string;
  readonly GOFLAGS: string;
  readonly GOOS: string;
  readonly GOARCH: string;
  readonly GOEXPERIMENT: string;
}

const NAMES = ['GOVERSION', 'GOMOD', 'GOWORK', 'GOFLAGS', 'GOOS', 'GOARCH', 'GOEXPERIMENT'] as const;

const asked = new Map<string, Promise<GoEnvironment>>();

/** Asked once for each folder: who knows early that it will be needed asks early. */
export function goEnvironment(cwd: string): Promise<GoEnvironment> {
  const known = asked.get(cwd);
  if (known) return known;
  const answer = new Promise<GoEnvironment>((resolve, reject) => {
    execFile('go', ['env', '-json', ...NAMES], { cwd }, (error, stdout, stderr) => {
      if (!error) resolve(JSON.parse(stdout) as GoEnvironment);
      else if (typeof error.code === 'number') reject(new UserError('USAGE', `go env: ${oneLine(stderr)}`));
      else reject(goNotFound(error));
    });
  });
  asked.set(cwd, answer);
  return answer;
}
