import type { Contact, Customer } from '../../../src/customers/customer.ts';
import { fourEyesOf } from '../../../src/requests/four-eyes.ts';
import { makeForwardRequest } from '../../../src/requests/forward-request.ts';
import type { RequestChange } from '../../../src/requests/request-change.ts';
import type { OpenRequest } from '../../../src/requests/request-store.ts';
import { makeTellParties } from '../../../src/requests/tell-parties.ts';
import type { NewTask } from '../../../src/tasks/new-task.ts';
import { aChange, aContact, aCustomer, aRequestContent } from '../../support/records.ts';
import { submittedInputs } from '../../support/submitted-inputs.ts';

const firstYes = { decisionId: 'dec_0', contactRef: 'C001-1', conversationId: 'cnv_C001-1' };
const content = aRequestContent({ kind: 'approval', variant: 'transaction', details: { four_eyes: true } });

const anOpenRequest = (over: Partial<OpenRequest> = {}): OpenRequest => ({
  content,
  token: 'tok',
  conversationId: 'cnv_C001-1',
  contactRef: 'C001-1',
  status: 'open',
  outcome: null,
  approvals: [firstYes],
  ...over,
});

/** The ports of a hand-over, with one request and one customer. */
const aWorld = (
  request: OpenRequest | null,
  contacts: readonly Contact[],
  samePerson: string[] = [],
  stopped: string[] = [],
) => {
  const clock = { now: () => new Date('2026-11-24T11:00:00.000Z') };
  const { submitInput, inputs } = submittedInputs(clock);
  const changes: RequestChange[] = [];
  const assigned: { conversationId: string; contactRef: string }[] = [];
  const reported: unknown[] = [];
  const unforwardable: string[] = [];
  const tasks: NewTask[] = [];
  const parts = {
    requests: {
      load: () => Promise.resolve(request),
      applyChanges: (_tenant: string, added: readonly RequestChange[]) => {
        changes.push(...added);
        return Promise.resolve({ late: [], corrected: [] });
      },
      assign: (_tenant: string, _id: string, to: { conversationId: string; contactRef: string }) => {
        assigned.push(to);
        return Promise.resolve();
      },
    },
    submitInput,
    identities: {
      openConversation: (_tenant: string, _channel: string, contactId: string) =>
        Promise.resolve({
          contactId,
          conversationId: samePerson.includes(contactId) ? 'cnv_C001-1' : `cnv_${contactId}`,
        }),
    },
    findCustomer: (): Promise<Customer> => Promise.resolve(aCustomer({ contacts })),
    contactIdOf: (_tenant: string, ref: string) => Promise.resolve(ref),
    channelOf: () => Promise.resolve('chn_1'),
    isStopped: (_tenant: string, ref: string) => Promise.resolve(stopped.includes(ref)),
    openTask: (_tenant: string, task: NewTask) => {
      tasks.push(task);
      return Promise.resolve();
    },
    clock,
    closeUnforwardable: (_tenant: string, id: string) => {
      unforwardable.push(id);
      return Promise.resolve();
    },
    reportNoSecondApprover: (_tenant: string, report: unknown) => {
      reported.push(report);
      return Promise.resolve();
    },
  };
  // Only the ports these two functions use.
  const typed = parts as unknown as Parameters<typeof makeForwardRequest>[0];
  return { typed, inputs, changes, assigned, reported, unforwardable, tasks };
};

const forward = {
  id: 'in_f',
  requestId: 'req_1',
  fromContactRef: 'C001-1',
  as: 'second_approver',
} as const;
const person = (ref: string, over: Partial<Contact> = {}): Contact =>
  aContact({ ref, phone: `+9053200000${ref.slice(-1)}`, roles: ['all'], limits: [], ...over });
const handOver = async (world: ReturnType<typeof aWorld>) =>
  makeForwardRequest(world.typed)('t_1', forward).then(() => world);

describe('the second approver', () => {
  it('is the first other contact who may bind, and is asked as the second', async () => {
    const world = await handOver(aWorld(anOpenRequest(), [person('C001-1'), person('C001-2')]));
    expect(world.assigned).toEqual([{ conversationId: 'cnv_C001-2', contactRef: 'C001-2' }]);
    expect(world.inputs[0]?.body).toMatchObject({ input: { type: 'request', fourEyes: 'second' } });
  });

  it('the same person under another reference, number or record: passed over', async () => {
    const contacts = [
      person('C001-1', { phone: '+905320000001' }),
      person('C001-2', { phone: '+90 532 000 00 01' }),
      person('C001-3'),
      person('C001-4'),
    ];
    const world = await handOver(aWorld(anOpenRequest(), contacts, ['C001-3']));
    expect(world.assigned).toEqual([{ conversationId: 'cnv_C001-4', contactRef: 'C001-4' }]);
  });

  it('nobody: the request stays open, the history and staff know, once however often it is tried', async () => {
    const world = aWorld(anOpenRequest(), [person('C001-1'), person('C001-2', { canBind: false })]);
    await handOver(world);
    await handOver(world);
    expect([world.assigned, world.inputs, world.unforwardable]).toEqual([[], [], []]);
    expect(new Set(world.changes.map(({ id }) => id)).size).toBe(1);
    expect(world.changes[0]).toMatchObject({ closed: null, history: [{ what: 'no_second_approver' }] });
    expect(world.reported[0]).toMatchObject({ id: 'no_second_approver:in_f', requestId: 'req_1' });
  });

  it('somebody has it already: the same question to the same person, not to another one', async () => {
    const request = anOpenRequest({ contactRef: 'C001-3', conversationId: 'cnv_C001-3' });
    const world = aWorld(request, [person('C001-2'), person('C001-3')]);
    await handOver(world);
    await handOver(world);
    expect(world.assigned.map(({ contactRef }) => contactRef)).toEqual(['C001-3', 'C001-3']);
    expect(world.inputs).toHaveLength(1);
  });

  it('the request has ended: nothing happens', async () => {
    const world = await handOver(
      aWorld(anOpenRequest({ status: 'closed', outcome: 'rejected' }), [person('C001-2')]),
    );
    expect([world.assigned, world.inputs, world.unforwardable, world.reported]).toEqual([[], [], [], []]);
  });

  it('who is asked as what: the first until somebody approved, and only for transactions that say so', () => {
    expect(fourEyesOf(content)).toBe('first');
    expect(fourEyesOf(content, [firstYes])).toBe('second');
    expect(fourEyesOf({ ...content, details: { four_eyes: false } })).toBeUndefined();
    expect(fourEyesOf({ ...content, variant: 'letter' })).toBeUndefined();
  });
});

