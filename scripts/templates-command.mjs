import { setTimeout as wait } from 'node:timers/promises';
import { CommandFailed } from './api-client.mjs';

export const templatesHelp = `mutabik templates submit   submit what the accounts lack or have in other words, and follow it
mutabik templates sync     read all templates of all accounts now
mutabik templates diff     read them, and show field by field what is not there as it is here

--name NAME       of a template; may be given several times
--language LANG   tr, en or ar; may be given several times
--timeout SECONDS how long submit follows what it began (600); the server goes on by itself
--json            what the server answered, for programs
Ends with 0 when all is as it should be, 1 when something differs, failed or could not be read, 2 when it was called wrongly.
`;

/** What a person does about a submission that did not get through. */
const advice = {
  access:
    'The token may not manage templates: it needs whatsapp_business_management (WHATSAPP_ACCESS_TOKEN).',
  room: 'The account has as many templates as it may: delete unused ones in WhatsApp Manager, then submit again.',
  content: 'The platform does not take these words: change them, then submit again.',
  sample: 'The platform does not take the sample of the document header: submit again; the log says more.',
  not_editable: 'It cannot be edited as it stands: withdraw it, or write other words under a new version.',
  too_often: 'Nothing: it was edited too often and is edited by itself at that time.',
  in_review: 'Nothing: it is edited when the review of what is there is over.',
  busy: 'Nothing: the account takes no more for now, and it goes on by itself.',
};
const otherwise = 'Nothing for now: the account is read again and it is tried again by itself.';

const isChosen = ({ name: names, language: languages }, { name, language }) =>
  (names === undefined || names.includes(name)) && (languages === undefined || languages.includes(language));

/** Every name on every account, with the language of its template. */
const placesOf = async (client, values) =>
  (await client.all('/v1/templates', {}))
    .filter((one) => isChosen(values, one))
    .flatMap(({ language, platform }) => platform.map((place) => ({ ...place, language })));

const titleOf = ({ name, language, accountId }) => `${name} ${language} (account ${accountId})`;

const problemText = ({ cause, code, explanation }) =>
  [cause, ...(code === null ? [] : [`code ${code}`]), ...(explanation === null ? [] : [explanation])].join(
    ', ',
  );

/** Lines of each account; answers whether all were read. */
const tellReading = (accounts, out) => {
  for (const { accountId, read, missing, others, problem } of accounts)
    if (problem === null)
      out.write(`account ${accountId}: ${read} there, ${missing} missing, ${others} not ours\n`);
    else
      out.write(
        `account ${accountId}: not read (${problemText(problem)})\n  ${advice[problem.cause] ?? otherwise}\n`,
      );
  if (accounts.length === 0) out.write('No account was read: there is none, or it is being read already.\n');
  return accounts.length > 0 && accounts.every(({ problem }) => problem === null);
};

const sync = async ({ client, values, out }) => {
  const answer = await client.post('/v1/templates/sync');
  if (values.json) out.write(`${JSON.stringify(answer, null, 2)}\n`);
  const isRead = values.json
    ? answer.accounts.every(({ problem }) => problem === null)
    : tellReading(answer.accounts, out);
  if (!values.json)
    for (const { name, language, what } of answer.accounts.flatMap(({ changed }) => changed))
      out.write(`  changed: ${name} ${language}: ${what.join(', ')}\n`);
  return isRead ? 0 : 1;
};

const indented = (text) => (text === null ? '(nothing)' : text.replaceAll('\n', '\n      '));

