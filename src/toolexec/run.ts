import { runToolCommand } from './main.js';

process.exitCode = await runToolCommand(process.argv.slice(2));
