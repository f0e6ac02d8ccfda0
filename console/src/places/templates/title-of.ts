import { useTranslation } from 'react-i18next';
import { partsOfName } from './shown.ts';

/** What a template is for, in words: `recon_letter_ready_nodoc_v1` → “Mutabakat mektubu · PDF’siz”. */
export const useTitleOf = (): ((name: string) => string) => {
  const { t } = useTranslation('templates');
  return (name) => {
    const { about, isFirst, isWithoutPaper } = partsOfName(name);
    return [
      t(`names.${about}`, { defaultValue: name }),
      ...(isWithoutPaper ? [t('withoutPaper')] : []),
      ...(isFirst ? [t('first')] : []),
    ].join(' · ');
  };
};
