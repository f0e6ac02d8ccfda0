import type { ChatAssignment } from '../../src/conversations/chat-assignment.ts';
import type { ConversationId } from '../../src/shared/ids.ts';
import { MongoChatAssignmentRepository } from '../../src/storage/repositories/mongo-chat-assignment-repository.ts';
import { tenantA, tenantB } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { minutes } from '../support/records.ts';

const [chat, other] = ['cnv_1', 'cnv_2'] as ConversationId[] as [ConversationId, ConversationId];

const assigned = (changes: Partial<ChatAssignment> = {}): ChatAssignment => ({
  ...{ tenantId: tenantA, conversationId: chat, assignee: 'stf_1', rev: 1 },
  ...{ at: minutes(0), by: 'staff:stf_1' },
  ...changes,
});

describe('MongoChatAssignmentRepository', () => {
  let database: TestDatabase;
  let assignments: MongoChatAssignmentRepository;
  beforeAll(async () => {
    database = await openTestDatabase();
    assignments = new MongoChatAssignmentRepository(database.models);
  });
  afterEach(() => database.empty('chatassignments'));
  afterAll(() => database.close());

  it('assigned, given on, taken off: read as it is, and by whom it is, the last first', async () => {
    expect(await assignments.save(assigned(), 0)).toBe(true);
    expect(await assignments.save(assigned({ conversationId: other, at: minutes(1) }), 0)).toBe(true);
    expect(await assignments.find(tenantA, [chat])).toEqual([assigned()]);
    expect(await assignments.listOf(tenantA, 'stf_1', 10)).toEqual([other, chat]);
    expect(await assignments.listOf(tenantA, 'stf_1', 1)).toEqual([other]);

    const off = assigned({ assignee: null, rev: 2, at: minutes(2) });
    expect(await assignments.save(off, 1)).toBe(true);
    expect(await assignments.find(tenantA, [chat])).toEqual([off]);
    expect(await assignments.listOf(tenantA, 'stf_1', 10)).toEqual([other]);
  });

  it('the same revision from many at once: one is written, the first and each after it', async () => {
    for (const before of [0, 1]) {
      const saves = Array.from({ length: 10 }, (_, at) =>
        assignments.save(assigned({ assignee: `stf_${at}`, rev: before + 1 }), before),
      );
      expect((await Promise.all(saves)).filter(Boolean)).toHaveLength(1);
    }
  });

  it('of another tenant: neither read, listed nor written over', async () => {
    await assignments.save(assigned(), 0);
    expect(await assignments.save(assigned({ tenantId: tenantB, rev: 2 }), 1)).toBe(false);
    expect(await assignments.find(tenantB, [chat])).toEqual([]);
    expect(await assignments.listOf(tenantB, 'stf_1', 10)).toEqual([]);
    expect(await assignments.find(tenantA, [chat])).toEqual([assigned()]);
  });
});
