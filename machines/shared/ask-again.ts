import { says } from './prompt.ts';

/** Replies that are no answer, all met in the same way: they never decide anything (domain 9.1 rules 1 and 6). */
export const notAnAnswer = <const Reaction>(reaction: Reaction) => ({
  'customer.softlyAgreed': reaction,
  'customer.deferred': reaction,
  'customer.repliedUnclearly': reaction,
  'customer.unrecognised': reaction,
  'customer.sentMedia': reaction,
  'system.askedAgain': reaction,
});

/** Replies that do not move a question: it is asked again. */
export const askAgain = <Target extends string>(target: Target) =>
  notAnAnswer({ target, reenter: true } as const);

/** What a dialog says to a reply that is no answer to its question. */
interface Explanations<Said> {
  /** A "yes" that does not say to what (domain 9.1 rule 6). */
  softlyAgreed: Said;
  deferred: Said;
  unclear: Said;
  /** Voice, sticker, location: nothing was misunderstood, and nothing answered (domain 9.1 rule 1). */
  sentMedia: Said;
  askedAgain: Said;
}

/** Each reply that is no answer is met with words that fit it; the question stands where it was. */
export const explained = <Said>({
  softlyAgreed,
  deferred,
  unclear,
  sentMedia,
  askedAgain,
}: Explanations<Said>) => ({
  'customer.softlyAgreed': { actions: says(softlyAgreed) },
  'customer.deferred': { actions: says(deferred) },
  'customer.repliedUnclearly': { actions: says(unclear) },
  'customer.unrecognised': { actions: says(unclear) },
  'customer.sentMedia': { actions: says(sentMedia) },
  'system.askedAgain': { actions: says(askedAgain) },
});
