/** Starts the programs that a suite consists of. None gets a stdin: a program that asks a question must not wait for ever. */
import { spawn } from 'node:child_process';

/** Runs a program with all its output on our stderr; stdout belongs to the closing line. */
export async function passThrough(program: string, args: readonly string[], cwd: string): Promise<number> {
  return await new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 2, 2] });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve(code ?? 1);
    });
  });
}

/** Runs a program whose stdout is for us to read. */
export async function capture(program: string, args: readonly string[], cwd: string): Promise<{ code: number; stdout: string }> {
  return await new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd, stdio: ['ignore', 'pipe', 2] });
    let stdout = '';
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.on('error', reject);
    child.on('close', (code) => {
      resolve({ code: code ?? 1, stdout });
    });
  });
}

/** What git sees as changed or new; empty in an unpacked archive, which has no history to compare with. */
export async function gitStatus(checkout: string): Promise<string> {
  const { code, stdout } = await capture('git', ['status', '--porcelain'], checkout);
  return code === 0 ? stdout : '';
}
