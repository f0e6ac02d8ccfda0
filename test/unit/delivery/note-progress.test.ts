import { makeNoteProgress } from '../../../src/delivery/note-progress.ts';
import type { StatusUpdate } from '../../../src/delivery/outbox.repository.ts';
import type { InboundUnit } from '../../../src/vocabulary/inbound-unit.ts';
import { FakeClock } from '../../support/fake-clock.ts';

type Status = Extract<InboundUnit, { kind: 'status' }>;

const aStatus = (changes: Partial<Status> = {}): Status =>
  ({
    kind: 'status',
    messageId: 'wamid.1',
    status: 'delivered',
    at: new Date('2026-11-23T07:00:00Z'),
    callbackData: 'v1.cnv_1:4:0.2',
    errors: [],
    ...changes,
  }) as Status; // what is read of it

describe('progress of messages', () => {
  let asked: { tenantId: string; updates: readonly StatusUpdate[] }[];
  const note = (known: (update: StatusUpdate) => boolean = () => true) =>
    makeNoteProgress({
      outbox: {
        applyStatuses: (tenantId, updates) => {
          asked.push({ tenantId, updates });
          return Promise.resolve(updates.map(known));
        },
      },
      clock: new FakeClock('2026-11-23T08:00:00Z'),
    });
  beforeEach(() => {
    asked = [];
  });

  it('that names its intent: written to it, with the attempt it is of', async () => {
    expect(await note()('t_1', [aStatus()])).toEqual([true]);
    expect(asked).toEqual([
      {
        tenantId: 't_1',
        updates: [
          {
            intentId: 'cnv_1:4:0',
            providerMessageId: 'wamid.1',
            fact: { status: 'delivered', at: new Date('2026-11-23T07:00:00Z'), attempt: 2, error: null },
          },
        ],
      },
    ]);
  });

  it.each([
    ['a failure', aStatus({ status: 'failed' })],
    ['a word nobody documented', aStatus({ status: 'warned' })],
    ['without our own data', aStatus({ callbackData: null })],
    ['with the data of somebody else', aStatus({ callbackData: 'order-17' })],
  ])('%s: an input like any other, nothing is written', async (_name, status) => {
    expect(await note()('t_1', [status])).toEqual([false]);
    expect(asked).toEqual([]);
  });

  it('of a message that is not known: an input like any other', async () => {
    expect(await note(() => false)('t_1', [aStatus()])).toEqual([false]);
  });

  it('many at once, of two tenants: one write for each tenant, each answer where it belongs', async () => {
    const progress = note(({ fact }) => fact.status !== 'read');
    const answers = await Promise.all([
      progress('t_1', [aStatus(), aStatus({ status: 'read' })]),
      progress('t_2', [aStatus()]),
    ]);

    expect(answers).toEqual([[true, false], [true]]);
    expect(asked.map(({ tenantId, updates }) => [tenantId, updates.length])).toEqual([
      ['t_1', 2],
      ['t_2', 1],
    ]);
  });

  it('that cannot be written: rejects, so that nobody answers for it', async () => {
    const progress = makeNoteProgress({
      outbox: { applyStatuses: () => Promise.reject(new Error('down')) },
      clock: new FakeClock('2026-11-23T08:00:00Z'),
    });
    await expect(progress('t_1', [aStatus()])).rejects.toThrow('down');
  });
});
