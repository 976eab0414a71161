/**
 * Compares the export data of a woven package with that of the plain one.
 *
 *   export-data --plain FILE --woven FILE --report FILE --out FILE
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { compareExportData, describeExportData } from '../../report/export-data.js';
import type { WeaveReport } from '../../report/report.js';
import { parseFlags, resolveIn, type Command } from '../command.js';

export const exportDataCommand: Command = async (args, context) => {
  const flags = parseFlags(args, ['plain', 'woven', 'report', 'out'], []);
  const read = (flag: string): Buffer => readFileSync(resolveIn(context.baseDir, flags.one(flag)));
  const report = JSON.parse(read('report').toString('utf8')) as WeaveReport;
  const compared = compareExportData(report, read('plain'), read('woven'));
  writeFileSync(resolveIn(context.baseDir, flags.one('out')), `${JSON.stringify(compared, null, 2)}\n`);
  return { exitCode: 0, output: compared.equal ? '' : describeExportData(compared) };
};
