import { aLetterEvent, anApprovalEvent, fixtureEvent } from '../support/events.ts';
import { conversationOf, newPerson } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

describe('texts people write to customers', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ now: '2026-11-23T07:00:00.000Z' });
  });
  afterAll(() => world?.close());

  const { contact_id: _named, ...deadline } = fixtureEvent('evt_1020');
  const withData = (id: string, data: object): object => ({
    ...fixtureEvent(id),
    event_id: `evt_word_${id}`,
    data: { ...(fixtureEvent(id).data as object), ...data },
  });
  const facts = { eventId: 'evt_word', customer: 'C001', contact: 'C001-1' };

  it.each([
    ['data.subject', anApprovalEvent({ ...facts, data: { subject: 'Ş Ü P H E L İ işlem' } }), 'şüpheli'],
    ['data.detail', anApprovalEvent({ ...facts, data: { detail: 'MASAK onayı sonrası' } }), 'MASAK'],
    [
      'data.requested_by',
      anApprovalEvent({ ...facts, data: { requested_by: 'Yaptırım Birimi' } }),
      'yaptırım',
    ],
    [
      'data.price.source',
      anApprovalEvent({ ...facts, data: { price: { rate: '7000', source: 'AML desk' } } }),
      'AML',
    ],
    ['data.letter_id', aLetterEvent({ ...facts, data: { letter_id: 'MASAK-17' } }), 'MASAK'],
    ['data.subject', withData('evt_1020', { subject: 'ŞİB son tarih (MASAK)' }), 'MASAK'],
    ['data.interaction_label', withData('evt_1015', { interaction_label: 'مشبوهة' }), 'مشبوه'],
    [
      'data.emit_data.subject',
      {
        type: 'schedule.date.reached',
        event_id: 'evt_word_date',
        tenant: 't_demo',
        occurred_at: '2026-11-23T10:00:00+03:00',
        data: {
          rule_id: 'r1',
          local_date: '2026-11-26',
          local_time: '09:00',
          anchor: 'due_date',
          offset_days: -3,
          emits: 'deadline.approaching',
          customer_ids: ['C001'],
          emit_data: { ...(deadline.data as object), subject: 'kara liste kontrolü' },
        },
      },
      'kara liste',
    ],
  ])('%s of an event: refused with field and word, and nothing is kept of it', async (field, event, word) => {
    const answer = await world.api.post('/v1/events', event);

    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect(answer.body.problems).toContainEqual({ field, message: expect.stringContaining(`«${word}»`) });
    const id = String((event as { event_id: string }).event_id);
    expect((await world.api.get(`/v1/events/${id}`)).status).toBe(404);
  });

  it.each([
    [
      'a deadline for the compartment',
      { ...deadline, event_id: 'ok_1', audience: 'staff.compliance_responsible' },
    ],
    ['a deadline for staff', { ...deadline, event_id: 'ok_2', audience: 'staff' }],
  ])('%s with the same words: taken', async (_title, event) => {
    const data = { ...(deadline.data as object), subject: 'ŞİB son tarih (MASAK)' };
    expect((await world.api.post('/v1/events', { ...event, data })).status).toBe(202);
  });

  it('why a document is asked for, which nobody outside reads: taken', async () => {
    const event = withData('evt_1012', { reason_code: 'sanction_screening' });
    expect((await world.api.post('/v1/events', event)).status).toBe(202);
  });

  it('R2: a text of staff: refused with the word, and nothing goes out', async () => {
    const person = await newPerson(world);
    await person.writes('merhaba');
    const { id } = await conversationOf(world, person.contactRef ?? '');
    const before = person.got().length;
    const answer = await world.api.post(`/v1/conversations/${id}/messages`, {
      text: 'İşleminiz M.A.S.A.K incelemesinde.',
    });
    await world.settle();

    expect([answer.status, answer.body.problems]).toEqual([
      400,
      [{ field: 'text', message: expect.stringContaining('«MASAK»') }],
    ]);
    expect(person.got()).toHaveLength(before);
  });
});
