import type { Shape } from '../../api/shapes.ts';

export type Chat = Shape<'Conversation'>;
export type Message = Shape<'Message'>;

/** Which chats a list shows: those that wait for us, those a person of ours leads, those the bot leads, all. */
export const shownLists = ['waiting', 'staff', 'bot', 'all'] as const;
export type Shown = (typeof shownLists)[number];

export const isShown = (value: unknown): value is Shown => shownLists.some((one) => one === value);

/** `waiting`: ids of chats about which a task is open. */
export const isIn = (chat: Chat, shown: Shown, waiting: ReadonlySet<string>): boolean =>
  shown === 'all' || (shown === 'waiting' ? waiting.has(chat.id) : chat.mode === shown);

/** Milliseconds that are left of the 24 hours; 0: they are over, or never began. */
export const windowLeft = ({ windowExpiresAt }: Pick<Chat, 'windowExpiresAt'>, now: Date): number =>
  windowExpiresAt === null ? 0 : Math.max(0, Date.parse(windowExpiresAt) - now.getTime());

/** `23:05` of hours and minutes. */
export const hoursAndMinutes = (milliseconds: number): string => {
  const minutes = Math.floor(milliseconds / 60_000);
  return `${String(Math.floor(minutes / 60))}:${String(minutes % 60).padStart(2, '0')}`;
};

/** Messages of a day stand together. `dayOf`: the local day of an instant. */
export const byDay = (
  messages: readonly Message[],
  dayOf: (at: string) => string,
): readonly { day: string; messages: readonly Message[] }[] => {
  const days: { day: string; messages: Message[] }[] = [];
  for (const message of messages) {
    const day = dayOf(message.at);
    const last = days.at(-1);
    if (last?.day === day) last.messages.push(message);
    else days.push({ day, messages: [message] });
  }
  return days;
};
