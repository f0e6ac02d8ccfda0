import type { StaffLanguage } from '../staff/staff-account.ts';
import type { WaitingNotice } from './notice-queue.repository.ts';
import { countOf } from './waiting-news.ts';

/** A notice as a person reads it: how much of which kind, and where it is. Nothing of a customer, ever. */
export interface NoticeText {
  title: string;
  lines: readonly string[];
  link: string;
  /** As far as it may be said. */
  isUrgent: boolean;
}

type Kind = WaitingNotice['kind'];

const words: Readonly<Record<StaffLanguage, Readonly<Record<Kind, string>>>> = {
  tr: {
    assigned: 'size verilen iş',
    escalated: 'süresi geçen iş',
    disagreed: 'mutabık kalınmayan',
    documents: 'incelenecek belge',
    person: 'bir kişi bekleyen sohbet',
    due: 'yanıt gelmeyen istek',
    unreachable: 'ulaşılamayan kişi',
    failed: 'gönderim ve bağlantı sorunu',
    privacy: 'kişisel veri başvurusu',
    other: 'diğer iş',
    compliance: 'yeni iş',
    test: 'deneme bildirimi',
  },
  en: {
    assigned: 'given to you',
    escalated: 'overdue',
    disagreed: 'disagreed',
    documents: 'documents to review',
    person: 'chats that want a person',
    due: 'without an answer',
    unreachable: 'people who cannot be reached',
    failed: 'trouble with sending and connections',
    privacy: 'requests about personal data',
    other: 'other work',
    compliance: 'new work',
    test: 'test notice',
  },
};

const titles: Readonly<Record<StaffLanguage, (count: number, isUrgent: boolean) => string>> = {
  tr: (count, isUrgent) => `Mutabık: ${count} ${isUrgent ? 'iş bekliyor, acil' : 'yeni iş'}`,
  en: (count, isUrgent) =>
    `Mutabık: ${count} ${isUrgent ? (count === 1 ? 'task waits, urgent' : 'tasks wait, urgent') : count === 1 ? 'new task' : 'new tasks'}`,
};
const tests: Readonly<Record<StaffLanguage, string>> = {
  tr: 'Mutabık: deneme bildirimi',
  en: 'Mutabık: test notice',
};

const order = Object.keys(words.en) as Kind[]; // the keys of the literal are its type's

/** `consoleUrl`: without a slash at its end. */
export const noticeText = (
  news: readonly WaitingNotice[],
  language: StaffLanguage,
  consoleUrl: string,
): NoticeText => {
  const counts = new Map<Kind, number>();
  for (const one of news) counts.set(one.kind, (counts.get(one.kind) ?? 0) + countOf([one]));
  const work = news.filter(({ kind }) => kind !== 'test');
  // Also of urgency: it is a case's own.
  const isUrgent = work.some((one) => one.isUrgent && one.kind !== 'compliance');
  const lines = order
    .filter((kind) => counts.has(kind))
    .map((kind) => `${counts.get(kind) ?? 0} × ${words[language][kind]}`);
  const [only] = work;
  const taskId = work.length === 1 && only?.kind !== 'compliance' ? (only?.taskId ?? null) : null;
  return {
    title: work.length === 0 ? tests[language] : titles[language](countOf(work), isUrgent),
    lines,
    isUrgent,
    link: taskId === null ? `${consoleUrl}/today` : `${consoleUrl}/today?task=${encodeURIComponent(taskId)}`,
  };
};
