import type { Shape } from '../../api/shapes.ts';
import type { Shown } from './shown-lists.ts';

export type Chat = Shape<'AssignedConversation'>;
export type Message = Shape<'Message'>;
export type Note = Shape<'InternalNote'>;

/** A key has no chats of its own: it is shown all of them. */
export const shownTo = (kind: 'staff' | 'key', wanted: Shown): Shown =>
  wanted === 'mine' && kind !== 'staff' ? 'all' : wanted;

/** `mine` was asked for so. `waiting`: ids of chats about which a task is open, beside those who wait for a person of ours. */
export const isIn = (chat: Chat, shown: Shown, waiting: ReadonlySet<string>): boolean =>
  shown === 'all' ||
  shown === 'mine' ||
  (shown === 'waiting' ? waiting.has(chat.id) || chat.waiting !== null : chat.mode === shown);

/** Milliseconds that are left of the 24 hours; 0: they are over, or never began. */
export const windowLeft = ({ windowExpiresAt }: Pick<Chat, 'windowExpiresAt'>, now: Date): number =>
  windowExpiresAt === null ? 0 : Math.max(0, Date.parse(windowExpiresAt) - now.getTime());

/** `23:05` of hours and minutes. */
export const hoursAndMinutes = (milliseconds: number): string => {
  const minutes = Math.floor(milliseconds / 60_000);
  return `${String(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, '0')}`;
};

/** What stands in a chat: something that was said, or a note of ours about it. */
export type Line =
  { at: string; message: Message; note?: never } | { at: string; note: Note; message?: never };

/** Each note behind what was said until then; what was said stays in its own order. Both oldest first. */
export const withNotes = (messages: readonly Message[], notes: readonly Note[]): readonly Line[] => {
  const lines: Line[] = [];
  const left = [...notes];
  const noteUntil = (until: string | null): void => {
    while (left[0] !== undefined && (until === null || left[0].at < until)) {
      const note = left.shift() as Note; // there is one, by the condition
      lines.push({ at: note.at, note });
    }
  };
  for (const message of messages) {
    noteUntil(message.at);
    lines.push({ at: message.at, message });
  }
  noteUntil(null);
  return lines;
};

/** Lines of a day stand together. `dayOf`: the local day of an instant. */
export const byDay = (
  lines: readonly Line[],
  dayOf: (at: string) => string,
): readonly { day: string; lines: readonly Line[] }[] => {
  const days: { day: string; lines: Line[] }[] = [];
  for (const line of lines) {
    const day = dayOf(line.at);
    const last = days.at(-1);
    if (last?.day === day) last.lines.push(line);
    else days.push({ day, lines: [line] });
  }
  return days;
};
