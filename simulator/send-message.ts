import type { Clock } from '../src/shared/clock.ts';
import type { ChaosSwitches } from './chaos.ts';
import type { Attachment, ChatContent } from './chat-message.ts';
import { chatPreview } from './chat-preview.ts';
import { newMessageId } from './identifiers.ts';
import type { Journal } from './journal.ts';
import { mediaProblem, type MediaShelf } from './media-shelf.ts';
import type { MessageBook, StoredMessage } from './message-book.ts';
import { PairLimit } from './pair-limit.ts';
import { isWindowOpen, waIdOf, type People, type Person } from './people.ts';
import { GraphRefusal, platformError } from './platform-errors.ts';
import type { SendRequest } from './send-schemas.ts';
import { sentContent } from './sent-content.ts';
import type { StatusTimeline } from './status-timeline.ts';
import type { TemplateCatalogue } from './template-catalogue.ts';
import type { TypingSigns } from './typing-signs.ts';

interface Dependencies {
  /** E.164 of the business. */
  ownPhone: string;
  people: People;
  book: MessageBook;
  shelf: MediaShelf;
  catalogue: TemplateCatalogue;
  timeline: StatusTimeline;
  typing: TypingSigns;
  chaos: ChaosSwitches;
  clock: Clock;
  journal: Journal;
}

interface Recipient {
  addressedBy: 'phone' | 'userId';
  /** E.164, or the user id of someone unknown. */
  phone: string;
  person: Person | null;
  /** What Graph echoes in `contacts[0]`. */
  contact: object;
}

const reactionAgeMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Takes a send: checks what Meta checks at once (throws `GraphRefusal`), stores the message, and starts its statuses.
 * The closed window, unknown recipients and bad links are no refusals: they come later as `failed`.
 */
export const makeSendMessage = (deps: Dependencies): ((request: SendRequest) => Promise<object>) => {
  const pairLimit = new PairLimit();

  return async (request) => {
    const now = deps.clock.now().getTime();
    const recipient = findRecipient(deps, request);
    const { content, category } = sentContent(request, deps.catalogue);
    const withFiles = findFiles(deps.shelf, content);
    if (content.type === 'reaction') checkReaction(deps.book, recipient.phone, content.target, now);
    const failure = deps.chaos.takeFailure();
    if (failure && (failure.where ?? platformError(failure.code).where) === 'answer')
      throw new GraphRefusal(failure.code, platformError(failure.code).title);
    if (deps.chaos.now.pairRate && !pairLimit.take(recipient.phone, now))
      throw new GraphRefusal(
        131056,
        'Message failed to send because there were too many messages sent from this phone number to the same phone number in a short period of time.',
      );

    const errorCode = failure?.code ?? undeliverable(recipient.person, request.type === 'template', now);
    const message = deps.book.add({
      id: newMessageId(),
      phone: recipient.phone,
      from: 'business',
      at: now,
      content: withFiles,
      quote: quoteOf(deps.book, request.context?.message_id),
      status: 'accepted',
      dispatch: {
        addressedBy: recipient.addressedBy,
        callbackData: request.biz_opaque_callback_data ?? null,
        category,
        insideWindow: recipient.person !== null && isWindowOpen(recipient.person, now),
        plan: deps.timeline.planFor(now, errorCode, content.type === 'reaction'),
        pricedAfterSent: false,
      },
    });
    if (content.type === 'reaction') applyReaction(deps.book, content.target, content.emoji);
    deps.typing.stop(recipient.phone);
    await deps.journal.settled();
    const begun = deps.timeline.begin(message, deps.chaos.now.statusBeforeResponse);
    if (deps.chaos.now.statusBeforeResponse) await begun;
    return {
      messaging_product: 'whatsapp',
      contacts: [recipient.contact],
      messages: [{ id: message.id, ...(request.type === 'template' ? { message_status: 'accepted' } : {}) }],
    };
  };
};

