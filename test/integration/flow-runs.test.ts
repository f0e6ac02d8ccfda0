import { readTable } from '../../src/runs/table/read-table.ts';
import { newPerson, personAt, sentMessages, type Person } from '../support/scenario.ts';
import { runCaller, type RunCaller } from '../support/run-caller.ts';
import { startWorld, type World } from '../support/world.ts';

interface ShownRun {
  id: string;
  state: string;
  counts: Record<string, number>;
  progress: { handed: number; toGo: number; perMinute: number; secondsLeft: number } | null;
  errand: { kind: string } | null;
  history: { what: string; by: string }[];
}

const runsOf = (world: World, caller: RunCaller) => ({
  people: async (count: number): Promise<Person[]> => {
    const made: Person[] = [];
    for (let index = 0; index < count; index += 1) made.push(await newPerson(world));
    return made;
  },
  /** A run of one letter of a thousand liras for each of these people. */
  runFor: async (persons: readonly Person[], fields: Record<string, string> = {}): Promise<string> => {
    const lines = persons.map(({ customerRef }) => `${customerRef};TL;1.000,50;B`);
    const table = ['Müşteri No;Birim;Bakiye;B/A', ...lines].join('\n');
    const answer = await caller.upload(table, { periodEnd: '2026-10-31', ...fields }).expect(201);
    return (answer.body as ShownRun).id;
  },
  order: (id: string, what: string, body = {}) => world.api.post(`/v1/runs/${id}/${what}`, body),
  shown: async (id: string): Promise<ShownRun> =>
    (await world.api.get(`/v1/runs/${id}`).expect(200)).body as ShownRun,
  turns: async (count: number, milliseconds = 1_000): Promise<void> => {
    for (let done = 0; done < count; done += 1) await world.turn(milliseconds);
  },
});

const lettersTo = (person: Person) =>
  person.got().filter(({ template }) => template?.startsWith('recon_letter'));

