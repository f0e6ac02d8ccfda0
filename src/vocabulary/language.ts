/** Languages customers are spoken to in (`locales/`). */
export type Language = 'tr' | 'en' | 'ar';
export const languages: readonly Language[] = ['tr', 'en', 'ar'];