describe('those who stopped messages', () => {
  const two = [person('C001-2'), person('C001-3')];
  const passOn = { id: 'in_f', requestId: 'req_1', fromContactRef: 'C001-1' };

  it('are passed over: the next who may bind is asked', async () => {
    const second = await handOver(aWorld(anOpenRequest(), two, [], ['C001-2']));
    expect(second.assigned).toMatchObject([{ contactRef: 'C001-3' }]);
    const other = aWorld(anOpenRequest({ approvals: [] }), two, [], ['C001-2']);
    await makeForwardRequest(other.typed)('t_1', passOn);
    expect([other.assigned, other.tasks]).toMatchObject([[{ contactRef: 'C001-3' }], []]);
  });

  it('nobody else is there: it ends as where nobody may bind, and staff has one task, however often it is tried', async () => {
    const world = aWorld(anOpenRequest({ approvals: [] }), two, [], ['C001-2', 'C001-3']);
    const forward = makeForwardRequest(world.typed);
    await forward('t_1', passOn);
    await forward('t_1', passOn);
    expect([world.assigned, world.inputs, world.unforwardable]).toEqual([[], [], ['req_1', 'req_1']]);
    expect(new Set(world.tasks.map(({ id }) => id)).size).toBe(1);
    expect(world.tasks[0]).toMatchObject({ reason: 'notices_stopped', urgent: true, requestId: 'req_1' });
    const second = await handOver(aWorld(anOpenRequest(), two, [], ['C001-2', 'C001-3']));
    expect([second.reported.length, second.tasks]).toEqual([1, []]);
  });

  it('named by a rule, and stopped since: whoever was asked before is asked again', async () => {
    const world = aWorld(anOpenRequest({ approvals: [] }), two, [], ['C001-3']);
    await makeForwardRequest(world.typed)('t_1', { ...passOn, to: 'C001-3' });
    expect(world.assigned).toEqual([{ conversationId: 'cnv_C001-1', contactRef: 'C001-1' }]);
  });
});

describe('telling the others how it ended', () => {
  const closed = (over: Partial<RequestChange> = {}) =>
    aChange({ id: 'chg_1', conversationId: 'cnv_C001-2', closed: { outcome: 'approved' }, ...over });
  const ended = anOpenRequest({ status: 'closed', outcome: 'approved', conversationId: 'cnv_C001-2' });
  const told = ({ inputs }: ReturnType<typeof aWorld>) =>
    inputs.map(({ conversationId, body }) => [
      conversationId,
      'input' in body && body.input.type === 'command' && 'outcome' in body.input.command
        ? body.input.command.outcome
        : null,
    ]);

  it('the second ended it: the first is told, once', async () => {
    const world = aWorld(ended, []);
    const tell = makeTellParties(world.typed);
    await tell('t_1', [closed()], []);
    await tell('t_1', [closed()], []);
    expect(told(world)).toEqual([['cnv_C001-1', 'approved']]);
  });

  it('the first ended it: whoever was asked second is told', async () => {
    const world = aWorld(ended, []);
    const change = closed({ conversationId: 'cnv_C001-1', closed: { outcome: 'rejected' } });
    await makeTellParties(world.typed)('t_1', [change], []);
    expect(told(world)).toEqual([['cnv_C001-2', 'rejected']]);
  });

  it('replaced by a newer one: said so', async () => {
    const world = aWorld(ended, []);
    const history = [{ at: '2026-11-24T11:00:00.000Z', what: 'superseded', by: 'system' }];
    await makeTellParties(world.typed)('t_1', [closed({ closed: { outcome: 'withdrawn' }, history })], []);
    expect(told(world)).toEqual([['cnv_C001-1', 'superseded']]);
  });

  it('an answer that came too late: its own conversation is told what stands', async () => {
    const world = aWorld(ended, []);
    const late = closed({ conversationId: 'cnv_C001-1', closed: { outcome: 'rejected' } });
    await makeTellParties(world.typed)('t_1', [late], ['chg_1']);
    expect(told(world)).toEqual([['cnv_C001-1', 'approved']]);
  });

  it('too late with the same answer, a change without an end, one person alone: nobody is told', async () => {
    const world = aWorld(ended, []);
    await makeTellParties(world.typed)('t_1', [closed()], ['chg_1']);
    await makeTellParties(world.typed)('t_1', [closed({ closed: null })], []);
    const alone = aWorld(anOpenRequest({ approvals: [] }), []);
    await makeTellParties(alone.typed)('t_1', [closed()], []);
    expect([told(world), told(alone)]).toEqual([[], []]);
  });
});