describe('a run, from the start to the answers', () => {
  let world: World;
  let caller: RunCaller;
  let people: ReturnType<typeof runsOf>['people'];
  let runFor: ReturnType<typeof runsOf>['runFor'];
  let order: ReturnType<typeof runsOf>['order'];
  let shown: ReturnType<typeof runsOf>['shown'];
  let turns: ReturnType<typeof runsOf>['turns'];
  beforeAll(async () => {
    world = await startWorld({ demo: true, env: { RUN_LETTERS_PER_SECOND: '2' } });
    caller = runCaller(world);
    ({ people, runFor, order, shown, turns } = runsOf(world, caller));
  });
  afterAll(() => world?.close());

  /** Starts it and lets all letters go. */
  const sent = async (id: string): Promise<void> => {
    await order(id, 'start').expect(202);
    await turns(4);
  };

  it('letters go at their pace, each once: progress and time left are told, and the run is done', async () => {
    const persons = await people(5);
    const id = await runFor(persons);
    await world.settle();
    expect(persons.flatMap(lettersTo)).toEqual([]);

    const started = await order(id, 'start').expect(202);
    expect(started.body).toMatchObject({
      state: 'running',
      progress: { handed: 0, toGo: 5, secondsLeft: 3 },
    });
    await world.settle();
    expect(persons.flatMap(lettersTo)).toHaveLength(2);
    expect(await shown(id)).toMatchObject({
      ...{ state: 'running', counts: { open: 2, ready: 3 } },
      progress: { handed: 2, toGo: 3, perMinute: 120, secondsLeft: 2 },
    });
    await world.turn(1_000);
    expect(persons.flatMap(lettersTo)).toHaveLength(4);
    await world.turn(1_000);
    await world.turn(1_000);

    expect(await shown(id)).toMatchObject({ state: 'done', counts: { open: 5 }, progress: null });
    expect(persons.map((person) => lettersTo(person).length)).toEqual([1, 1, 1, 1, 1]);
    expect(lettersTo(persons[0] as Person)[0]?.text).toContain('1.000,50 TL (B)');
  });

  it('paused: nothing more goes; resumed: it goes on where it was; each order once, in its state', async () => {
    const persons = await people(4);
    const id = await runFor(persons);
    const start = () => order(id, 'start').set('Idempotency-Key', `start-${id}`);

    expect((await order(id, 'pause')).body).toMatchObject({ status: 409, code: 'run_state' });
    await start().expect(202);
    await world.settle();
    await order(id, 'pause').expect(202);
    await world.turn(60_000);
    expect([(await shown(id)).state, persons.flatMap(lettersTo).length]).toEqual(['paused', 2]);
    expect((await start().expect(202)).body.state).toBe('paused');
    expect((await order(id, 'start')).status).toBe(409);
    expect((await caller.patch(`/v1/runs/${id}/rows/4`, { excluded: true })).body.code).toBe('run_state');
    await order(id, 'resume').expect(202);
    await world.settle();
    await world.turn(1_000);

    expect(persons.flatMap(lettersTo)).toHaveLength(4);
    const { state, history } = await shown(id);
    expect([state, history.map(({ what }) => what)]).toEqual([
      'done',
      ['created', 'started', 'paused', 'resumed', 'done'],
    ]);
  });

  it('answers arrive by row, with their decision; who has not answered is reminded once', async () => {
    const [agrees, differs, silent] = (await people(3)) as [Person, Person, Person];
    const id = await runFor([agrees, differs, silent]);
    await sent(id);

    await agrees.taps('agreed');
    await agrees.taps('confirmed');
    await differs.taps('disagreed');
    const rows = await caller.rows(id);
    expect(rows.map(({ state }) => state)).toEqual(['agreed', 'open', 'open']);
    expect(rows[0]?.outcome?.decisionId).toMatch(/\w/);
    expect(await caller.rows(id, 'agreed')).toHaveLength(1);

    const report = await readTable(await caller.file(`/v1/runs/${id}/report?format=csv`));
    const [head, first] = report.lines.map(({ cells }) => cells.map(({ text }) => text));
    const told = Object.fromEntries((head ?? []).map((title, column) => [title, first?.[column]]));
    expect(told).toMatchObject({
      ...{ 'Müşteri No': agrees.customerRef, Birim: 'TRY', Tutar: '1000,50', 'B/A': 'B', Yanıt: 'Mutabık' },
      ...{ Sonuç: 'Mutabık', Talep: rows[0]?.requestId, 'Kanıt (karar no)': rows[0]?.outcome?.decisionId },
    });
    const shares = report.lines.map(({ cells }) =>
      cells
        .map(({ text }) => text)
        .join(' ')
        .trim(),
    );
    expect(shares).toContain('TRY Mutabık 1 %33,3 1000,50 %33,3 0,00');
    const sheet = await readTable(await caller.file(`/v1/runs/${id}/report?format=xlsx&language=en`));
    expect(sheet.lines[1]?.cells[7]).toEqual({ text: '1000.5', isNumber: true });
    expect(sheet.lines).toHaveLength(4);

    const before = silent.got().length;
    await order(id, 'remind').set('Idempotency-Key', `remind-${id}`).expect(202);
    await order(id, 'remind').set('Idempotency-Key', `remind-${id}`).expect(202);
    await world.settle();
    await world.turn(1_000);
    await world.turn(1_000);

    const reminders = silent.got().slice(before);
    expect(reminders.map(({ template }) => template)).toEqual(['recon_reminder_v1']);
    expect(agrees.got().at(-1)?.template).not.toBe('recon_reminder_v1');
    expect((await shown(id)).errand).toBeNull();
  });

  it('cancelled: what had not gone never goes, what went stays open; withdrawn: that ends as well', async () => {
    const persons = await people(3);
    const id = await runFor(persons);
    await order(id, 'start').expect(202);
    await world.settle();
    await order(id, 'cancel').expect(202);
    await world.turn(5_000);
    await world.turn(5_000);

    expect(await shown(id)).toMatchObject({ state: 'cancelled', counts: { open: 2, cancelled: 1 } });
    expect(persons.flatMap(lettersTo)).toHaveLength(2);
    expect((await order(id, 'resume')).status).toBe(409);
    await order(id, 'cancel', { withdraw: true }).expect(202);
    await world.settle();
    await world.turn(1_000);

    expect(await shown(id)).toMatchObject({ counts: { withdrawn: 2, cancelled: 1 }, errand: null });
  });

  it('reminders that are ended: those whose turn has not come are not sent, and the history says who ended them', async () => {
    const persons = await people(5);
    const id = await runFor(persons);
    await sent(id);
    expect((await order(id, 'errand/cancel')).body).toMatchObject({ code: 'run_state' });
    const before = persons.map((person) => person.got().length);
    await order(id, 'remind').expect(202);
    await world.settle();
    const ended = await order(id, 'errand/cancel').set('Idempotency-Key', `end-${id}`).expect(202);
    await turns(4);
    await order(id, 'errand/cancel').set('Idempotency-Key', `end-${id}`).expect(202);

    expect(ended.body).toMatchObject({ state: 'done', errand: { kind: 'recall' }, counts: { open: 5 } });
    expect((await shown(id)).errand).toBeNull();
    expect(persons.map((person, n) => person.got().length - (before[n] ?? 0))).toEqual([1, 1, 0, 0, 0]);
    expect((await shown(id)).history.map(({ what }) => what).slice(-2)).toEqual([
      'reminded',
      'remind_stopped',
    ]);
    expect((await order(id, 'errand/cancel')).status).toBe(409);
    await order(id, 'remind').expect(202);
    await turns(4);
    expect(persons.map((person, n) => person.got().length - (before[n] ?? 0))).toEqual([2, 2, 1, 1, 1]);
  });

  it('the same letters again: refused while they are open, and after an agreement about the same balances', async () => {
    const [agrees, silent] = (await people(2)) as [Person, Person];
    await sent(await runFor([agrees, silent]));
    await agrees.taps('agreed');
    await agrees.taps('confirmed');

    const again = await caller.rows(await runFor([agrees, silent]));

    expect(again.map(({ problems }) => problems)).toEqual([['already_agreed'], ['letter_open']]);
    const table = `Müşteri No;Birim;Bakiye;B/A\n${agrees.customerRef};TL;7,00;A`;
    const corrected = await caller.upload(table, { periodEnd: '2026-10-31' }).expect(201);
    expect((await caller.row((corrected.body as ShownRun).id, 1)).letter?.version).toBe(2);
  });

  it('the books changed after the preview: the row fails with its reason, the others go', async () => {
    const [gone, stays] = (await people(2)) as [Person, Person];
    const id = await runFor([gone, stays]);
    await world.api.put(`/v1/customers/${gone.customerRef}`, { name: 'Boş', contacts: [] }).expect(200);
    await sent(id);

    expect((await caller.rows(id)).map(({ state, failure }) => [state, failure])).toEqual([
      ['failed', 'unknown_contact'],
      ['open', null],
    ]);
  });

  it('nothing that can go, or a last day that is over: not started', async () => {
    const empty = await caller.upload('Müşteri No;Birim;Bakiye\nC404;TL;1,00', { periodEnd: '2026-10-31' });
    expect((await order((empty.body as ShownRun).id, 'start')).body.code).toBe('run_empty');
    const late = await runFor(await people(1), { replyDeadline: '2026-11-01' });
    expect((await order(late, 'start')).body.code).toBe('run_state');
  });

  it('a file that was never finished reading: gone, and nobody is asked', async () => {
    const { repositories } = world.application;
    const id = await runFor(await people(1));
    const run = await repositories.runs.find('t_demo' as never, id);
    if (run === null) throw new Error('no run');
    await repositories.runs.create({ ...run, id: 'run_half', state: 'reading' });
    await world.turn(16 * 60_000);

    expect(await shown('run_half')).toMatchObject({ state: 'cancelled' });
    expect((await shown(id)).state).toBe('draft');
    expect(personAt(world, '+905000000101').got()).toEqual([]);
  });
});

