import { printOf, type CannedReply } from '../../src/conversations/canned-reply.ts';
import type { CannedReplyParts } from '../../src/conversations/edit-canned-replies.ts';
import { startOfTests, tenantA } from './builders-api.ts';
import { paged, put, type Held } from './held.ts';

export const aCannedReply = (changes: Partial<CannedReply> = {}): CannedReply => {
  const words = {
    ...{ title: 'canary: Teşekkür', shortcut: 'tesekkur' },
    ...{ texts: { tr: 'canary: Teşekkürler {{contact.name}}', en: 'canary: Thank you' }, ...changes },
  };
  return {
    ...{ tenantId: tenantA, id: 'rpl_1', rev: 1, updatedAt: startOfTests, updatedBy: 'key:keyofa' },
    ...{ ...words, madeOf: printOf(words), ...changes },
  };
};

/** Over plain arrays. */
export const replyPorts = (held: Held): Omit<CannedReplyParts, 'clock'> => {
  const of = (tenantId: string): CannedReply[] =>
    held.cannedReplies.filter((one) => one.tenantId === tenantId);
  const find = (tenantId: string, id: string): CannedReply | undefined =>
    of(tenantId).find((one) => one.id === id);
  return {
    cannedReplies: {
      list: async (tenantId, page) => paged(of(tenantId), ({ shortcut }) => shortcut, page),
      find: async (tenantId, id) => find(tenantId, id) ?? null,
      count: async (tenantId) => of(tenantId).length,
      isTaken: async (tenantId, shortcut, but) =>
        of(tenantId).some((one) => one.shortcut === shortcut && one.id !== but),
      add: async (reply) => {
        const stood = find(reply.tenantId, reply.id);
        if (stood === undefined) held.cannedReplies.push(reply);
        return stood ?? reply;
      },
      save: async (reply, before) => {
        const stood = find(reply.tenantId, reply.id);
        if (stood?.rev !== before) return 'changed';
        put(held.cannedReplies, reply, (other) => other === stood);
        return 'saved';
      },
      remove: async (tenantId, { id, rev }) => {
        const stood = find(tenantId, id);
        if (stood?.rev !== rev) return false;
        held.cannedReplies = held.cannedReplies.filter((one) => one !== stood);
        return true;
      },
    },
    noteCannedReply: async ({ did, replyId, by }) => {
      held.replyNotes.push(`${did} ${replyId} ${by}`);
    },
  };
};
