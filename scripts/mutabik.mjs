#!/usr/bin/env node
// The commands of Mutabık: `npm run -s mutabik -- templates diff`, `npm run doctor`. They talk to a running server.
import { parseArgs } from 'node:util';
import { CommandFailed, makeClient } from './api-client.mjs';
import { doctorHelp, runDoctor } from './doctor-command.mjs';
import { runTemplates, templatesHelp } from './templates-command.mjs';

const help = `${templatesHelp}
${doctorHelp}
--url URL   where the server is (MUTABIK_URL; http://127.0.0.1:3000)
The key comes from API_KEY, never from the command line, where others could read it.
`;

const options = {
  url: { type: 'string' },
  name: { type: 'string', multiple: true },
  language: { type: 'string', multiple: true },
  channel: { type: 'string' },
  timeout: { type: 'string' },
  json: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
};

const main = async () => {
  const { values, positionals } = parseArgs({ options, allowPositionals: true });
  const [group, command, ...rest] = positionals;
  if (values.help || group === undefined) {
    process.stdout.write(help);
    return values.help ? 0 : 2;
  }
  const url = values.url ?? process.env.MUTABIK_URL ?? 'http://127.0.0.1:3000';
  if (!URL.canParse(url))
    throw new CommandFailed('--url takes an address.', 'For example --url http://127.0.0.1:3000.', 2);
  const parts = { values, out: process.stdout, progress: process.stderr };
  const client = () => makeClient({ url, key: process.env.API_KEY });
  if (group === 'doctor' && command === undefined)
    return runDoctor({ ...parts, url, makeClient: client, environment: process.env });
  if (group !== 'templates' || rest.length > 0)
    throw new CommandFailed(`There is no command "${positionals.join(' ')}".`, 'Look at mutabik --help.', 2);
  return runTemplates(command, { ...parts, client: client() });
};

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof CommandFailed) && error?.code?.startsWith?.('ERR_PARSE_ARGS') !== true) throw error;
  process.stderr.write(`${error.message}\n${error.next === undefined ? '' : `${error.next}\n`}`);
  process.exitCode = error.exitCode ?? 2;
}
