import { Tooltip } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatQuantity } from './amount.ts';
import classes from './amount-text.module.css';
import { useLanguage } from './use-language.ts';

/** One balance, e.g. `1.250,340 g has B`: figures that line up, the side with its word on hover and for screen readers. */
export const AmountText = ({
  quantity,
  unit,
  side,
  bare = false,
}: {
  quantity: string;
  unit: string;
  side?: 'B' | 'A' | undefined;
  /** Without the unit: it stands in the head of the column. */
  bare?: boolean;
}) => {
  const { t } = useTranslation('units');
  return (
    <span className={classes.amount}>
      <span className={classes.figure}>{formatQuantity(quantity, unit, useLanguage())}</span>
      {!bare && <span className={classes.unit}>{t(`suffix.${unit}`, { defaultValue: unit })}</span>}
      {side !== undefined && <SideMark side={side} />}
    </span>
  );
};

/** B or A, the word on hover. */
export const SideMark = ({ side }: { side: 'B' | 'A' }) => {
  const { t } = useTranslation('units');
  const word = t(`side.${side}`);
  return (
    <Tooltip label={word} withinPortal>
      <abbr className={classes.side} data-side={side} aria-label={word}>
        {side}
      </abbr>
    </Tooltip>
  );
};
