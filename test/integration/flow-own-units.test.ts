import request from 'supertest';
import type { Server } from 'node:http';
import { anApprovalEvent, aLetterEvent, aMovementEvent } from '../support/events.ts';
import { freshDatabaseName } from '../support/engine.ts';
import { startMockGraph, type MockGraph } from '../support/mock-graph.ts';
import { dinar, eightCarat, hamit, platinum } from '../support/own-units.ts';
import { runCaller } from '../support/run-caller.ts';
import { newPerson, personAt, report, requestOf, transcriptOf } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';
import type { OwnUnit } from '../../src/money/own-units.ts';

const bodyOf = ({ kind, decimalsStored, decimalsShown, carat, names, words }: OwnUnit) => ({
  ...{ kind, decimals: decimalsStored, decimalsShown, carat, names, words },
});
const put = (world: World, unit: OwnUnit, changes: object = {}) =>
  world.api.put(`/v1/units/${unit.code}`, { ...bodyOf(unit), ...changes });
const lines = (...all: readonly (readonly [unit: string, quantity: string, side: 'A' | 'B'])[]) =>
  all.map(([unit, quantity, side]) => ({ unit, quantity, side }));
const problemsOf = (answer: { body: { problems?: { field: string; message: string }[] } }): string[] =>
  (answer.body.problems ?? []).map(({ field, message }) => `${field}: ${message}`);

