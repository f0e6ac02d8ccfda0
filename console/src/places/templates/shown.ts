import type { Tone } from '../../parts/tag.tsx';
import type { Placed, Template } from './queries.ts';

/** The words that go now: a version of its own, or those of the product. */
export const wordsOf = ({ inUse, versions, body }: Template): string =>
  versions.find(({ version }) => version === inUse)?.body ?? body;

/** What somebody goes on from: the draft, else what was written last, refused or not. */
export const lastWordsOf = ({ draft, versions, body }: Template): string =>
  draft?.body ?? versions.at(-1)?.body ?? body;

/** What goes while the platform does not carry one's own words, as it was chosen last; null: messages wait. */
export const lastFallbackOf = ({ name, base, draft, versions }: Template): string | null => {
  const last = draft ?? versions.at(-1);
  return last === undefined ? (base ?? name) : last.fallback;
};

/** Those of one's own that may go in its place: made of it, in its language. One's own has what it is made of alone. */
export const standInsFor = ({ name, language }: Template, all: readonly Template[]): readonly string[] =>
  all.filter((one) => one.base === name && one.language === language).map((one) => one.name);

/** How a template stands, in one word, of all its names on all accounts. */
export type Standing = 'approved' | 'review' | 'refused' | 'out' | 'missing' | 'unread' | 'unwritten';

const review = new Set<Placed['status']>(['pending', 'in_appeal', 'reinstated']);
const out = new Set<Placed['status']>([
  ...(['paused', 'disabled', 'flagged', 'limit_exceeded', 'locked'] as const),
  ...(['pending_deletion', 'deleted', 'archived'] as const),
]);

export const standingOf = ({ status, submission }: Pick<Placed, 'status' | 'submission'>): Standing => {
  if (submission !== null) return submission.state === 'failed' ? 'refused' : 'review';
  if (status === 'approved') return 'approved';
  if (status === 'rejected') return 'refused';
  if (review.has(status)) return 'review';
  if (out.has(status)) return 'out';
  return status === 'missing' ? 'missing' : 'unread';
};

const worst: readonly Standing[] = ['refused', 'out', 'missing', 'review', 'unread', 'approved'];

/** The worst of what is wanted on the accounts. */
export const standingOfAll = ({ base, platform }: Pick<Template, 'base' | 'platform'>): Standing => {
  // Of one's own nothing is there before words were submitted.
  if (base !== null && platform.length === 0) return 'unwritten';
  const all = platform.map(standingOf);
  return worst.find((one) => all.includes(one)) ?? 'unread';
};

export const toneOfStanding: Readonly<Record<Standing, Tone>> = {
  approved: 'good',
  review: 'wait',
  refused: 'bad',
  out: 'bad',
  missing: 'warn',
  unread: 'neutral',
  unwritten: 'neutral',
};

/** Somebody should look: it does not go as it should, says something else there, or costs more. */
export const needsAttention = ({ platform }: Template): boolean =>
  platform.some((placed) => {
    const standing = standingOf(placed);
    return (
      ['refused', 'out', 'missing'].includes(standing) ||
      placed.differences.length > 0 ||
      placed.quality === 'red' ||
      placed.category === 'marketing' ||
      placed.comingCategory === 'marketing'
    );
  });

export const isWaiting = ({ platform }: Template): boolean =>
  platform.some((placed) => standingOf(placed) === 'review');

export const hasOwnWords = ({ base, draft, inUse, versions }: Template): boolean =>
  base !== null || draft !== null || inUse !== null || versions.length > 0;

/** `invoice_approval_nodoc_first_v1` → what it is for, and which of its kinds. */
export const partsOfName = (name: string): { about: string; isFirst: boolean; isWithoutPaper: boolean } => {
  const base = name.replace(/_v\d+$/, '');
  const about = base.replace(/_first$/, '').replace(/_nodoc$/, '');
  return { about, isFirst: base.endsWith('_first'), isWithoutPaper: /_nodoc(_first)?$/.test(base) };
};
