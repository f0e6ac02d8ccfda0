import type { ContactLinkRepository } from '../customers/contact-link.repository.ts';
import type { FormerNote } from '../customers/former-number.ts';
import type { LinkPerson } from '../customers/link-person.ts';
import type { EndHeld } from '../delivery/end-held.ts';
import { derivedId, type ConversationId, type TenantId } from '../shared/ids.ts';
import type { NewTask } from '../tasks/new-task.ts';
import type { StepOutput } from './step-output.ts';

type Change = StepOutput['contactChanges'][number];

interface ChangeContactParts {
  contacts: ContactLinkRepository;
  /** Messages are stopped: what waits and was asked for by nobody is never sent. Idempotent. */
  endHeld: EndHeld;
  linkPerson: LinkPerson;
  /** Idempotent by id. */
  noteFormer(note: FormerNote): Promise<void>;
  /** Idempotent by id. */
  openTask(tenantId: string, task: NewTask): Promise<void>;
}

/**
 * What a conversation found out about its contact, in the books' copy of it; idempotent. A key that is another contact's stays
 * that contact's: nothing is pointed elsewhere, nobody is told anything at it, and staff finds out whose it is (ADR 0030).
 */
export const makeChangeContact =
  ({ openTask, ...parts }: ChangeContactParts) =>
  async (tenantId: string, conversationId: string, change: Change): Promise<void> => {
    const { isConflict } = await apply(parts, tenantId, conversationId, change);
    if (!isConflict) return;
    await openTask(tenantId, {
      id: derivedId('tsk', change.id),
      conversationId,
      requestId: null,
      customerRefs: [],
      reason: 'key_conflict',
      urgent: true,
      role: 'staff',
      at: change.at,
    });
  };

const apply = async (
  { contacts, endHeld, linkPerson, noteFormer }: Omit<ChangeContactParts, 'openTask'>,
  tenantId: string,
  conversationId: string,
  change: Change,
): Promise<{ isConflict: boolean }> => {
  const at = new Date(change.at);
  switch (change.kind) {
    case 'unlinked':
      await contacts.unlinkPhone(tenantId, { conversationId }, at);
      return { isConflict: false };
    case 'verified': {
      const keys = change.current ?? null;
      if (keys !== null) return contacts.proveKeys(tenantId, conversationId, { keys, at });
      await contacts.markVerified(tenantId, { conversationId }, at);
      return { isConflict: false };
    }
    case 'notices': {
      const stoppedAt = change.notices === 'off' ? at : null;
      await contacts.noteStop(tenantId, conversationId, { phone: change.phone, stoppedAt });
      // Everything is looked at again as it leaves: this is for whoever looks at what waits.
      if (stoppedAt !== null) await endHeld(tenantId, { conversationId, phone: change.phone, at: stoppedAt });
      return { isConflict: false };
    }
    case 'shared': {
      // Ids of a step are ours.
      const of = [tenantId as TenantId, conversationId as ConversationId] as const;
      const { is } = await linkPerson(...of, { target: { phone: change.phone }, by: 'person' });
      return { isConflict: is === 'conflict' };
    }
    case 'former': {
      const { id, contactRef, phone: from, former } = change;
      await noteFormer({ id, tenantId, contactRef, from, former, at });
      return { isConflict: false };
    }
    case 'learned': {
      const { phone, userId, alias } = change;
      return contacts.learnKeys(tenantId, conversationId, { keys: { phone, userId }, alias, at });
    }
    case 'doubted': {
      const { previous, current, isShown } = change;
      return contacts.doubtKeys(tenantId, conversationId, { previous, current, isShown, at });
    }
  }
};
