import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ExportDataReport } from '../../src/report/export-data.js';
import type { Workspace } from './workspace.js';

const GROUP = 'otel_export_data';
const ASPECT = '@rules_otel_go//bazel:defs.bzl%otel_export_data';
const FLAGS = ['--config=otel', `--aspects=${ASPECT}`, `--output_groups=${GROUP}`];

/** What the aspect says of the woven packages of some targets. */
export async function exportDataOf(workspace: Workspace, targets: readonly string[]): Promise<readonly ExportDataReport[]> {
  const { stderr } = await workspace.succeed('build', targets, { flags: [...FLAGS, '--show_result=1000'] });
  const bin = await workspace.info('bazel-bin');
  // Bazel shows paths below `bazel-bin` where there is such a link, else absolute ones.
  const shown = [...stderr.matchAll(/^ +(\S*\.otelexportdata\.json)$/gm)].map(([, file = '']) => file);
  const files = new Set(shown.map((file) => path.resolve(bin, file.replace(/^bazel-bin\//, ''))));
  return [...files].sort().map((file) => JSON.parse(readFileSync(file, 'utf8')) as ExportDataReport);
}