describe('units of a tenant, from the API to the answers', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
    for (const unit of [platinum, eightCarat, dinar, hamit]) await put(world, unit).expect(200);
  });
  afterAll(() => world?.close());

  it('a letter in four of them: shown by name, answered in words, own figure in grams, recap, evidence', async () => {
    const person = await newPerson(world);
    const event = aLetterEvent({
      eventId: 'own_units_1',
      customer: person.customerRef ?? '',
      lines: lines(
        ['PLT_G', '12.5', 'B'],
        ['XAU_G_8K', '40.125', 'A'],
        ['KWD', '150.125', 'B'],
        ['PCS_HAMIT', '3', 'B'],
      ),
    });
    await report(world, event);
    expect(person.sees().text).toContain(
      '12,50 g platin (B) · 40,125 g 8 ayar (A) · 150,125 KWD (B) · 3 adet Hamit (B)',
    );

    await person.writes('dinarda mutabıkız platinde değiliz');
    expect(person.sees().text).toContain('platin (gram)');
    await person.writes('10,25 gr platin alacak');
    expect(person.sees().text).toContain('Farkın nedeni');
    await person.taps('choseReason:amount');
    const recap = person.sees().text;
    expect(recap).toContain('150,125 KWD (B): mutabık');
    expect(recap).toContain('12,50 g platin (B): mutabık değil, sizin kaydınız 10,25 g platin (A)');
    await person.taps('confirmed');

    const closed = await requestOf(world, event);
    expect(closed).toMatchObject({ status: 'closed', outcome: 'agreed_partial' });
    expect(closed.lines[0]).toMatchObject({
      ...{ unit: 'PLT_G', answer: 'disagreed', own: { quantity: '10.25', side: 'A' } },
    });

    // The names change afterwards: what was shown and bound is still what was shown.
    const names = {
      ...platinum.names,
      tr: { name: 'has platin (gram)', short: 'Has platin', suffix: 'gr plt' },
    };
    const changed = await put(world, platinum, { names }).expect(200);
    expect(changed.body).toMatchObject({ version: 2, names: { tr: { suffix: 'gr plt' } } });
    const { body: evidence } = await world.api
      .get(`/v1/requests/${closed.id}/evidence?format=json`)
      .expect(200);
    expect(JSON.stringify(evidence)).toContain('12,50 g platin (B): mutabık değil');
    expect(JSON.stringify(evidence)).not.toContain('gr plt');
    expect((await transcriptOf(world, person.contactRef ?? '')).map(({ text }) => text).join('\n')).toContain(
      '10,25 g platin (A)',
    );
    const { body: read } = await world.api.get('/v1/units/PLT_G').expect(200);
    expect(read.versions).toMatchObject([
      { version: 1, names: { tr: { suffix: 'g platin' } } },
      { version: 2, names: { tr: { suffix: 'gr plt' } } },
    ]);
    await put(world, platinum).expect(200);
  });

  it.each([
    ['tr', '2,5 gr platin', '2,50 g platin'],
    ['en', '2.5 g platinum', '2.50 g platinum'],
    ['ar', '٢٫٥ غرام بلاتين', '2.50 غ بلاتين'],
  ] as const)('a figure typed in %s («%s»): is taken and shown back', async (language, typed, shown) => {
    const person = await newPerson(world, { language });
    const event = aLetterEvent({
      eventId: `own_units_${language}`,
      customer: person.customerRef ?? '',
      lines: lines(['PLT_G', '12.5', 'B'], ['TRY', '100.00', 'B']),
    });
    await report(world, event);
    await person.taps('disagreed');
    await person.taps('choseUnit:PLT_G');
    await person.writes(typed);
    expect(person.sees().text.replace(/[\u2066-\u2069]/g, '')).toContain(shown);
    const request = await requestOf(world, event);
    expect(request.lines.find(({ unit }) => unit === 'PLT_G')?.own ?? null).toBeNull();
    await person.taps('choseSide:B');
    expect((await requestOf(world, event)).lines.find(({ unit }) => unit === 'PLT_G')?.own).toEqual({
      ...{ quantity: '2.50', side: 'B' },
    });
  });

  it('limits: an approval above the limit in that unit is nobody’s, one within it is; other units are other limits', async () => {
    const person = await newPerson(world, { limits: [{ unit: 'PLT_G', quantity: '10.5' }] });
    const ask = async (eventId: string, quantity: string) => {
      const event = anApprovalEvent({
        ...{ eventId, customer: person.customerRef ?? '' },
        lines: lines(['PLT_G', quantity, 'B'], ['HAS', '900.000', 'B']),
      });
      await report(world, event);
      await person.taps('approved');
      return event;
    };
    const within = await ask('own_limit_1', '10.500');
    await person.taps('confirmed');
    expect(await requestOf(world, within)).toMatchObject({ outcome: 'approved' });
    const above = await ask('own_limit_2', '10.501');
    expect((await requestOf(world, above)).outcome).not.toBe('approved');
    expect(person.sees().choices.some(({ id }) => id.endsWith('.confirmed'))).toBe(false);
    const { body } = await world.api.get(`/v1/customers/${person.customerRef}`).expect(200);
    expect(body.contacts[0].limits).toEqual([{ unit: 'PLT_G', quantity: '10.5' }]);
  });

  it('a rule with a threshold in it: acts on that unit alone, and the types list offers the unit', async () => {
    const rule = {
      name: 'Büyük platin',
      on: 'account.movement.posted',
      when: [
        { field: 'unit', op: 'is', value: 'PLT_G' },
        { field: 'quantity', op: 'at_least', value: { unit: 'PLT_G', quantity: '5.125' } },
      ],
      then: [{ do: 'task', role: 'accounting' }],
    };
    await world.api.put('/v1/triggers/platin-buyuk/draft', rule).expect(200);
    await world.api.post('/v1/triggers/platin-buyuk/publish').expect(200);
    const person = await newPerson(world);
    const move = async (eventId: string, unit: string, quantity: string) => {
      const facts = { eventId, customer: person.customerRef ?? '', data: { unit, quantity } };
      await world.api.post('/v1/events', aMovementEvent(facts)).expect(202);
      await world.settle();
      return (await world.api.get(`/v1/events/${eventId}`).expect(200)).body.trigger?.id;
    };
    expect(await move('own_rule_1', 'PLT_G', '5.125')).toBe('platin-buyuk');
    expect(await move('own_rule_2', 'PLT_G', '5.124')).not.toBe('platin-buyuk');
    expect(await move('own_rule_3', 'HAS', '500.0')).not.toBe('platin-buyuk');
    expect(person.sees().text).toContain('500,000 g has');
    await world.api.post('/v1/triggers/platin-buyuk/withdraw').expect(200);

    const { body } = await world.api.get('/v1/triggers/types').expect(200);
    const movement = body.data.find(({ type }: { type: string }) => type === 'account.movement.posted');
    const unit = movement.fields.find(({ field }: { field: string }) => field === 'unit');
    expect(unit).toMatchObject({ kind: 'choice' });
    expect(unit.choices).toEqual(expect.arrayContaining(['HAS', 'PLT_G', 'KWD']));
    const refused = await world.api.put('/v1/triggers/platin-yok/draft', {
      ...rule,
      when: [{ field: 'quantity', op: 'at_least', value: { unit: 'PLT_X', quantity: '1' } }],
    });
    expect(refused.status).toBe(400);
  });

  it('a run: units by code, by name and by word; letters in it on paper, report in its decimals', async () => {
    const caller = runCaller(world);
    const person = await newPerson(world);
    const table = [
      'Müşteri No;Birim;Bakiye;B/A',
      `${person.customerRef};PLT_G;12,5;B`,
      `${person.customerRef};Kuveyt dinarı;150,125;A`,
      `${person.customerRef};8 ayar altın;3,25;B`,
      `${person.customerRef};hamit;2;B`,
      `${person.customerRef};paladyum;2;B`,
    ].join('\n');
    const run = await caller.upload(table, { periodEnd: '2026-10-31' }).expect(201);
    const row = await caller.row(run.body.id, 1);
    expect(row.lines).toEqual([
      { unit: 'KWD', quantity: '150.125', side: 'A' },
      { unit: 'PCS_HAMIT', quantity: '2', side: 'B' },
      { unit: 'PLT_G', quantity: '12.50', side: 'B' },
      { unit: 'XAU_G_8K', quantity: '3.250', side: 'B' },
    ]);
    expect(row.problems).toEqual(['unit_unknown']);
    const corrected = lines(['PLT_G', '12.5', 'B'], ['KWD', '150.125', 'A']);
    await caller.patch(`/v1/runs/${run.body.id}/rows/1`, { lines: corrected }).expect(200);
    expect(await caller.row(run.body.id, 1)).toMatchObject({ state: 'ready', problems: [] });
    const { body: figures } = await world.api.get(`/v1/runs/${run.body.id}`).expect(200);
    expect(JSON.stringify(figures)).toContain('"debit":"12.50"');
    const report = (await caller.file(`/v1/runs/${run.body.id}/report?format=csv&language=en`)).toString();
    expect(report).toContain('PLT_G');
    expect(report).toMatch(/150[.,]125/);
    const letter = await caller.file(`/v1/runs/${run.body.id}/rows/1/letter`);
    expect(letter.subarray(0, 5).toString()).toBe('%PDF-');
  });

  it('balances of an account, and an own type of event: taken and shown', async () => {
    const person = await newPerson(world);
    const { body: customer } = await world.api.get(`/v1/customers/${person.customerRef}`).expect(200);
    const { name, contacts } = customer as { name: string; contacts: { ref: string }[] };
    const kept = contacts.map((contact) => ({
      ...{ ref: contact.ref, name: 'Deneme', phone: person.phone, roles: ['all'], canBind: true },
    }));
    const accounts = [{ accountNo: '120.9', lines: lines(['HAS', '1.5', 'B'], ['PCS_HAMIT', '7', 'A']) }];
    await world.api
      .put(`/v1/customers/${person.customerRef}`, { name, contacts: kept, accounts })
      .expect(200);
    await person.writes('bakiye');
    expect(person.sees().text).toContain('7 adet Hamit (A)');

    const type = { name: 'Sipariş', fields: [{ name: 'total', kind: 'amount', required: true }] };
    await world.api.put('/v1/triggers/types/custom.units.order', type).expect(200);
    const order = (eventId: string, quantity: string) => ({
      ...{ type: 'custom.units.order', event_id: eventId, tenant: 't_demo' },
      ...{ occurred_at: '2026-11-23T10:00:00+03:00', data: { total: { unit: 'KWD', quantity } } },
    });
    await world.api.post('/v1/events', order('own_order_1', '1.125')).expect(202);
    const refused = await world.api.post('/v1/events', order('own_order_2', '1.1255'));
    expect(problemsOf(refused)).toEqual(['data.total.quantity: has more decimals than its unit keeps']);
  });

  it('refusals: what cannot be is named field by field, and nothing is written', async () => {
    const refused = async (code: string, changes: object): Promise<string[]> => {
      const answer = await world.api.put(`/v1/units/${code}`, {
        ...bodyOf(hamit),
        names: {
          tr: { name: 'Aziz altını', short: 'Aziz altını', suffix: 'Aziz' },
          en: { name: 'Aziz coin', short: 'Aziz coin', suffix: 'Aziz' },
          ar: { name: 'ليرة عزيزية', short: 'ليرة عزيزية', suffix: 'عزيزية' },
        },
        words: { tr: ['aziziye'], en: ['aziz'], ar: ['عزيزيه'] },
        ...changes,
      });
      expect(answer.status).toBe(400);
      return problemsOf(answer).map((one) => one.split(' ').slice(0, 2).join(' '));
    };
    expect(await refused('TRY', {})).toEqual(['path.code: shipped:']);
    expect(await refused('aziz', {})).toEqual(['path.code: must']);
    expect(await refused('ALL', {})).toEqual(['path.code: is']);
    expect(await refused('PCS_AZIZ', { decimals: 5 })).toContain('decimals: must');
    expect(await refused('PCS_AZIZ', { decimals: 2 })).toEqual(['decimals: must']);
    expect(await refused('PCS_AZIZ', { words: { tr: ['evet'], en: ['stop'], ar: ['خمسة'] } })).toEqual([
      'words.tr[0]: word_taken:',
      'words.en[0]: word_taken:',
      'words.ar[0]: word_taken:',
    ]);
    expect(await refused('PCS_AZIZ', { words: { tr: ['platin'], en: ['dollar'], ar: [] } })).toEqual([
      'words.ar: must',
    ]);
    expect(
      await refused('PCS_AZIZ', { names: { tr: { name: 'Aziz', short: 'Aziz', suffix: 'Aziz' } } }),
    ).toEqual(['names.en: is', 'names.ar: is']);
    expect(await refused('PCS_HAMIT', { kind: 'weight', decimals: 3, decimalsShown: 3 })).toEqual(
      expect.arrayContaining(['kind: fixed:', 'decimals: fixed:']),
    );
    await world.api.get('/v1/units/PCS_AZIZ').expect(404);
    const { body } = await world.api.get('/v1/units').expect(200);
    expect(body.data.filter(({ shipped }: { shipped: boolean }) => shipped)).toHaveLength(20);
    expect(body.data.at(-1)).toMatchObject({ code: 'XAU_G_8K', shipped: false, carat: 8, decimals: 3 });
    expect(body.data[0]).toMatchObject({
      code: 'HAS',
      shipped: true,
      names: { en: { suffix: 'g pure gold' } },
    });
  });

  it('two editors: the one who has not seen the last version is refused, and the same again changes nothing', async () => {
    const read = await world.api.get('/v1/units/KWD').expect(200);
    const etag = String(read.headers.etag);
    const words = { ...dinar.words, tr: [...dinar.words.tr, 'küveyt parası'] };
    await put(world, dinar, { words }).set('If-Match', etag).expect(200);
    const late = await put(world, dinar).set('If-Match', etag);
    expect([late.status, late.body.code]).toEqual([412, 'precondition_failed']);
    expect((await put(world, dinar, { words }).set('If-Match', '"0"')).status).toBe(412);
    const same = await put(world, dinar, { words }).expect(200);
    expect(same.headers.etag).toBe(`"${Number(etag.slice(1, -1)) + 1}"`);
  });

  it('retired: events take nothing new in it; an open letter goes on, limits are written back, and it can come again', async () => {
    const coin: OwnUnit = {
      ...hamit,
      code: 'PCS_AZIZ',
      names: {
        tr: { name: 'Aziz altını (adet)', short: 'Aziz altını', suffix: 'Aziz' },
        en: { name: 'Aziz coin (piece)', short: 'Aziz coin', suffix: 'Aziz' },
        ar: { name: 'ليرة عزيزية (قطعة)', short: 'ليرة عزيزية', suffix: 'عزيزية' },
      },
      words: { tr: ['aziziye'], en: ['aziz'], ar: ['عزيزيه'] },
    };
    await put(world, coin).expect(200);
    const person = await newPerson(world, { limits: [{ unit: 'PCS_AZIZ', quantity: '100' }] });
    const letter = (eventId: string) =>
      aLetterEvent({
        ...{ eventId, customer: person.customerRef ?? '' },
        lines: lines(['PCS_AZIZ', '3', 'B'], ['TRY', '100.00', 'B']),
      });
    await report(world, letter('own_retired_1'));
    const gone = await world.api.remove('/v1/units/PCS_AZIZ').expect(200);
    expect(gone.body).toMatchObject({ isRetired: true, version: 2 });
    const refused = await world.api.post('/v1/events', letter('own_retired_2'));
    expect(refused.status).toBe(400);
    expect(problemsOf(refused)[0]).toMatch(/^data\.lines\[0\]\.unit: must be one of HAS, /);

    await person.taps('disagreed');
    await person.taps('choseUnit:PCS_AZIZ');
    await person.writes('2 aziziye borç');
    expect((await requestOf(world, letter('own_retired_1'))).lines[0]?.own).toEqual({
      ...{ quantity: '2', side: 'B' },
    });
    const { body } = await world.api.get(`/v1/customers/${person.customerRef}`).expect(200);
    const [contact] = body.contacts as { ref: string; limits: object[] }[];
    const same = { ref: contact?.ref, name: 'Deneme', phone: person.phone, roles: ['all'], canBind: true };
    await world.api
      .put(`/v1/customers/${person.customerRef}`, {
        name: 'Deneme',
        contacts: [{ ...same, limits: contact?.limits }],
      })
      .expect(200);
    await put(world, coin).expect(200);
    await world.api.post('/v1/events', letter('own_retired_3')).expect(202);
    await world.api.remove('/v1/units/TRY').expect(400);
  });
});

