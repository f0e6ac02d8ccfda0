import { useTranslation } from 'react-i18next';
import { partsOfName } from './shown.ts';

/** What a template is for, in words: `recon_letter_ready_nodoc_v1` → “Mutabakat mektubu · PDF’siz”. */
export const useTitleOf = (): ((name: string) => string) => {
  const { t, i18n } = useTranslation('templates');
  return (name) => {
    const { about, isFirst, isWithoutPaper } = partsOfName(name);
    return [
      // A template of the business has its name alone.
      i18n.exists(`names.${about}`, { ns: 'templates' }) ? t(`names.${about}`) : name,
      ...(isWithoutPaper ? [t('withoutPaper')] : []),
      ...(isFirst ? [t('first')] : []),
    ].join(' · ');
  };
};
