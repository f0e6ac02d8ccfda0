import { aLetterEvent } from '../support/events.ts';
import { textOfPdf } from '../support/text-of-pdf.ts';
import { runCaller } from '../support/run-caller.ts';
import { newPerson, report, requestOf } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const put = (world: World, code: string, constants: readonly object[], headers?: Record<string, string>) => {
  const call = world.api.put(`/v1/units/${code}/constants`, { constants });
  return headers === undefined ? call : call.set(headers);
};
const problemsOf = (answer: { body: { problems?: { field: string; message: string }[] } }): string[] =>
  (answer.body.problems ?? []).map(({ field }) => field);
const plain = (text: string): string => text.replace(/[\u2066-\u2069]/g, '');

const pagesOf = async (pdf: Buffer): Promise<string[]> =>
  (await textOfPdf(pdf)).map((text) => text.replace(/\s+/g, ' '));

const milyem = { kind: 'milyem', value: '916.6', validFrom: '2026-01-01' };
const rate = { kind: 'selling', value: '7000', in: 'TRY', source: 'Kapalıçarşı', validFrom: '2026-10-31' };

describe('constants of units, from the API to the letter', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ demo: true });
    await put(world, 'XAU_G_22K', [
      { ...milyem, value: '916', validFrom: '2025-01-01' },
      milyem,
      { ...milyem, value: '917', validFrom: '2026-11-01' },
    ]).expect(200);
    await put(world, 'PCS_CEYREK', [
      { kind: 'grams', value: '1.754', validFrom: '2026-01-01' },
      { kind: 'has', value: '1.608', validFrom: '2026-01-01' },
    ]).expect(200);
  });
  afterAll(() => world?.close());

  const lines = [
    { unit: 'XAU_G_22K', quantity: '85.250', side: 'B' as const },
    { unit: 'PCS_CEYREK', quantity: '12', side: 'A' as const },
    { unit: 'TRY', quantity: '100.00', side: 'B' as const },
  ];

  it.each([
    [
      'tr',
      [
        '22 ayar altın (brüt gram): 916,6 milyem (01.01.2026 tarihinden beri)',
        'çeyrek altın (adet): tanesi 1,754 g',
        'çeyrek altın (adet): 1 birim = 1,608 g has',
      ],
    ],
    ['en', ['fineness 916.6 per thousand (since 1 Jan 2026)', '1.754 g each', '1.608 g pure gold']],
    ['ar', ['916.6', '1.754', '1.608']],
  ] as const)(
    'R10: a letter of a run in %s: prints those that held on the day of its balances, for its units alone',
    async (language, printed) => {
      const caller = runCaller(world);
      const person = await newPerson(world, { language });
      const table = [
        'Müşteri No;Birim;Bakiye;B/A',
        ...lines.map(({ unit, quantity, side }) =>
          [person.customerRef, unit, quantity.replace('.', ','), side].join(';'),
        ),
      ].join('\n');
      const run = await caller.upload(table, { periodEnd: '2026-10-31' }).expect(201);

      const text = (await pagesOf(await caller.file(`/v1/runs/${run.body.id}/rows/1/letter`))).join(' ');
      for (const part of printed) expect(text).toContain(part);
      for (const part of ['917', '916 milyem']) expect(text).not.toContain(part);
    },
  );

  it('R10: a letter of an event: named in the recap, kept with what was asked and unchanged when the constant changes', async () => {
    const person = await newPerson(world);
    const event = aLetterEvent({ eventId: 'constants_1', customer: person.customerRef ?? '', lines });
    await report(world, event);
    expect(person.sees().text).not.toContain('milyem');
    const read = await world.api.get('/v1/units/XAU_G_22K/constants').expect(200);
    await put(world, 'XAU_G_22K', [], { 'If-Match': String(read.headers['etag']) }).expect(200);

    await person.taps('agreed');
    const recap = plain(person.sees().text);
    expect(recap).toContain('Kullanılan sabitler:\n• 22 ayar altın (brüt gram): 916,6 milyem');
    expect(recap).toContain('• çeyrek altın (adet): tanesi 1,754 g');
    await person.taps('confirmed');
    const request = await requestOf(world, event);
    expect(request.outcome).toBe('agreed');
    const { body: evidence } = await world.api.get(`/v1/requests/${request.id}/evidence`).expect(200);
    expect(evidence.content.constants).toMatchObject([
      { unit: 'XAU_G_22K', kind: 'milyem', value: '916.6', validFrom: '2026-01-01' },
      { unit: 'PCS_CEYREK', kind: 'grams', value: '1.754' },
      { unit: 'PCS_CEYREK', kind: 'has', value: '1.608' },
    ]);
    await put(world, 'XAU_G_22K', read.body.constants).expect(200);
    const { body } = await world.api.get('/v1/units/XAU_G_22K/constants').expect(200);
    expect(body.versions.map(({ constants }: { constants: object[] }) => constants.length)).toEqual([
      ...[3, 0, 3],
    ]);
  });

  it('R10: a letter in units without any, and one of a day before the first: says nothing of constants', async () => {
    const person = await newPerson(world);
    const customer = person.customerRef ?? '';
    const bare = aLetterEvent({
      ...{ eventId: 'constants_2', customer },
      lines: [{ unit: 'TRY', quantity: '5.00', side: 'B' }],
    });
    await report(world, bare);
    await person.taps('agreed');
    expect(person.sees().text).not.toContain('sabitler');
    const { body: evidence } = await world.api
      .get(`/v1/requests/${(await requestOf(world, bare)).id}/evidence`)
      .expect(200);
    expect(evidence.content).not.toHaveProperty('constants');
  });

  it.each([
    ['a fineness above a thousand', 'XAU_G_22K', { ...milyem, value: '1000.1' }, 'constants[0].value'],
    [
      'a finer fineness than the trade has',
      'XAU_G_22K',
      { ...milyem, value: '916.66' },
      'constants[0].value',
    ],
    ['nothing', 'XAU_G_22K', { ...milyem, value: '0' }, 'constants[0].value'],
    ['a fineness of money', 'TRY', milyem, 'constants[0].kind'],
    ['the weight of what is weighed', 'XAU_G_22K', { ...milyem, kind: 'grams' }, 'constants[0].kind'],
    ['pure gold in pure gold', 'HAS', { ...milyem, kind: 'has', value: '1' }, 'constants[0].kind'],
    ['a rate without its money', 'HAS', { ...rate, in: null }, 'constants[0].in'],
    ['a rate without its source', 'HAS', { ...rate, source: null }, 'constants[0].source'],
    ['a rate in what is no money', 'HAS', { ...rate, in: 'XAG_G' }, 'constants[0].in'],
    ['a rate in itself', 'TRY', rate, 'constants[0].in'],
    ['an end before the beginning', 'HAS', { ...rate, validUntil: '2026-10-30' }, 'constants[0].validUntil'],
    ['no day', 'HAS', { ...rate, validFrom: '31.10.2026' }, 'constants[0].validFrom'],
    ['a word no customer may read', 'HAS', { ...rate, source: 'MASAK' }, 'constants[0].source'],
  ])('%s: refused with the field named', async (_what, code, constant, field) => {
    const before = (await world.api.get(`/v1/units/${code}/constants`)).body.version;
    const answer = await put(world, code, [constant]);

    expect([answer.status, answer.body.code, problemsOf(answer)]).toEqual([
      ...[400, 'validation_failed', [field]],
    ]);
    expect((await world.api.get(`/v1/units/${code}/constants`)).body.version).toBe(before);
  });

  it('one kind and day twice, a unit nobody has, a version of before: refused', async () => {
    const twice = await put(world, 'HAS', [rate, rate]);
    expect([twice.status, problemsOf(twice)]).toEqual([400, ['constants']]);
    expect((await put(world, 'NOBODYS', [])).status).toBe(404);
    expect((await world.api.get('/v1/units/NOBODYS/constants')).status).toBe(404);

    const made = await put(world, 'HAS', [rate], { 'If-Match': '"0"' }).expect(200);
    expect(made.body).toMatchObject({ version: 1, constants: [{ ...rate, validUntil: null }] });
    expect((await put(world, 'HAS', [], { 'If-Match': '"0"' })).status).toBe(412);
    expect((await put(world, 'HAS', [rate])).body.version).toBe(1);
  });
});