const findRecipient = (deps: Dependencies, request: SendRequest): Recipient => {
  // Both given: the phone wins (platform 5.4).
  if (request.to !== undefined) {
    const phone = phoneOf(deps, request.to);
    if (phone === deps.ownPhone) throw new GraphRefusal(131021, 'Recipient cannot be the sender.');
    const contact = { input: request.to, wa_id: waIdOf(phone) };
    return { addressedBy: 'phone', phone, person: deps.people.byPhone(phone), contact };
  }
  const userId = request.recipient ?? '';
  if (!/^[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}$/.test(userId))
    throw new GraphRefusal(131009, 'Parameter recipient is not a business-scoped user id.');
  if (
    request.type === 'template' &&
    deps.catalogue.find(request.template.name, request.template.language.code)?.category === 'AUTHENTICATION'
  )
    throw new GraphRefusal(131062, 'Authentication templates cannot be sent to a business-scoped user id.');
  const person = deps.people.byUserId(userId);
  const contact = { input: userId, user_id: userId };
  return { addressedBy: 'userId', phone: person?.phone ?? userId, person, contact };
};

/** Without `+` the country code of the business is put in front, unless the digits are a known number: as Meta may. */
const phoneOf = (deps: Dependencies, to: string): string => {
  if (!/^[+\d\s().-]+$/.test(to)) throw new GraphRefusal(131009, 'Parameter to is not a phone number.');
  const digits = waIdOf(to);
  const asGiven = `+${digits}`;
  if (to.trim().startsWith('+') || deps.people.byPhone(asGiven)) {
    if (digits.length < 7 || digits.length > 15)
      throw new GraphRefusal(131009, 'Parameter to is not a phone number.');
    return asGiven;
  }
  return `+${waIdOf(deps.ownPhone).slice(0, -10)}${digits.replace(/^0+/, '')}`;
};

/** Checks the files named by id; linked ones are fetched later. */
const findFiles = (shelf: MediaShelf, content: ChatContent): ChatContent => {
  if (content.type === 'media') return { ...content, media: findFile(shelf, content.media) };
  if ('header' in content && content.header?.type === 'media')
    return { ...content, header: { type: 'media', media: findFile(shelf, content.header.media) } };
  return content;
};

const findFile = (shelf: MediaShelf, attachment: Attachment): Attachment => {
  if (attachment.mediaId === null) return attachment;
  const media = shelf.find(attachment.mediaId);
  if (!media) throw new GraphRefusal(131009, `Media ${attachment.mediaId} does not exist or has expired.`);
  const problem = mediaProblem(attachment.kind, media.mimeType, media.size);
  if (problem !== null) throw new GraphRefusal(131053, problem);
  return {
    ...attachment,
    mimeType: media.mimeType,
    filename: attachment.filename ?? media.filename,
    size: media.size,
  };
};

const checkReaction = (book: MessageBook, phone: string, target: string, now: number): void => {
  const message = book.get(target);
  if (message?.phone !== phone || message.content.type === 'reaction' || now - message.at > reactionAgeMs)
    throw new GraphRefusal(
      131009,
      'Reaction: message_id is unknown, older than 30 days, or itself a reaction.',
    );
};

const applyReaction = (book: MessageBook, target: string, emoji: string): void => {
  const message = book.get(target);
  if (message)
    book.change(target, { reactions: { ...message.reactions, business: emoji === '' ? null : emoji } });
};

/** Why the message will fail after it was accepted; null when it will arrive. */
const undeliverable = (person: Person | null, isTemplate: boolean, now: number): number | null => {
  if (!person || person.blocked) return 131026;
  return isTemplate || isWindowOpen(person, now) ? null : 131047;
};

/** How a quoted message is shown; null when it is not known any more, so that no quote is drawn. */
export const quoteOf = (book: MessageBook, id: string | undefined): StoredMessage['quote'] => {
  const quoted = id === undefined ? null : book.get(id);
  return quoted && { id: quoted.id, from: quoted.from, text: chatPreview(quoted.content) };
};
