import type { Intent } from './outbox-entry.ts';

/** Said unasked and not to be held all the same: the notice that must come before anything else, and who may be behind a number. */
const urgent: ReadonlySet<string> = new Set([
  'conversation.privacyNotice',
  'conversation.proveToSee',
  'conversation.numberRemoved',
]);

/**
 * Reminders, notices and marketing may wait until there is money for them; answers, decisions, security and documents that were
 * asked for never do (ADR 0051).
 */
export const mayWait = ({
  isUnasked,
  class: messageClass,
  prompt,
}: Pick<Intent, 'isUnasked' | 'class' | 'prompt'>): boolean =>
  isUnasked === true && (messageClass === 'notify' || messageClass === 'bulk') && !urgent.has(prompt);
