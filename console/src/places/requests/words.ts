import type { TFunction } from 'i18next';

/** A word of a request's history: its own, an outcome, or one that came late; unknown ones stand as they are. */
export const wordOf = (t: TFunction<'requests'>, what: string): string => {
  const late = what.startsWith('late_') && what !== 'late_review';
  const word = late ? what.slice('late_'.length) : what;
  const text = t([`history.${word}`, `outcomes.${word}`], { defaultValue: word });
  return late ? t('late', { what: text }) : text;
};

/** `customer:C001-1` → who did it, in words. */
export const byOf = (t: TFunction<'requests'>, by: string): string => {
  const [who = '', id = ''] = by.split(/:(.*)/s);
  return t(`by.${who}`, { id, defaultValue: by });
};
