import type { HotCommands } from '../../../src/storage/hot-commands.ts';
import { PersonReads, type IdentityDocument } from '../../../src/storage/repositories/person-reads.ts';

const seat = (tenantId: string): IdentityDocument => ({
  _id: `key-${tenantId}`,
  tenantId,
  channelId: 'ch_1',
  contactId: 'ct_1',
  conversationId: 'cnv_1',
  createdAt: new Date('2026-11-26T07:00:00.000Z'),
});

/** A database that holds these conversations, as `<tenant>\n<id>`, and the seats that lead to them. */
const setUp = (conversations: Set<string>) => {
  const asked: string[] = [];
  const find = async (collection: string, { tenantId }: { tenantId: string }): Promise<object[]> => {
    if (collection === 'identities') return [seat(tenantId)];
    asked.push(tenantId);
    return conversations.has(`${tenantId}\ncnv_1`) ? [{ _id: 'cnv_1' }] : [];
  };
  // Of the commands only the one that reads.
  const reads = new PersonReads({ find } as unknown as HotCommands);
  const open = (tenantId: string) => reads.openConversation(tenantId, 'ct_1', [`key-${tenantId}`]);
  return { open, asked };
};

const opened = { contactId: 'ct_1', conversationId: 'cnv_1' };

describe('the open conversation of somebody', () => {
  it('asked for again: its document was seen once and is not looked for a second time', async () => {
    const { open, asked } = setUp(new Set(['tnt_a\ncnv_1']));
    expect([await open('tnt_a'), await open('tnt_a'), await open('tnt_a')]).toEqual([opened, opened, opened]);
    expect(asked).toEqual(['tnt_a']);
  });

  it('not written yet: looked for each time, and found as soon as it is there', async () => {
    const conversations = new Set<string>();
    const { open, asked } = setUp(conversations);
    expect([await open('tnt_a'), await open('tnt_a')]).toEqual([null, null]);
    conversations.add('tnt_a\ncnv_1');
    expect([await open('tnt_a'), await open('tnt_a')]).toEqual([opened, opened]);
    expect(asked).toHaveLength(3);
  });

  it('known of one tenant: says nothing about another', async () => {
    const { open } = setUp(new Set(['tnt_a\ncnv_1']));
    expect(await open('tnt_a')).toEqual(opened);
    expect(await open('tnt_b')).toBeNull();
  });
});
