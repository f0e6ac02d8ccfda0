/** Which chats a list shows: those that wait for us, one's own, those a person of ours leads, those the bot leads, all. */
export const shownLists = ['waiting', 'mine', 'staff', 'bot', 'all'] as const;
export type Shown = (typeof shownLists)[number];

export const isShown = (value: unknown): value is Shown => shownLists.some((one) => one === value);
