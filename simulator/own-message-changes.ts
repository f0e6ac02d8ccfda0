import { ValidationFailed } from '../src/shared/errors.ts';
import type { ChatContent } from './chat-message.ts';
import { mediaMember, type MediaSource } from './media-inbound.ts';
import type { StoredMessage } from './message-book.ts';

/** People may edit for 15 minutes and delete for two days (platform 3.4). In milliseconds. */
const editTimeMs = 15 * 60 * 1000;
const deleteTimeMs = 2 * 24 * 60 * 60 * 1000;

/** The same message with another text or caption. Throws `ValidationFailed` when it has none or its time is over. */
export const editedContent = (message: StoredMessage, text: string, now: number): ChatContent => {
  checkOwn(message, now, editTimeMs);
  const { content } = message;
  if (content.type === 'text') return { ...content, text };
  if (content.type === 'media' && content.caption !== null) return { ...content, caption: text };
  throw new ValidationFailed([{ field: 'messageId', message: 'has no text that could be edited' }]);
};

/** Throws `ValidationFailed` when the message cannot be deleted for everyone. */
export const checkDeletable = (message: StoredMessage, now: number): void => {
  checkOwn(message, now, deleteTimeMs);
};

const checkOwn = (message: StoredMessage, now: number, timeMs: number): void => {
  if (message.from !== 'person' || message.content.type === 'deleted')
    throw new ValidationFailed([{ field: 'messageId', message: 'is not a message of this person' }]);
  if (now - message.at > timeMs)
    throw new ValidationFailed([{ field: 'messageId', message: 'is too old to be changed' }]);
};

/** `isUnsupported`: what a number hears that no phone shares. */
export const editWire = (
  source: MediaSource,
  message: StoredMessage,
  content: ChatContent,
  isUnsupported: boolean,
): object => {
  if (isUnsupported)
    return {
      type: 'unsupported',
      errors: [
        {
          code: 131051,
          title: 'Message type unknown',
          message: 'Message type unknown',
          error_data: { details: 'Message type is currently not supported.' },
        },
      ],
      unsupported: { type: 'edit' },
    };
  return {
    type: 'edit',
    edit: {
      original_message_id: message.id,
      // The documents show this constant and nothing else.
      message: { context: { id: 'M0' }, ...editedMember(source, content) },
    },
  };
};

const editedMember = (source: MediaSource, content: ChatContent): object => {
  if (content.type === 'text') return { type: 'text', text: { body: content.text } };
  if (content.type !== 'media') return {};
  const { kind, mediaId } = content.media;
  const media = source.shelf.find(mediaId ?? '');
  const member = media
    ? mediaMember(source, kind, media, { caption: content.caption, isVoice: false })
    : { caption: content.caption };
  return { type: kind, [kind]: member };
};

export const deleteWire = (message: StoredMessage): object => ({
  type: 'revoke',
  revoke: { original_message_id: message.id },
});
