import type { Meaning, Proposal } from './reading.ts';

/** What is done with a meaning that was only proposed. */
export type Right = 'serve' | 'ask' | 'none';

/** Wishes that change nothing and tell nothing new: where the guess was wrong, a wrong menu was shown. */
const harmless: ReadonlySet<Meaning> = new Set<Meaning>([
  ...(['greet', 'ack', 'openedMenu', 'openedItems', 'openedPrivacy', 'openedMarketing'] as const),
  ...(['askedForBalance', 'askedForMovements', 'askedForStatement', 'askedForInvoice'] as const),
  ...(['askedForPrice', 'askedForStatus', 'askedForLanguage', 'askedWhoWeAre', 'askedForNotice'] as const),
  ...([
    'askedForHuman',
    'human.callback',
    'wantedToSend',
    'resend',
    'question',
    'defer',
    'send_report',
  ] as const),
]);

/**
 * From here on a harmless wish is served, and anything else asked back. Chosen on folds that the model had not seen
 * (docs/understanding-confusions.md has their table).
 */
const serveFrom = 0.3;
const askFrom = 0.3;

/**
 * What may be done with a proposal; acts and answers are only ever asked back (ADR 0040), and so is everything that a model
 * outside proposes (ADR 0042).
 */
export const rightOf = (proposal: Proposal | null): Right => {
  if (proposal === null || proposal.meaning === 'unknown') return 'none';
  if (proposal.from === 'outside') return 'ask';
  if (harmless.has(proposal.meaning)) return proposal.likelihood >= serveFrom ? 'serve' : 'none';
  return proposal.likelihood >= askFrom ? 'ask' : 'none';
};
