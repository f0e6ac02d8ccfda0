import { noDetails, type LineDetails } from '../transcripts/line-details.ts';
import type { InboundContent, InboundUnit } from '../vocabulary/inbound-unit.ts';

type Message = Extract<InboundUnit, { kind: 'message' }>;

/** What a message says besides its words. The ids of lines and documents are looked up where they are (`null` here). */
export const inboundDetails = (unit: Message): LineDetails => ({
  ...contentDetails(unit.content, unit.replyTo),
  groupId: unit.groupId,
  forwarded: unit.forwarded,
  frequentlyForwarded: unit.frequentlyForwarded ?? false,
  referral: unit.referral ?? null,
  product: unit.product ?? null,
});

/** What a content says by itself. `replyTo`: the message it quotes. */
export const contentDetails = (content: InboundContent, replyTo: string | null = null): LineDetails => {
  const target = aboutOf(content, replyTo);
  return {
    ...noDetails,
    about: target === null ? null : { messageId: null, providerMessageId: target },
    file:
      'mediaId' in content
        ? { documentId: null, filename: content.filename, mimeType: content.mimeType }
        : null,
    order:
      content.type === 'order' ? { catalogId: content.catalogId ?? null, items: content.items ?? [] } : null,
    contacts: content.type === 'contacts' ? cardsOf(content) : [],
  };
};

/** Its own target comes before what it stands under: an edit quotes what its original quoted. */
const aboutOf = (content: InboundContent, replyTo: string | null): string | null => {
  switch (content.type) {
    case 'edited':
    case 'deleted':
      return content.originalMessageId;
    case 'reaction':
      return content.targetMessageId;
    default:
      return replyTo;
  }
};

type Cards = Extract<InboundContent, { type: 'contacts' }>;

/** Entries of earlier releases have names and numbers, and do not say which belong together. */
const cardsOf = ({ cards, names, phones }: Cards): LineDetails['contacts'] => {
  if (cards !== undefined) return cards;
  const [name = null] = names;
  return names.length <= 1 ? [{ name, phones }] : [...names.map((one) => ({ name: one, phones: [] }))];
};
