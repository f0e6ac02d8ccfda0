import type { ContactFacts } from '../vocabulary/contact-facts.ts';
import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import { isSamePhone } from '../vocabulary/phone-form.ts';
import type { FoldDraft } from './fold-draft.ts';
import { judgeSender, noKeys, type KnownKeys } from './known-keys.ts';
import { doubtPerson } from './settle-keys.ts';

type Told = Extract<ConversationInput, { type: 'recipient-named' }>;

/** It speaks of the keys the person is known by now, not of earlier ones. */
const isStill = (known: KnownKeys, { sentTo }: Told): boolean =>
  sentTo.phone === null
    ? sentTo.userId !== null && sentTo.userId === known.userId
    : isSamePhone(sentTo.phone, known.phone);

/**
 * The platform says whom a message of ours reached. That is the person at those keys, as if they had written from there: a key
 * that was not known is learned, a second user id at a number is somebody else until proven. A number it answers with in another
 * way than we wrote it is the same telephone (platform 6.1). `contact`: null: nobody of the books.
 */
export const meetRecipient = (
  draft: FoldDraft,
  contact: Pick<ContactFacts, 'phone'> | null,
  input: ConversationInput,
): void => {
  const { keys: known = noKeys, doubt, contactRef } = draft.state;
  if (input.type !== 'recipient-named' || doubt !== undefined || !isStill(known, input)) return;
  // A contact of the books who is left out for a while.
  if (contact === null && contactRef !== undefined) return;
  const { sentTo, named } = input;
  const shown = { phone: sentTo.phone ?? named.phone, userId: named.userId ?? known.userId };
  const judged = judgeSender(known, shown, contact === null ? shown.phone : (contact.phone ?? null));
  if (judged.keys === null) {
    if (contact !== null) doubtPerson(draft, judged.doubt, { from: known, shown });
    return;
  }
  const { keys } = judged;
  const isOther = sentTo.phone !== null && named.phone !== null && !isSamePhone(named.phone, sentTo.phone);
  const alias = isOther ? named.phone : null;
  draft.change((state) => ({
    ...state,
    keys,
    ...(alias === null || keys.phone === null ? {} : { phoneAlias: { of: keys.phone, as: alias } }),
  }));
  draft.addEffect(null, { type: 'learnKeys', params: { ...keys, alias } });
};
