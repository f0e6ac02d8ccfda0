import { useTranslation } from 'react-i18next';

/** Why somebody did not agree, in words: `reason` of a request is a code of a button, or what they wrote. */
export const useReason = (): ((reason: string) => string) => {
  const { t } = useTranslation('requests');
  return (reason) => t(`reasons.${reason}`, { defaultValue: reason });
};
