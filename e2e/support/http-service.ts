/** The example service of e2e/http-service: what to build, and how to start its two halves. */
import path from 'node:path';
import type { OtlpReceiver } from './otlp-receiver.js';
import { freePort, Program } from './program.js';

export const SERVICE_TARGETS = ['//frontend', '//greeter'] as const;
/** Besides the services, a program that fetches a URL and ends, and one that no rule touches. */
export const ALL_BINARIES = [...SERVICE_TARGETS, '//cmd/fetch', '//cmd/version'] as const;

export interface ServiceBinaries {
  readonly frontend: string;
  readonly greeter: string;
}

export function binariesIn(folder: string): ServiceBinaries {
  return { frontend: path.join(folder, 'frontend'), greeter: path.join(folder, 'greeter') };
}

/** Both services, running. */
export class Services {
  readonly frontend: Program;
  readonly greeter: Program;
  readonly url: string;
  readonly greeterUrl: string;

  private constructor(frontend: Program, greeter: Program, url: string, greeterUrl: string) {
    this.frontend = frontend;
    this.greeter = greeter;
    this.url = url;
    this.greeterUrl = greeterUrl;
  }

  /** Starts the greeter, then the frontend, and waits until both answer. Without a receiver nothing tells them where to export. */
  static async start(
    binaries: ServiceBinaries,
    receiver: OtlpReceiver | undefined,
    env: Readonly<Record<string, string>> = {},
  ): Promise<Services> {
    const start = async (file: string, name: string, more: Record<string, string>): Promise<{ program: Program; url: string }> => {
      const port = await freePort();
      const program = Program.start(file, {
        env: { LISTEN: `127.0.0.1:${port}`, ...more, ...receiver?.environment(name), ...env },
      });
      try {
        await program.listening(port);
      } catch (error) {
        await program.kill();
        throw error;
      }
      return { program, url: `http://127.0.0.1:${port}` };
    };
    const greeter = await start(binaries.greeter, 'greeter', {});
    try {
      const frontend = await start(binaries.frontend, 'frontend', { GREETER: greeter.url });
      return new Services(frontend.program, greeter.program, frontend.url, greeter.url);
    } catch (error) {
      await greeter.program.kill();
      throw error;
    }
  }

  async get(route: string): Promise<{ status: number; text: string }> {
    const response = await fetch(`${this.url}${route}`);
    return { status: response.status, text: await response.text() };
  }

  /** Ends both with SIGTERM, which they leave to its default; a service that stays is killed. */
  async stop(): Promise<void> {
    for (const program of [this.frontend, this.greeter]) program.signal('SIGTERM');
    await Promise.all([this.frontend, this.greeter].map((program) => program.exit(5000).catch(() => program.kill())));
  }
}
