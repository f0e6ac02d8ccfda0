// For the console, which says the checks of a set-up in the same words.
type Language = 'tr' | 'en';
type Said = Readonly<Record<string, string>>;
type Facts = Readonly<Record<string, string | number | null | readonly string[]>>;

export const titles: Readonly<Record<Language, Said>>;
export const states: Readonly<Record<Language, Said>>;
export const places: Readonly<Record<Language, Said>>;
/** By check and code. */
export const words: Readonly<
  Record<Language, Readonly<Record<string, Readonly<Record<string, { wrong: string; mend: string }>>>>>
>;
export const fill: (text: string, facts?: Facts) => string;
