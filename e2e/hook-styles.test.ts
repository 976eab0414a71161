/** Hooks of every style on functions of every shape; the assertions stand in the workspace's own go_test. */
import { beforeAll, expect, test } from '@jest/globals';
import { describeExportData } from '../src/report/export-data.js';
import { exportDataOf } from './support/export-data.js';
import { Workspace } from './support/workspace.js';

const BUILD_TIMEOUT_MS = 20 * 60_000;

let workspace: Workspace;
beforeAll(async () => {
  workspace = await Workspace.shared('hook-styles');
});

test(
  'typed hooks and HookContext: parameters, results, skip, panics, generics',
  async () => {
    const flags = ['--config=otel', '--test_output=all', '--test_env=OTEL_SDK_DISABLED=true'];
    const { stdout, stderr } = await workspace.succeed('test', ['//target:target_test'], { flags });
    // A hook that panics is reported once, with the names of the hook and of the function.
    const reports = (stdout + stderr).split('\n').filter((line) => line.includes('faulty hook'));
    expect(reports).toHaveLength(1);
    expect(reports[0]).toContain('BeforeFaulty');
  },
  BUILD_TIMEOUT_MS,
);

test(
  'without hooks the functions are what they were',
  async () => {
    const { code } = await workspace.run('test', ['//target:target_test'], { flags: ['--test_filter=TestNothing'] });
    // With no test selected the test passes: what counts is that the plain build works.
    expect(code).toBe(0);
  },
  BUILD_TIMEOUT_MS,
);

test(
  'a package whose export data changes is reported with the cause',
  async () => {
    const reports = await exportDataOf(workspace, ['//target']);
    expect(reports.map(({ importPath, equal }) => [importPath, equal])).toEqual([['example.com/hookstyles/target', false]]);
    expect(reports[0]?.causes.map(({ what, file }) => [what, file])).toEqual([
      ['example.com/hookstyles/target.Recovers', 'target/target.go'],
    ]);
    expect(reports.map(describeExportData).join()).toMatch(
      /target: export data differs from the plain package.*target\.go:\d+: .*Recovers: a deferred call/,
    );
  },
  BUILD_TIMEOUT_MS,
);
