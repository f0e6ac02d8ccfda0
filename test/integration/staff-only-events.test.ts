import { makeLogger } from '../../src/http/make-logger.ts';
import { forbiddenWordsIn } from '../../src/words/forbidden-words.ts';
import {
  registerReceiver,
  startCallbackReceiver,
  type CallbackReceiver,
} from '../support/callback-receiver.ts';
import { callerWith, type Caller } from '../support/callers.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { aLetterEvent, fixtureEvent } from '../support/events.ts';
import { readEverything, storedText } from '../support/read-everything.ts';
import { personAt, sentMessages, transcriptOf } from '../support/scenario.ts';
import { canariesIn, marked, ordinaryScopes, staffEvent, staffTypes, tell } from '../support/staff-only.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

const day = 24 * 60 * 60_000;
const fixtures = ['evt_1007', 'evt_1013', 'evt_1016'];
/** Words of the compartment, as they stand in codes. */
const compartment =
  // Not a piece of a keyed hash: those are full of letters by chance.
  /(?<![\w-])unsc(?![\w-])|sanction|screening|masak|transaction_risk|risk\.flagged|compliance|linked_threshold|structuring/i;
/** The same for what accounting sees. */
const deviations = /account[._]deviation|statement_mismatch|limit_exceeded/i;

const count = (names: readonly string[]): Map<string, number> => {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  return counts;
};