describe('units of a tenant in two processes and beside another tenant', () => {
  let graph: MockGraph;
  let one: World;
  let two: World;
  let other: World;
  const otherKey = 'other-key-0123456789abcdef';
  const databaseName = freshDatabaseName();
  beforeAll(async () => {
    graph = await startMockGraph();
    one = await startWorld({ demo: true, databaseName, graph });
    two = await startWorld({ demo: true, databaseName, graph });
    other = await startWorld({
      demo: true,
      ...{ databaseName, graph },
      env: {
        TENANT_ID: 't_other',
        API_KEY: otherKey,
        WHATSAPP_PHONE_NUMBER_ID: '410000000000009',
        DEMO_DATA: 'off',
      },
    });
  });
  afterAll(async () => {
    await other?.close();
    await two?.close();
    await one?.close();
    await graph?.close();
  });

  it('made in one: the other takes, shows and reads it in the same moment, its clock not turned', async () => {
    const person = await newPerson(two);
    // Both have looked before: what they know is not half a minute old.
    await two.api.post('/v1/events', aLetterEvent({ eventId: 'warm', customer: 'nobody' })).expect(202);
    await put(one, platinum).expect(200);
    const event = aLetterEvent({
      eventId: 'two_units_1',
      customer: person.customerRef ?? '',
      lines: lines(['PLT_G', '12.125', 'B'], ['TRY', '1.00', 'B']),
    });
    await report(two, event);
    expect(person.sees().text).toContain('12,125 g platin (B)');
    await put(one, hamit).expect(200);
    await one.api
      .post(
        '/v1/events',
        aLetterEvent({
          eventId: 'two_units_2',
          customer: person.customerRef ?? '',
          lines: lines(['PCS_HAMIT', '3', 'A']),
        }),
      )
      .expect(202);
    // Whoever of the two takes the step.
    await Promise.all([two.settle(), one.settle()]);
    two.clock.turn(3_000);
    one.clock.turn(3_000);
    await Promise.all([two.settle(), one.settle()]);
    expect(
      personAt(two, person.phone)
        .got()
        .some(({ text }) => text.includes('3 adet Hamit (A)')),
    ).toBe(true);
  });

  it('made by one tenant: to another it is no unit, and no word', async () => {
    const asOther = (method: 'get' | 'put' | 'post', path: string, body?: object) => {
      const client = request(other.application.server as Server);
      return client[method](path).set('Authorization', `Bearer ${otherKey}`).send(body);
    };
    await put(one, platinum).expect(200);
    await asOther('get', '/v1/units/PLT_G').expect(404);
    const { body } = await asOther('get', '/v1/units').expect(200);
    expect(JSON.stringify(body)).not.toContain('PLT_G');
    const event = {
      ...aLetterEvent({ eventId: 'foreign_unit', customer: 'X1', lines: lines(['PLT_G', '1', 'B']) }),
      tenant: 't_other',
    };
    expect((await asOther('post', '/v1/events', event)).status).toBe(400);
    // The same code is free to be another unit there.
    const theirs = { ...bodyOf(dinar), decimals: 2, decimalsShown: 2 };
    await asOther('put', '/v1/units/PLT_G', theirs).expect(200);
    const [ours, mine] = await Promise.all([
      one.api.get('/v1/units/PLT_G').expect(200),
      asOther('get', '/v1/units/PLT_G').expect(200),
    ]);
    expect([ours.body.decimals, mine.body.decimals]).toEqual([3, 2]);
  });
});
