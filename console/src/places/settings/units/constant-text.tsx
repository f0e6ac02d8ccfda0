import { useTranslation } from 'react-i18next';
import { formatQuantity } from '../../../parts/amount.ts';
import { useLanguage } from '../../../parts/use-language.ts';
import type { Constant } from './queries.ts';

/** A constant in words: `0,9166`, `1.250,50 TRY`. */
export const ConstantText = ({ constant: { kind, value, in: money } }: { constant: Constant }) => {
  const { t } = useTranslation('settings-units');
  const language = useLanguage();
  return (
    <>
      {t(`constants.kinds.${kind}`)}:{' '}
      <span className="tabular">
        {formatQuantity(value, money ?? 'PCS_', language)} {money ?? t(`constants.in.${kind}`)}
      </span>
    </>
  );
};
