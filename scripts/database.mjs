// Checks or backs up the built-in database of DATA_DIR: `npm run database:check`, `npm run database:backup -- FILE`. Works while the server runs.
import { spawnSync } from 'node:child_process';
import path from 'node:path';

const [command, target] = process.argv.slice(2);
const directory = path.join(process.env.DATA_DIR ?? './data', 'db');
const to = target === undefined ? [] : ['--to', target];
const cli = 'packages/embedded-mongo/dist/cli.js';
const { status } = spawnSync(process.execPath, [cli, command, '--directory', directory, ...to], {
  stdio: 'inherit',
});
process.exit(status ?? 1);
