import { useTranslation } from 'react-i18next';

/** A word of ours for a word of somebody else's (a code of the platform, a status of HTTP): theirs where we have none. */
export const useWord = (file: string): ((key: string, theirs: string) => string) => {
  const { t, i18n } = useTranslation(file);
  return (key, theirs) => (i18n.exists(key, { ns: file }) ? t(key) : theirs);
};
