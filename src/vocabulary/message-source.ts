/**
 * What makes a message unique: the text its keyed id is made from (reliability A.3). It contains numbers of people: the inbox
 * keys it, nothing logs it.
 */
export const messageSource = (phoneNumberId: string | null, messageId: string): string =>
  `m:${phoneNumberId ?? ''}:${messageId}`;
