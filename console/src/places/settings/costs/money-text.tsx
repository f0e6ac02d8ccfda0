import { formatQuantity } from '../../../parts/amount.ts';
import { useLanguage } from '../../../parts/use-language.ts';

/** An amount beside its currency, every digit as it was sent; two currencies are never one figure. */
export const MoneyText = ({ amount, currency }: { amount: string; currency: string }) => (
  <span className="tabular" style={{ whiteSpace: 'nowrap' }}>
    {formatQuantity(amount, currency, useLanguage())} {currency}
  </span>
);
