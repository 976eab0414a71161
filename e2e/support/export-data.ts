import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ExportDataReport } from '../../src/report/export-data.js';
import type { Workspace } from './workspace.js';

const GROUP = 'otel_export_data';
const ASPECT = '@rules_otel_go//bazel:defs.bzl%otel_export_data';
const FLAGS = ['--config=otel', `--aspects=${ASPECT}`, `--output_groups=${GROUP}`];

/** What the aspect says of the woven packages of some targets, and Bazel's output. */
export async function exportDataOf(
  workspace: Workspace,
  targets: readonly string[],
): Promise<{ reports: readonly ExportDataReport[]; output: string }> {
  const { stderr } = await workspace.succeed('build', targets, { flags: [...FLAGS, '--experimental_show_artifacts'] });
  const root = await workspace.info('execution_root');
  const files = new Set([...stderr.matchAll(/^>>>(.*\.otelexportdata\.json)$/gm)].map(([, file = '']) => path.resolve(root, file)));
  const reports = [...files].sort().map((file) => JSON.parse(readFileSync(file, 'utf8')) as ExportDataReport);
  return { reports, output: stderr };
}
