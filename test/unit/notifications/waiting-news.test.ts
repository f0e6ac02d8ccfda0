import type { WaitingNotice } from '../../../src/notifications/notice-queue.repository.ts';
import { noticeText } from '../../../src/notifications/notice-words.ts';
import { countOf, withNews } from '../../../src/notifications/waiting-news.ts';
import { minutes } from '../../support/records.ts';

const news = (from: number, count: number, changes: Partial<WaitingNotice> = {}): WaitingNotice[] =>
  Array.from({ length: count }, (_, index) => ({
    ...{ newsId: `n${from + index}`, taskId: `tsk_${from + index}`, kind: 'person', isUrgent: false },
    ...{ notBefore: minutes(from + index), ...changes },
  }));
const nothing: ReadonlySet<string> = new Set();
const full = withNews([], news(0, 300), nothing);

it('some hundreds: task by task', () => {
  expect(full).toEqual(news(0, 300));
});

it('more: a number for each kind and urgency, due with the first of them, however many come', () => {
  const more = [
    ...news(300, 700),
    ...news(100, 1),
    ...news(1_000, 50, { kind: 'documents' }),
    ...news(1_050, 2, { isUrgent: true }),
  ];
  const waiting = more.reduce((all, one) => withNews(all, [one], nothing), full);

  expect(waiting.slice(0, 300)).toEqual(full);
  expect(waiting.slice(300)).toEqual([
    expect.objectContaining({ taskId: null, kind: 'person', count: 701, notBefore: minutes(100) }),
    expect.objectContaining({ taskId: null, kind: 'documents', count: 50 }),
    expect.objectContaining({ taskId: null, kind: 'person', isUrgent: true, count: 2 }),
  ]);
  expect(countOf(waiting)).toBe(1_053);
  const { title, lines, link } = noticeText(waiting, 'en', '/console');
  expect([title, link]).toEqual(['Mutabık: 1053 tasks wait, urgent', '/console/today']);
  expect(lines).toEqual(['50 × documents to review', '1003 × chats that want a person']);
});

it('a number that is on its way: what comes is no part of it', () => {
  const before = withNews(full, news(300, 5), nothing);
  const [number] = before.slice(-1) as [WaitingNotice];
  const waiting = withNews(before, news(400, 3), new Set([number.newsId]));

  expect(waiting.slice(300).map(({ count }) => count)).toEqual([5, 3]);
  expect(new Set(waiting.map(({ newsId }) => newsId)).size).toBe(302);
});