const diff = async ({ client, values, out }) => {
  const { accounts } = await client.post('/v1/templates/sync');
  const places = await placesOf(client, values);
  const missing = places.filter(({ status }) => status === 'missing' || status === 'deleted');
  const others = places.filter(({ differences }) => differences.length > 0);
  const isSame = missing.length === 0 && others.length === 0;
  if (values.json) {
    out.write(`${JSON.stringify({ accounts, missing, different: others }, null, 2)}\n`);
    return isSame && accounts.every(({ problem }) => problem === null) ? 0 : 1;
  }
  const isRead = tellReading(accounts, out);
  for (const place of missing) out.write(`missing: ${titleOf(place)}\n`);
  for (const place of others) {
    out.write(`differs: ${titleOf(place)}\n`);
    for (const { field, ours, theirs } of place.differences)
      out.write(`  ${field}\n    - ${indented(theirs)}\n    + ${indented(ours)}\n`);
  }
  const tail = isSame
    ? `${places.length} templates are as they are here.`
    : 'Put them right with: mutabik templates submit';
  out.write(`${tail}\n`);
  return isSame && isRead ? 0 : 1;
};

/** Follows what is on its way, and tells how far it is; answers it as it stands at the end. */
const follow = async ({ client, values, progress }, wanted, deadline) => {
  const names = new Set(wanted.map(({ name, language }) => `${name} ${language}`));
  let told = '';
  for (;;) {
    const places = (await placesOf(client, values)).filter((one) => names.has(`${one.name} ${one.language}`));
    const open = places.filter(({ submission }) => submission?.state === 'queued').length;
    const line = `submitted ${places.length - open} of ${places.length}`;
    if (line !== told) progress.write(progress.isTTY ? `\r${line}` : `${line}\n`);
    told = line;
    if (open === 0 || Date.now() > deadline) {
      if (progress.isTTY) progress.write('\n');
      return { places, isOver: open === 0 };
    }
    await wait(1_000);
  }
};

const tellSubmission = (place, out) => {
  const { state, nextAt, problem } = place.submission;
  const when = nextAt === null ? '' : `, again at ${nextAt}`;
  const why = problem === null ? '' : ` (${problemText(problem)})`;
  out.write(`${state}: ${titleOf(place)}${when}${why}\n  ${advice[problem?.cause] ?? otherwise}\n`);
};

const secondsOf = ({ timeout = '600' }) => {
  if (!/^\d{1,6}$/.test(timeout))
    throw new CommandFailed('--timeout takes whole seconds.', 'For example --timeout 600.', 2);
  return Number(timeout);
};

const submit = async (parts) => {
  const { client, values, out, progress } = parts;
  const deadline = Date.now() + secondsOf(values) * 1_000;
  progress.write('reading the accounts\n');
  const { accounts, queued, unchanged } = await client.post('/v1/templates/submit', {
    ...(values.name === undefined ? {} : { names: values.name }),
    ...(values.language === undefined ? {} : { languages: values.language }),
  });
  const { places, isOver } =
    queued.length === 0 ? { places: [], isOver: true } : await follow(parts, queued, deadline);
  const failed = places.filter(({ submission }) => submission?.state === 'failed');
  if (values.json) {
    out.write(`${JSON.stringify({ accounts, queued, unchanged, places }, null, 2)}\n`);
    return failed.length === 0 && isOver ? 0 : 1;
  }
  tellReading(accounts, out);
  const waiting = places.filter(({ submission }) => submission?.state === 'waiting');
  for (const place of [...failed, ...waiting]) tellSubmission(place, out);
  const done = places.filter(({ submission }) => submission === null);
  out.write(
    `${done.length} submitted, ${waiting.length} waiting, ${failed.length} failed, ${unchanged} unchanged\n`,
  );
  if (!isOver)
    out.write(
      'Not all have left yet; the server goes on by itself. Look again with: mutabik templates diff\n',
    );
  if (done.length > 0)
    out.write('The platform reviews them in minutes to a day; the state is at /v1/templates.\n');
  return failed.length === 0 && isOver ? 0 : 1;
};

const commands = { submit, sync, diff };

/** Answers the exit code. */
export const runTemplates = (command, parts) => {
  const run = Object.hasOwn(commands, command ?? '') ? commands[command] : undefined;
  if (run === undefined)
    throw new CommandFailed(
      `There is no command "templates ${command ?? ''}".`,
      'There are submit, sync and diff: mutabik --help.',
      2,
    );
  return run(parts);
};
