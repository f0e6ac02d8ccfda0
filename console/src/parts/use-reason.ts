import { useTranslation } from 'react-i18next';

/**
 * Why somebody did not agree, in words: `reason` of a request is a code of a button, or what they wrote. The words are those of the requests:
 * elsewhere they may come a moment later, and the page does not give way to a skeleton for them.
 */
export const useReason = (): ((reason: string) => string) => {
  const { t, ready } = useTranslation('requests', { useSuspense: false });
  return (reason) => (ready ? t(`reasons.${reason}`, { defaultValue: reason }) : '');
};
