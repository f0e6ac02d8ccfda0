import { anApprovalEvent } from '../support/events.ts';
import {
  conversationOf,
  newPeople,
  report,
  requestOf,
  transcriptOf,
  whatHappened,
  type ContactFacts,
  type Person,
} from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

const minute = 60_000;

describe('approvals that need two people', () => {
  let world: World;
  beforeAll(async () => {
    world = await startWorld({ now: '2026-11-24T11:00:00.000Z' });
  });
  afterAll(() => world?.close());

  let count = 0;
  const asked = async (contacts: readonly ContactFacts[] = [{}, {}], data: Record<string, unknown> = {}) => {
    count += 1;
    const people = await newPeople(world, contacts);
    const event = anApprovalEvent({
      eventId: `two_${count}`,
      occurredAt: '2026-11-24T14:00:00+03:00',
      customer: people[0]?.customerRef ?? '',
      contact: people[0]?.contactRef ?? '',
      data: { four_eyes: true, reply_deadline: '2026-11-26T14:00:00+03:00', ...data },
    });
    await report(world, event);
    const [first, second, third] = people as [Person, Person, Person];
    return { event, first, second, third, request: () => requestOf(world, event) };
  };
  const firstApproves = async (contacts?: readonly ContactFacts[]) => {
    const scene = await asked(contacts);
    await scene.first.taps('approved');
    await scene.first.taps('confirmed');
    return scene;
  };
  const evidenceOf = async (
    id: string,
  ): Promise<
    { result: string; id: string; corrects: string | null; authority: { fourEyes: string | null } }[]
  > => (await world.api.get(`/v1/requests/${id}/evidence`)).body.decisions;

  it('R7: the first "yes": on record, the request stays open without outcome, a second person is asked', async () => {
    const { first, second, request } = await firstApproves();
    const shown = await request();

    expect(shown).toMatchObject({
      status: 'open',
      outcome: null,
      decision: null,
      contactRef: second.contactRef,
    });
    expect(whatHappened(shown)).toContain('needs_second_approver');
    expect(first.sees().text).toContain('ilk onay');
    expect(second.sees()).toMatchObject({ template: 'approval_second_request_v1' });
    const [told] = await transcriptOf(world, second.contactRef ?? '');
    expect(told?.text).toContain('İlk onay verilmiştir');
  });

  it('R7: both approve: approved, the first is told, both decisions are in the evidence', async () => {
    const { first, second, request } = await firstApproves();
    await second.taps('approved');
    expect((await request()).status).toBe('open');
    await second.taps('confirmed');

    const shown = await request();
    expect(shown).toMatchObject({
      status: 'closed',
      outcome: 'approved',
      decision: { contactRef: second.contactRef },
    });
    expect(first.sees().text).toMatch(/ikinci yetkili kişi yanıtladı\. Sonuç: onaylandı/);
    expect((await evidenceOf(shown.id)).map(({ result }) => result).sort()).toEqual([
      'approved',
      'approved_first',
    ]);
    expect((await conversationOf(world, first.contactRef ?? '')).openRequestIds).toEqual([]);
  });

  it('the second says no: rejected, and the first is told', async () => {
    const { first, second, request } = await firstApproves();
    await second.taps('rejected');
    await second.taps('choseReason:price');
    await second.taps('confirmed');

    expect(await request()).toMatchObject({ outcome: 'rejected', reason: 'price' });
    expect(first.sees().text).toContain('Sonuç: reddedildi');
  });

  it('the first takes it back: rejected at once, the second is told, the reason is kept when it comes', async () => {
    const { first, second, request } = await firstApproves();
    const question = second.sees();
    await first.taps('rejected');
    expect(await request()).toMatchObject({ status: 'closed', outcome: 'rejected', reason: null });
    await first.taps('choseReason:quantity');

    const shown = await request();
    expect(shown).toMatchObject({ outcome: 'rejected', reason: 'quantity' });
    expect(second.sees()).toMatchObject({ template: 'approval_ended_v1' });
    expect(second.sees().text).toContain('reddedildi');
    const decisions = await evidenceOf(shown.id);
    expect(decisions.map(({ authority }) => authority.fourEyes)).toEqual(['first', 'first']);
    const yes = decisions.find(({ result }) => result === 'approved_first');
    expect(decisions.find(({ result }) => result === 'rejected')).toMatchObject({ corrects: yes?.id });
    await second.taps('approved', question);
    expect(second.sees().text).toContain('Sonuç: reddedildi');
    expect(await request()).toEqual(shown);
  });

  it('taken back in words: the same', async () => {
    const { first, request } = await firstApproves();
    await first.writes('reddediyorum');

    expect(await request()).toMatchObject({ outcome: 'rejected' });
  });

  it('the first approves again: told that the second is awaited, nothing more is recorded', async () => {
    const { first, request } = await firstApproves();
    await first.writes('onaylıyorum');
    const shown = await request();

    expect(shown).toMatchObject({ status: 'open', outcome: null });
    expect(await evidenceOf(shown.id)).toHaveLength(1);
  });

  it('R5 R7: nobody else may bind: stays open, urgent work for staff, expires unapproved', async () => {
    const { first, request } = await firstApproves([
      {},
      { canBind: false },
      { limits: [{ unit: 'HAS', quantity: '1.000' }] },
    ]);
    const shown = await request();

    expect(shown).toMatchObject({ status: 'open', outcome: null });
    expect(whatHappened(shown)).toContain('no_second_approver');
    const tasks = (await world.api.get('/v1/tasks?limit=200')).body.data as {
      reason: string;
      urgent: boolean;
      requestId: string;
    }[];
    expect(tasks.find(({ requestId }) => requestId === shown.id)).toMatchObject({
      reason: 'no_second_approver',
      urgent: true,
    });
    await first.taps('rejected');
    expect((await request()).outcome).toBe('rejected');
  });

  it('somebody may bind later: a reminder by staff asks them', async () => {
    const { first, second, request } = await firstApproves([{}, { canBind: false }]);
    const { id } = await request();
    await world.api.put(`/v1/customers/${first.customerRef}`, {
      name: 'Deneme',
      contacts: [first, second].map(({ contactRef, phone }) => ({
        ref: contactRef,
        name: contactRef,
        phone,
        language: 'tr',
        roles: ['all'],
        canBind: true,
      })),
    });
    await world.api.post(`/v1/requests/${id}/remind`, {});
    await world.settle();
    await second.taps('approved');
    await second.taps('confirmed');

    expect((await request()).outcome).toBe('approved');
  });

  it('R6 R7: the second is above the limit at the answer: passed to a third, never to the first', async () => {
    const { first, second, third, request } = await firstApproves([
      {},
      { roles: ['all'] },
      { roles: ['reports'] },
    ]);
    await world.api.put(`/v1/customers/${first.customerRef}`, {
      name: 'Deneme',
      contacts: [first, second, third].map(({ contactRef, phone }) => ({
        ref: contactRef,
        name: contactRef,
        phone,
        language: 'tr',
        roles: ['all'],
        canBind: contactRef !== second.contactRef,
      })),
    });
    await second.taps('approved');
    expect(await request()).toMatchObject({ status: 'open', contactRef: third.contactRef });
    await third.taps('approved');
    await third.taps('confirmed');

    expect(await request()).toMatchObject({
      outcome: 'approved',
      decision: { contactRef: third.contactRef },
    });
    expect(first.sees().text).toContain('Sonuç: onaylandı');
  });

  it('withdrawn by staff: both are told, old buttons too', async () => {
    const { first, second, request } = await firstApproves();
    await second.writes('sonra bakarım');
    const [mine, theirs] = [first.sees(), second.sees()];
    await world.api.post(`/v1/requests/${(await request()).id}/cancel`, {});
    await world.settle();

    expect((await request()).outcome).toBe('withdrawn');
    expect(first.sees().text).toContain('geri çektik');
    expect(second.sees().text).toContain('geri çektik');
    await first.taps('rejected', mine);
    await second.taps('approved', theirs);
    for (const person of [first, second]) expect(person.sees().text).toContain('geri çekildi');
    expect((await request()).outcome).toBe('withdrawn');
  });

  it('R5 R7: no second answer: expired for both, one task, nothing approved', async () => {
    const { first, second, request } = await firstApproves();
    for (let hour = 0; hour < 50; hour += 5) await world.turn(5 * 60 * minute);
    const shown = await request();

    expect(shown).toMatchObject({ status: 'closed', outcome: 'expired', decision: null });
    expect(whatHappened(shown).filter((what) => what === 'expired')).toHaveLength(1);
    const told = await Promise.all(
      [first, second].map(
        async ({ contactRef }) => (await transcriptOf(world, contactRef ?? '')).at(-1)?.text,
      ),
    );
    for (const text of told) expect(text).toContain('onaylanmış sayılmaz');
    world.clock.set('2026-11-24T11:00:00.000Z');
  });
});
