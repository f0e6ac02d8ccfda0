import type { WaitingNotice } from './notice-queue.repository.ts';

/** So much of what waits for one person is kept task by task: nobody reads more than a number of the rest. */
const mostPieces = 300;

/** Of how many tasks it tells. */
export const countOf = (news: readonly WaitingNotice[]): number =>
  news.reduce((sum, { count = 1 }) => sum + count, 0);

const earlier = (one: Date, other: Date): Date => (one < other ? one : other);

/**
 * What waits once this came. Beyond some hundreds it is a number for each kind and urgency. `onTheirWay`: what a letter may tell of already; its
 * numbers stay as they are, since they go with it.
 */
export const withNews = (
  waiting: readonly WaitingNotice[],
  news: readonly WaitingNotice[],
  onTheirWay: ReadonlySet<string>,
): readonly WaitingNotice[] => {
  const all = [...waiting];
  for (const one of news) {
    const isSame = ({ newsId, kind, isUrgent, count }: WaitingNotice): boolean =>
      count !== undefined && kind === one.kind && isUrgent === one.isUrgent && !onTheirWay.has(newsId);
    const at = all.length < mostPieces ? -1 : all.findIndex(isSame);
    const number = all[at];
    if (all.length < mostPieces) all.push(one);
    else if (number === undefined)
      all.push({ ...one, newsId: `more:${one.newsId}`, taskId: null, count: countOf([one]) });
    else
      all[at] = {
        ...{ ...number, count: countOf([number, one]) },
        notBefore: earlier(number.notBefore, one.notBefore),
      };
  }
  return all;
};
