import { CommandFailed } from './api-client.mjs';
import { fill, languages, places, says, states, titles, words } from './doctor-words.mjs';

export const doctorHelp = `mutabik doctor             check how each number is set up, and say what mends what is wrong

--channel ID      of one number alone
--language LANG   tr or en; otherwise as LANG says
--json            what the server answered, for programs
Ends with 0 when all is well (warnings are), 1 when something failed or could not be asked, 2 when it was called wrongly.
`;

/** As given, else as the terminal speaks. */
const languageOf = ({ language: given = [] }, environment) => {
  const asked = given.at(-1);
  if (asked !== undefined) {
    if (languages.includes(asked)) return asked;
    throw new CommandFailed('--language takes tr or en.', 'For example --language en.', 2);
  }
  const { LC_ALL, LC_MESSAGES, LANG } = environment;
  return (LC_ALL || LC_MESSAGES || LANG || '').toLowerCase().startsWith('tr') ? 'tr' : 'en';
};

/** Why nobody of ours answers there, and what to do about it. */
const noServer = (url, say, { name, cause }) => {
  const reason = cause?.code ?? name;
  if (reason === 'ECONNREFUSED')
    return new CommandFailed(fill(say.refusedConnection, { url }), say.refusedMend);
  return new CommandFailed(fill(say.noAnswer, { url, reason }), say.noAnswerMend);
};

/** Needs no key: whether a server of ours is there at all. */
const greet = async (url, say) => {
  let answer;
  try {
    answer = await fetch(new URL('/livez', url), { redirect: 'manual', signal: AbortSignal.timeout(10_000) });
  } catch (error) {
    throw noServer(url, say, error);
  }
  const body = await answer.json().catch(() => null);
  if (answer.status !== 503 && body?.status !== 'ok')
    throw new CommandFailed(fill(say.notOurs, { url }), say.notOursMend);
};

const reportOf = async (client, { id, name }) => ({
  ...{ id, name },
  ...(await client.get(`/v1/channels/${encodeURIComponent(id)}/checks`)),
});

const signs = { ok: '✓', warning: '!', failed: '✗', unknown: '?' };

const tell = ({ checks }, { language, out }) => {
  const say = says[language];
  for (const { check, state, code, facts: told } of checks) {
    const facts = told?.at === undefined ? told : { ...told, at: places[language][told.at] ?? told.at };
    out.write(
      `${signs[state] ?? '?'} ${titles[language][check] ?? check}: ${states[language][state] ?? state}\n`,
    );
    if (state === 'ok') continue;
    // A server that is newer than this command knows codes that it does not.
    const { wrong, mend } = words[language][check]?.[code] ?? { wrong: code, mend: '' };
    out.write(`    ${fill(wrong, facts)}\n`);
    if (mend !== '') out.write(`    ${fill(say.mend, { mend: fill(mend, facts) })}\n`);
  }
};

const channelsOf = async (client, id, say) => {
  const all = await client.all('/v1/channels', {});
  const chosen = id === undefined ? all : all.filter((one) => one.id === id);
  if (chosen.length > 0) return chosen;
  if (id !== undefined)
    throw new CommandFailed(`--channel ${id}: ${say.none}`, all.map((one) => one.id).join(', '), 2);
  throw new CommandFailed(say.none, say.noneMend);
};

/** Answers the exit code. */
export const runDoctor = async ({ url, makeClient, values, environment, out, progress }) => {
  const language = languageOf(values, environment);
  const say = says[language];
  // Before the key is asked for: without a server none would help.
  await greet(url, say);
  const client = makeClient();
  const reports = [];
  for (const channel of await channelsOf(client, values.channel, say)) {
    progress.write(`${fill(say.asking, { name: `${channel.name} (${channel.id})` })}\n`);
    reports.push(await reportOf(client, channel));
  }
  const checks = reports.flatMap((report) => report.checks);
  const count = (state) => checks.filter((check) => check.state === state).length;
  const counts = { failed: count('failed'), unknown: count('unknown'), warnings: count('warning') };
  const isWell = counts.failed === 0 && counts.unknown === 0;
  if (values.json) out.write(`${JSON.stringify({ channels: reports }, null, 2)}\n`);
  else {
    for (const report of reports) {
      if (reports.length > 1) out.write(`${report.name} (${report.id})\n`);
      tell(report, { language, out });
    }
    out.write(`${isWell && counts.warnings === 0 ? say.good : fill(say.bad, counts)}\n`);
  }
  return isWell ? 0 : 1;
};