describe('events for staff alone, looked for everywhere', () => {
  const databaseName = freshDatabaseName();
  const lines: string[] = [];
  const problems: string[] = [];
  let world: World;
  let receiver: CallbackReceiver;
  let ordinary: Caller;
  let admin: Caller;
  let officer: Caller;
  const marks: string[] = [];
  let hidden: string[];

  beforeAll(async () => {
    const logger = makeLogger({ level: 'debug', destination: { write: (line) => void lines.push(line) } });
    world = await startWorld({ demo: true, now: '2026-11-26T05:00:00.000Z', databaseName, logger });
    receiver = await startCallbackReceiver();
    await registerReceiver(world, receiver);
    ordinary = await callerWith(world, ordinaryScopes);
    admin = await callerWith(world, ['admin']);
    officer = await callerWith(world, ['tasks:read', 'tasks:write', 'events:read', 'compliance']);
    await chatAround();
    const all = (await officer.get('/v1/tasks?role=compliance&limit=200')).body as { data: { id: string }[] };
    hidden = all.data.map(({ id }) => id);
  }, 90_000);
  afterAll(async () => {
    await world?.close();
    await receiver?.close();
  });

  /** Everything a day can bring: chats before, between and after, a letter, refusals, tasks that nobody finishes. */
  const chatAround = async (): Promise<void> => {
    const samir = personAt(world, '+905000000701', { customerRef: 'C007', contactRef: 'C007-1' });
    const can = personAt(world, '+905000001101', { customerRef: 'C011', contactRef: 'C011-1' });
    for (const person of [samir, can]) await person.writes('menü');
    for (const id of fixtures) await tell(world, fixtureEvent(id));
    for (const person of [samir, can]) {
      for (const type of staffTypes) {
        const event = staffEvent(type, person.customerRef ?? '');
        marks.push(String(event.event_id));
        await tell(world, event);
      }
      await person.writes(person === samir ? 'لماذا معاملتي معلقة' : 'işlemim neden bekliyor');
      await person.writes('bakiye');
      const facts = { customer: person.customerRef ?? '', contact: person.contactRef ?? '' };
      await tell(world, aLetterEvent({ eventId: `evt_letter_${facts.customer}`, ...facts }));
      await person.taps('agreed');
      await person.taps('confirmed');
      await person.writes('temsilci');
    }
    for (const type of staffTypes) {
      const event = staffEvent(type, 'C007');
      const refusals = [
        { ...event, contact_id: 'C007-1' },
        { ...event, audience: 'customer' },
        { ...event, tenant: 'canary-TENANT' },
        { ...event, data: { ...marked[type], surplus: 'canary SURPLUS' } },
      ];
      for (const refused of refusals) {
        const answer = await ordinary.post('/v1/events', refused);
        expect(answer.status).toBeGreaterThanOrEqual(400);
        problems.push(answer.text);
      }
    }
    await receiver.waitForCalls('request.closed', 2);
    world.clock.turn(day);
    await world.application.workers?.escalateTasks();
    await waitFor('the escalations', () => receiver.of('task.escalated').length >= 3);
  };

  it('R4: messages to people: none of it, and no word that points to it', () => {
    const sent = sentMessages(world);
    const text = JSON.stringify(world.graph.messages);

    expect(sent.length).toBeGreaterThan(12);
    expect(canariesIn(text)).toEqual([]);
    expect(text).not.toMatch(compartment);
    expect(text).not.toMatch(deviations);
    expect(sent.flatMap(({ text: shown }) => forbiddenWordsIn(shown))).toEqual([]);
    expect(new Set(sent.map(({ to }) => to))).toEqual(new Set(['+905000000701', '+905000001101']));
  });

  it('R3: the question why it takes so long: the neutral sentence, in the language of the person', async () => {
    const answers = async (contactRef: string): Promise<string[]> =>
      (await transcriptOf(world, contactRef)).map(({ text }) => text);

    expect(await answers('C007-1')).toContain('معاملتكم ضمن إجراءات التدقيق المعتادة، وسيتواصل معكم موظفنا.');
    expect(await answers('C011-1')).toContain(
      'İşleminiz olağan kontrol sürecindedir; temsilcimiz size dönecektir.',
    );
  });

  it('R4: callbacks of an endpoint that takes every type: none of it, and no compliance task', () => {
    const calls = receiver.calls.map(({ raw, headers }) => `${raw} ${JSON.stringify(headers)}`).join('\n');

    expect(receiver.calls.length).toBeGreaterThanOrEqual(5);
    expect(canariesIn(calls)).toEqual([]);
    expect(calls).not.toMatch(compartment);
    expect(hidden.filter((id) => calls.includes(id))).toEqual([]);
  });

  it('log lines and metrics: none of it', async () => {
    const metrics = (await world.api.get('/metrics')).text;

    expect(lines.length).toBeGreaterThan(20);
    for (const text of [lines.join(''), metrics]) {
      expect(canariesIn(text)).toEqual([]);
      expect(text).not.toMatch(compartment);
      expect(text).not.toMatch(deviations);
      expect(hidden.filter((id) => text.includes(id))).toEqual([]);
    }
  });

  it('refusals: told by the field, never by what was sent', () => {
    expect(problems).toHaveLength(12);
    expect(canariesIn(problems.join('\n'))).toEqual([]);
  });

  it.each(['ordinary', 'admin'] as const)(
    'every GET of the API for a caller without the permission (%s): as if the compartment were empty',
    async (who) => {
      const answers = await readEverything(world, who === 'admin' ? admin : ordinary, {
        '/v1/tasks': hidden,
        '/v1/events': [...fixtures, ...marks],
      });
      const compliance = answers.filter(({ path }) => hidden.some((id) => path.endsWith(`/${id}`)));
      // Keys name their permissions; accounting's deviation is ordinary staff's to see (domain 6.2).
      const looked = answers.filter(
        ({ path }) => !path.startsWith('/v1/apikeys') && !path.startsWith('/v1/tasks'),
      );
      const tasks = answers.filter(({ path }) => path.startsWith('/v1/tasks'));

      expect(hidden).toHaveLength(6);
      expect(answers.filter(({ status }) => status === 200).length).toBeGreaterThan(30);
      expect(new Set(compliance.map(({ status }) => status))).toEqual(new Set([404]));
      expect(looked.flatMap(({ text }) => canariesIn(text))).toEqual([]);
      expect(looked.filter(({ text }) => compartment.test(text))).toEqual([]);
      expect(answers.filter(({ text }) => hidden.some((id) => text.includes(id)))).toEqual([]);
      expect(tasks.filter(({ text }) => compartment.test(text))).toEqual([]);
      for (const secret of [
        'canary-SCR',
        'canary-CASE',
        'canary-SAT',
        'SCR-5501',
        'CASE-0412',
        '98765432.19',
      ])
        expect([secret, tasks.filter(({ text }) => text.includes(secret))]).toEqual([secret, []]);
      expect(tasks.filter(({ text }) => text.includes('canary-SPM-7')).length).toBeGreaterThan(0);
    },
  );

  it('a hidden task and one that never was: the same answer', async () => {
    const bare = ({ status, body, headers }: Awaited<ReturnType<Caller['get']>>): unknown => ({
      status,
      length: headers['content-length'],
      body: { ...(body as object), instance: null, requestId: null },
    });
    const [id = ''] = hidden;
    const missing = `tsk_${'0'.repeat(id.length - 4)}`;

    for (const caller of [ordinary, admin]) {
      expect(bare(await caller.get(`/v1/tasks/${id}`))).toEqual(
        bare(await caller.get(`/v1/tasks/${missing}`)),
      );
      for (const order of ['claim', 'complete'])
        expect(bare(await caller.post(`/v1/tasks/${id}/${order}`))).toEqual(
          bare(await caller.post(`/v1/tasks/${missing}/${order}`)),
        );
      expect((await caller.get('/v1/tasks?role=compliance')).body).toEqual({ data: [], nextCursor: null });
      for (const reason of ['sanction_screening', 'transaction_risk'])
        expect((await caller.get(`/v1/tasks?reason=${reason}`)).body).toEqual({ data: [], nextCursor: null });
      expect(bare(await caller.get('/v1/events/evt_1007'))).toEqual(
        bare(await caller.get('/v1/events/evt_1999')),
      );
    }
  });

  it('an administrator without the permission: cannot give it to a key', async () => {
    for (const wanted of [['compliance'], ['*'], ['tasks:read', 'compliance']]) {
      const answer = await admin.post('/v1/apikeys', { name: 'mine', scopes: wanted });
      expect([wanted, answer.status, answer.body.key]).toEqual([wanted, 403, undefined]);
    }
    expect((await admin.post('/v1/apikeys', { name: 'mine', scopes: ['admin'] })).status).toBe(201);
  });

  it('what is stored: sealed, and named only where the work itself is kept', async () => {
    const stored = await storedText(databaseName);

    expect(stored.size).toBeGreaterThan(10);
    for (const [name, text] of stored) {
      expect([name, canariesIn(text)]).toEqual([name, []]);
      // Type of the event, reason and role of the task are needed to find them; keys and the audit name the permission.
      const mayName = ['events', 'tasks', 'apikeys', 'audit'].includes(name);
      if (!mayName) expect([name, compartment.exec(text)?.[0] ?? null]).toEqual([name, null]);
      if (!mayName && name !== 'callbackdeliveries')
        expect([name, deviations.exec(text)?.[0] ?? null]).toEqual([name, null]);
    }
  });

  it('somebody with the permission: sees the details, and every look is noted with who and when', async () => {
    const notes = async (): Promise<string[]> => {
      const text = (await storedText(databaseName)).get('audit') ?? '';
      const documents = JSON.parse(text.split('\n')[0] ?? '[]') as Record<string, string>[];
      return documents
        .filter(({ what, by }) => what === 'compliance.viewed' && by === `key:${officer.keyId}`)
        .map(({ subject }) => subject ?? '');
    };
    const before = count(await notes());
    const list = await officer.get('/v1/tasks?reason=sanction_screening');
    const { data: listed } = list.body as { data: { id: string; details: { screening_id: string } }[] };
    const first = listed.find(({ details }) => details.screening_id === 'SCR-5501');
    const one = await officer.get(`/v1/tasks/${first?.id}`);
    const after = count(await notes());

    expect(listed).toHaveLength(3);
    expect(one.body).toMatchObject({
      role: 'compliance',
      customerRefs: ['C011'],
      details: fixtureEvent('evt_1007').data,
    });
    for (const { id } of listed)
      expect([id, (after.get(id) ?? 0) - (before.get(id) ?? 0)]).toEqual([id, id === first?.id ? 2 : 1]);
    expect((await officer.get('/v1/events/evt_1007')).body).toMatchObject({
      status: 'processed',
      requestIds: [],
    });
  });

  it('somebody with the permission who looks at other work: none of it, and nothing is noted', async () => {
    const noted = async () =>
      count(
        (
          JSON.parse(((await storedText(databaseName)).get('audit') ?? '').split('\n')[0] ?? '[]') as {
            what: string;
          }[]
        ).map(({ what }) => what),
      ).get('compliance.viewed');
    const before = await noted();
    const { body } = await officer.get('/v1/tasks?compartment=without&limit=200');
    const all = (await officer.get('/v1/tasks?limit=200')).body as { data: { role: string }[] };

    expect((body as { data: { role: string }[] }).data).toEqual(
      all.data.filter(({ role }) => role !== 'compliance'),
    );
    expect(all.data.length).toBeGreaterThan((body as { data: object[] }).data.length);
    const looked = all.data.filter(({ role }) => role === 'compliance').length;
    expect((await noted()) ?? 0).toBe((before ?? 0) + looked);
    const both = await officer.get('/v1/tasks?compartment=without&role=compliance');
    expect(both.body).toEqual({ data: [], nextCursor: null });
  });

  it('nobody with the permission works in time: the task becomes urgent, still told to nobody', async () => {
    const { body } = await officer.get('/v1/tasks?role=compliance&limit=200');
    expect((body as { data: object[] }).data).toHaveLength(6);
    for (const task of (body as { data: object[] }).data)
      expect(task).toMatchObject({ urgent: true, escalations: 1, status: 'open' });
    const told = receiver.of('task.escalated').map(({ body: { data } }) => data.reason);
    expect(told).toContain('account_deviation');
    expect(told.filter((reason) => compartment.test(String(reason)))).toEqual([]);
  });
});
