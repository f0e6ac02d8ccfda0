import { aLetterEvent, anApprovalEvent } from '../support/events.ts';
import { aStatus } from '../support/meta-webhook.ts';
import { runCaller } from '../support/run-caller.ts';
import { newPerson, report, requestOf, type Person } from '../support/scenario.ts';
import { textOfPdf } from '../support/text-of-pdf.ts';
import { startWorld, type World } from '../support/world.ts';

interface Agreed {
  decisions: { authority: Record<string, unknown> }[];
  request: { objection?: unknown; decision: { warnings: string[] } | null };
}

const signed = { form: 'paper', signedOn: '2026-01-02' };
const contract = { ...signed, kind: 'current_account', document: 'dolap 3/12' };
const channelWith = (changes: object): object => ({
  ...{ ...signed, kind: 'channel_evidence' },
  persons: [{ name: 'Ada', ...changes }],
});
const problemsOf = (answer: { body: { problems?: { field: string }[] } }): string[] =>
  (answer.body.problems ?? []).map(({ field }) => field);

describe('agreements of customers, from the API to the evidence', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
  });
  afterAll(() => world?.close());

  const pathOf = ({ customerRef }: Person, id = ''): string =>
    `/v1/customers/${customerRef}/agreements${id === '' ? '' : `/${id}`}`;
  const channelOf = (person: Person, changes: object = {}) => ({
    ...{ ...signed, kind: 'channel_evidence' },
    persons: [{ contactRef: person.contactRef, name: 'Deneme Kişi', phone: person.phone }],
    ...changes,
  });
  const put = (person: Person, id: string, body: object, ifMatch?: string) => {
    const call = world.api.put(pathOf(person, id), body);
    return ifMatch === undefined ? call : call.set('If-Match', ifMatch);
  };
  const evidenceOf = async (event: Record<string, unknown>): Promise<Agreed> => {
    const { id } = await requestOf(world, event);
    return (await world.api.get(`/v1/requests/${id}/evidence`).expect(200)).body as Agreed;
  };
  let asked = 0;
  const approves = async (person: Person, quantity = '10.000') => {
    asked += 1;
    const event = anApprovalEvent({
      ...{ eventId: `agreed_${asked}`, customer: person.customerRef ?? '' },
      lines: [{ unit: 'HAS', quantity, side: 'B' }],
    });
    await report(world, event);
    await person.taps('approved');
    await person.taps('confirmed');
    expect((await requestOf(world, event)).outcome).toBe('approved');
    return evidenceOf(event);
  };
  const tasksOf = async (person: Person): Promise<string[]> => {
    const { body } = await world.api.get('/v1/tasks?limit=200').expect(200);
    return (body.data as { reason: string; customerRefs: string[] }[])
      .filter(
        ({ reason, customerRefs }) =>
          reason.startsWith('agreement') && customerRefs[0] === person.customerRef,
      )
      .map(({ reason }) => reason);
  };

  it('R17: nobody keeps agreements here: the decision says that none is on file, and no task is made', async () => {
    const person = await newPerson(world);
    const { decisions, request } = await approves(person);

    expect(decisions[0]?.authority).toMatchObject({ agreement: null, warnings: ['agreement_missing'] });
    expect(request.decision?.warnings).toEqual(['agreement_missing']);
    expect(await tasksOf(person)).toEqual([]);
  });

  it('R17: filed, with number and limit: named in the evidence; above the limit, from another number: said, and decided all the same', async () => {
    const person = await newPerson(world);
    const [named] = channelOf(person).persons;
    const limits = [{ unit: 'HAS', quantity: '100.000' }];
    const body = channelOf(person, { persons: [{ ...named, limits }] });
    await put(person, 'del-1', body).expect(200);
    const covered = await approves(person);
    expect(covered.decisions[0]?.authority).toMatchObject({
      agreement: { id: 'del-1', signedOn: '2026-01-02', validFrom: '2026-01-02', validUntil: null },
      warnings: [],
    });
    expect(covered.request.decision?.warnings).toEqual([]);

    await put(
      person,
      'del-1',
      channelOf(person, { persons: [{ ...named, phone: '+905329990011', limits }] }),
    ).expect(200);
    const above = await approves(person, '100.001');
    expect(above.request.decision?.warnings).toEqual(['number_not_named', 'above_agreed_limit']);
    expect(await tasksOf(person)).toEqual([]);
  });

  it('R17: none for this customer, then one that has ended: a task for each, once however often they answer', async () => {
    const person = await newPerson(world);
    await approves(person);
    await approves(person);
    expect(await tasksOf(person)).toEqual(['agreement_missing']);

    await put(person, 'del-1', channelOf(person, { validUntil: '2026-06-30' })).expect(200);
    const ended = await approves(person);
    await approves(person);
    expect(ended.request.decision?.warnings).toEqual(['agreement_expired']);
    expect((await tasksOf(person)).sort()).toEqual(['agreement_expired', 'agreement_missing']);
  });

  const letterOf = async (person: Person, eventId: string): Promise<Record<string, unknown>> => {
    const event = aLetterEvent({ eventId, customer: person.customerRef ?? '' });
    await report(world, event);
    return event;
  };
  const delivered = async (person: Person): Promise<void> => {
    const { messageId } = person.sees();
    await world.webhook(aStatus({ messageId, status: 'delivered', at: world.clock.now() }));
    await world.settle();
  };
  const objectionOf = async (event: Record<string, unknown>): Promise<unknown> => {
    const { id } = await requestOf(world, event);
    return (await world.api.get(`/v1/requests/${id}`).expect(200)).body.objection;
  };

  it('R12: nothing on file, whatever the books say of a contract: no term, in no answer and on no paper', async () => {
    const person = await newPerson(world);
    const event = await letterOf(person, 'term_none');
    await delivered(person);
    expect(await objectionOf(event)).toBeUndefined();
    expect((await evidenceOf(event)).request.objection).toBeUndefined();

    const caller = runCaller(world);
    const run = await caller
      .upload(`Müşteri No;Birim;Bakiye;B/A\nC001;HAS;1.250,340;B`, { periodEnd: '2026-10-31' })
      .expect(201);
    const paper = (await textOfPdf(await caller.file(`/v1/runs/${run.body.id}/rows/1/letter`))).join(' ');
    expect((await world.api.get('/v1/customers/C001')).body.writtenAccountContract).toBe(true);
    expect(paper).not.toContain('6102');
  });

  it('R12: a written contract on file: the month runs from receipt, and the paper names the contract', async () => {
    const person = await newPerson(world);
    await put(person, 'cari-1', contract).expect(200);
    const event = await letterOf(person, 'term_runs');
    expect(await objectionOf(event)).toEqual({
      ...{ agreementId: 'cari-1', signedOn: '2026-01-02', receivedAt: null, until: null },
    });
    // What is taken off the file afterwards was on it when the letter was asked.
    await world.api.remove(pathOf(person, 'cari-1')).expect(204);
    const at = world.clock.now().toISOString();
    await delivered(person);
    const term = {
      ...{ agreementId: 'cari-1', signedOn: '2026-01-02' },
      receivedAt: `${at.slice(0, 19)}.000Z`,
      until: expect.stringMatching(/^2026-12-\d\d$/),
    };
    expect(await objectionOf(event)).toEqual(term);
    await person.taps('agreed');
    expect(person.sees().text).not.toMatch(/94|6102|bir ay/);
    await person.taps('confirmed');
    const { request, decisions } = await evidenceOf(event);
    expect(request.objection).toEqual(term);
    expect(decisions[0]?.authority['contract']).toEqual({ agreementId: 'cari-1', signedOn: '2026-01-02' });

    await put(person, 'cari-2', contract).expect(200);
    const caller = runCaller(world);
    const table = `Müşteri No;Birim;Bakiye;B/A\n${person.customerRef};HAS;1.250,340;B`;
    const run = await caller.upload(table, { periodEnd: '2026-10-31' }).expect(201);
    const paper = (await textOfPdf(await caller.file(`/v1/runs/${run.body.id}/rows/1/letter`))).join(' ');
    expect(paper.replace(/\s+/g, ' ')).toContain(
      '02.01.2026 tarihli yazılı cari hesap sözleşmesi uyarınca 6102',
    );
  });

  it('R12: a contract that began after the day of the balances: no term', async () => {
    const person = await newPerson(world);
    await put(person, 'cari-1', { ...contract, signedOn: '2026-11-15' }).expect(200);
    expect(await objectionOf(await letterOf(person, 'term_before'))).toBeUndefined();
  });

  it('written, read, changed and taken off: each on record, without what stands in it', async () => {
    const person = await newPerson(world);
    const made = await put(person, 'del-1', channelOf(person), '"0"').expect(200);
    expect(made.body).toMatchObject({
      id: 'del-1',
      rev: expect.any(Number),
      validFrom: '2026-01-02',
      persons: [{ limits: [] }],
    });
    expect((await put(person, 'del-1', channelOf(person))).body.rev).toBe(made.body.rev);
    expect((await put(person, 'del-1', channelOf(person), '"0"')).status).toBe(412);
    world.clock.turn(1000);
    const changed = await put(
      person,
      'del-1',
      channelOf(person, { form: 'kep' }),
      made.headers['etag'],
    ).expect(200);
    expect((await world.api.get(pathOf(person)).expect(200)).body).toEqual({
      ...{ data: [changed.body], nextCursor: null },
    });
    world.clock.turn(1000);
    await world.api.remove(pathOf(person, 'del-1')).expect(204);
    expect((await world.api.get(pathOf(person))).body.data).toEqual([]);
    expect((await world.api.remove(pathOf(person, 'del-1'))).status).toBe(404);
    world.clock.turn(1000);
    // Filed again after it was taken off: whoever saw the former one has not seen this.
    await put(person, 'del-1', channelOf(person), '"0"').expect(200);
    for (const { headers } of [made, changed])
      expect((await put(person, 'del-1', contract, headers['etag'])).status).toBe(412);

    const { body: audit } = await world.api.get(`/v1/audit?subject=${person.customerRef}`).expect(200);
    expect((audit.data as { what: string }[]).map(({ what }) => what)).toEqual([
      ...['agreement.filed', 'agreement.removed', 'agreement.filed', 'agreement.filed'],
    ]);
    expect(JSON.stringify(audit)).not.toContain('Deneme Kişi');
  });

  it.each([
    ['nobody named', { ...signed, kind: 'channel_evidence' }, 'persons'],
    ['a contract that names people', { ...contract, persons: [{ name: 'Ada' }] }, 'persons'],
    ['an end before the beginning', { ...contract, validUntil: '2026-01-01' }, 'validUntil'],
    ['no date', { ...contract, signedOn: '02.01.2026' }, 'signedOn'],
    ['a kind nobody knows', { ...contract, kind: 'oral' }, 'kind'],
    ['no number', channelWith({ phone: 'yok' }), 'persons[0].phone'],
    [
      'a limit in nothing',
      channelWith({ limits: [{ unit: 'NIX', quantity: '1' }] }),
      'persons[0].limits[0].unit',
    ],
  ])('%s: refused with the field named', async (_what, body, field) => {
    const person = await newPerson(world);
    const answer = await put(person, 'x-1', body);

    expect([answer.status, answer.body.code, problemsOf(answer)]).toEqual([
      ...[400, 'validation_failed', [field]],
    ]);
    expect((await world.api.get(pathOf(person))).body.data).toEqual([]);
  });

  it('a customer nobody has: 404, written and read', async () => {
    expect((await world.api.put('/v1/customers/NOBODY/agreements/x-1', contract)).status).toBe(404);
    expect((await world.api.get('/v1/customers/NOBODY/agreements')).status).toBe(404);
  });
});
