/** `node tools/bootstrap.mjs bazel <workspace> <bazel arguments...>`: Bazel, wherever it comes from. */
import { PrepareError, resolveBazel } from './bazel/index.js';

const [workspace, ...args] = process.argv.slice(2);
if (workspace === undefined) {
  process.stderr.write('usage: node tools/bootstrap.mjs bazel <workspace> <bazel arguments...>\n');
  process.exit(2);
}
try {
  const bazel = await resolveBazel();
  const { code } = await bazel.run(workspace, args, { inherit: true });
  process.exitCode = code;
} catch (error) {
  if (!(error instanceof PrepareError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}
