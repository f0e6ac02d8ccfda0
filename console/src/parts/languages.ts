/** Languages of the console. Arabic is a language of chats only. */
export const languages = ['tr', 'en'] as const;
export type Language = (typeof languages)[number];

export const isLanguage = (text: unknown): text is Language => languages.some((one) => one === text);
