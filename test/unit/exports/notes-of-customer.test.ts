import { notesOfCustomer } from '../../../src/exports/notes-of-customer.ts';
import type { ConversationRecord } from '../../../src/conversations/conversation-record.ts';
import type { InternalNote } from '../../../src/conversations/internal-note.ts';
import type { ConversationId } from '../../../src/shared/ids.ts';
import { aConversation, tenantA } from '../../support/builders-api.ts';
import { fakePorts } from '../../support/app-ports.ts';
import { nothingHeld } from '../../support/held.ts';
import { aContact } from '../../support/records.ts';
import { aNote } from '../../support/staff-records.ts';

const [here, there] = ['cnv_1', 'cnv_2'] as ConversationId[] as [ConversationId, ConversationId];

/** Notes of customer C1, whose contact P1 acts for these customers. */
const readOf = async (
  chats: readonly Partial<ConversationRecord>[],
  notes: readonly Partial<InternalNote>[],
  customerRefs: readonly string[] = ['C1'],
): Promise<string[]> => {
  const held = nothingHeld();
  held.conversations.push(
    ...chats.map((changes) =>
      aConversation({ id: here, contactRef: 'P1', customerRefs: ['C1'], ...changes }),
    ),
  );
  held.notes.push(
    ...notes.map((changes, at) => aNote({ id: `not_${at}`, conversationId: here, ...changes })),
  );
  const ports = {
    ...fakePorts(held),
    customers: {
      listContacts: async () => ({ items: [{ ...aContact({ ref: 'P1' }), customerRefs }], next: null }),
    },
  };
  const read: string[] = [];
  for await (const { id } of notesOfCustomer(ports, tenantA, 'C1')) read.push(id);
  return read;
};

describe('internal notes in the history of a customer', () => {
  it('about its person, and about the stranger they were before: each once', async () => {
    expect(await readOf([{}], [{ contactRef: 'P1' }, { contactRef: null }])).toEqual(['not_0', 'not_1']);
  });

  it('the chat was somebody else’s before: what was written about them is not there', async () => {
    expect(await readOf([{}], [{ contactRef: 'X1' }, { contactRef: 'P1' }])).toEqual(['not_1']);
  });

  it('the chat is somebody else’s by now, or another one: what was written about its person is there', async () => {
    const lost = [{ contactRef: 'X1', customerRefs: ['C2'] }];
    expect(await readOf(lost, [{ contactRef: 'P1' }, { contactRef: 'X1' }])).toEqual(['not_0']);
    expect(await readOf([{ id: there }], [{ contactRef: 'P1' }, { contactRef: null }])).toEqual(['not_0']);
  });

  it('the person speaks for another customer as well: none, neither of the chat nor of the person', async () => {
    const notes = [{ contactRef: 'P1' }, { contactRef: null }, { contactRef: 'P1', conversationId: there }];
    expect(await readOf([{ customerRefs: ['C1', 'C2'] }], notes, ['C1', 'C2'])).toEqual([]);
  });
});
