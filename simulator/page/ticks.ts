import type { MessageStatus } from '../chat-message.ts';
import { icon } from './icons.ts';
import type { Words } from './words.ts';

/** Clock, one tick, two ticks, two blue ticks. */
export const ticksOf = (status: MessageStatus, words: Words): SVGElement => {
  if (status === 'pending' || status === 'accepted' || status === 'failed')
    return icon('clock', words.pending);
  if (status === 'sent') return icon('check', words.sent);
  const ticks = icon('checks', words[status]);
  ticks.classList.toggle('is-read', status === 'read');
  return ticks;
};