describe('a run while the platform takes nothing', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true, env: { RUN_LETTERS_PER_SECOND: '1' } });
  });
  afterAll(() => world?.close());

  it('no more letters go before it does, and then all of them, once', async () => {
    const { people, runFor, order, shown, turns } = runsOf(world, runCaller(world));
    const persons = await people(15);
    const id = await runFor(persons);
    world.graph.behave({ kind: 'refuse', code: 130429, status: 429 });
    await order(id, 'start').expect(202);
    await turns(16);
    const { state, counts } = await shown(id);

    expect(state).toBe('running');
    expect(counts['open']).toBeGreaterThanOrEqual(10);
    expect(counts['ready']).toBeGreaterThan(0);
    world.graph.behave({ kind: 'accept' });
    for (let rounds = 0; rounds < 240 && (await shown(id)).state !== 'done'; rounds += 1)
      await turns(1, 60_000);
    await turns(2, 60_000);
    expect(await shown(id)).toMatchObject({ state: 'done', counts: { open: 15 } });
    // What was refused was not taken; what was taken is one letter for each.
    const letters = sentMessages(world).filter(({ template }) => template?.startsWith('recon_letter'));
    expect(letters).toHaveLength(15);
    expect(new Set(letters.map(({ to }) => to)).size).toBe(15);
  }, 90_000);
});
