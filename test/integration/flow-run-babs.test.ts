import { aLetterEvent } from '../support/events.ts';
import { newPerson, report, requestOf } from '../support/scenario.ts';
import { runCaller, type RunCaller } from '../support/run-caller.ts';
import { startWorld, type World } from '../support/world.ts';

describe('letters about declarations of purchases and sales', () => {
  let world: World;
  let caller: RunCaller;
  beforeAll(async () => {
    world = await startWorld({ demo: true, env: { PUBLIC_URL: 'https://mutabik.example.com' } });
    caller = runCaller(world);
  });
  afterAll(() => world?.close());

  const babs = { kind: 'babs', periodEnd: '2026-10-31' };
  const event = (customer: string, eventId: string, data: object = {}) =>
    aLetterEvent({
      ...{ eventId, customer },
      lines: [{ unit: 'TRY', quantity: '264750.00', side: 'B' }],
      data: { kind: 'babs', babs: { form: 'Bs', month: '2026-10', documents: 12 }, ...data },
    });

  it('a table with forms, counts and totals: a letter for each form, with its own words, due in a week', async () => {
    const person = await newPerson(world);
    const table = `Müşteri No;Form;Belge Sayısı;Tutar
${person.customerRef};Bs;12;264.750,00
${person.customerRef};Ba;3;1.000,50
${person.customerRef};Bx;1;1,00
${person.customerRef};Bs;çok;1,00
`;
    const made = await caller.upload(table, babs).expect(201);
    const { id } = made.body as { id: string };
    expect(made.body).toMatchObject({
      ...{ kind: 'babs', counts: { ready: 2, error: 2 } },
      problems: { form_unclear: 1, documents_unreadable: 1 },
      sums: [{ unit: 'TRY', debit: '264750.00', credit: '1000.50' }],
    });
    expect((await caller.rows(id)).map(({ letter }) => letter?.id).slice(0, 2)).toEqual([
      `BS-2026-10-${person.customerRef}`,
      `BA-2026-10-${person.customerRef}`,
    ]);
    const errors = (await caller.file(`/v1/runs/${id}/errors`)).toString('utf8');
    expect(errors).toContain('Form;Belge sayısı;Neden gönderilemez');
    expect(errors).toContain(';Bx;1;');
    expect(errors).toContain(';Bs;çok;Belge sayısı okunamadı\r\n');
    await world.api.post(`/v1/runs/${id}/start`).expect(202);
    await world.settle();

    const [sales, purchases] = person.got();
    expect([sales?.template, purchases?.template]).toEqual(['babs_letter_ready_v1', 'babs_letter_ready_v1']);
    expect(sales?.text).toContain('10.2026');
    expect(sales?.text).toContain('Bs (size satışlarımız): 12 belge, KDV hariç 264.750,00 TL');
    expect(purchases?.text).toContain('Ba (sizden alışlarımız): 3 belge, KDV hariç 1.000,50 TL');
    const paper = await caller.file(`/v1/runs/${id}/rows/1/letter`);
    expect(paper.subarray(0, 5).toString()).toBe('%PDF-');
    expect((await world.api.get(`/v1/runs/${id}`)).body.replyDeadline).toBe('2026-11-30');
  });

  it('answered: the recap names form, month, count and total, and not what an account says', async () => {
    const person = await newPerson(world);
    const posted = event(person.customerRef ?? '', 'babs_yes');
    await report(world, posted);
    await person.taps('agreed');

    const recap = person.sees().text;
    expect(recap).toContain('Dönem: 10.2026');
    expect(recap).toContain('Bs (size satışlarımız): 12 belge');
    expect(recap).toContain('bizden alışlarınızı');
    expect(recap).not.toContain('bize olan borcunuzu');
    await person.taps('confirmed');
    expect(await requestOf(world, posted)).toMatchObject({ status: 'closed', outcome: 'agreed' });
  });

  it('disagreed: the own total is asked for in these words, and not on which side a declaration is', async () => {
    const person = await newPerson(world);
    const posted = event(person.customerRef ?? '', 'babs_no');
    await report(world, posted);
    await person.taps('disagreed');
    if (person.sees().choices.some(({ id }) => id.endsWith('.choseUnit:TRY')))
      await person.taps('choseUnit:TRY');

    expect(person.sees().text).toContain('10.2026 dönemi KDV hariç toplam nedir?');
    await person.writes('264.000,00');
    await person.taps('choseReason:missing_entry');
    expect(person.sees().text).toContain('sizin kaydınız 264.000,00 TL (B)');
    expect(person.sees().text).toContain('bizden alışlarınızı');
    await person.taps('confirmed');
    expect(await requestOf(world, posted)).toMatchObject({
      ...{ outcome: 'disagreed', reason: 'missing_entry' },
      lines: [{ unit: 'TRY', answer: 'disagreed', own: { quantity: '264000.00', side: 'B' } }],
    });
  });

  it('reported by the business system: due in a week, and no balance of an account', async () => {
    const person = await newPerson(world);
    const opened = await report(
      world,
      event(person.customerRef ?? '', 'babs_due', { reply_deadline: undefined }),
    );

    expect(opened.dueAt).toBe('2026-11-30T20:59:59.000Z');
    const customer = await world.api.get(`/v1/customers/${person.customerRef}`);
    expect(customer.body.accounts ?? []).toEqual([]);
  });

  it.each([
    ['no counts', { babs: undefined }],
    ['counts of another kind', { kind: 'current_account' }],
    ['the side of the other form', { babs: { form: 'Ba', month: '2026-10', documents: 12 } }],
    ['a month that is none', { babs: { form: 'Bs', month: '2026-13', documents: 12 } }],
    ['another unit', { lines: [{ unit: 'USD', quantity: '1.00', side: 'B' }] }],
  ])('an event with %s: refused', async (_title, data) => {
    const answer = await world.api.post('/v1/events', event('C001', 'babs_bad', data));

    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
  });
});
