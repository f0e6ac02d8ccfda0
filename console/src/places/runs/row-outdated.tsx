import { Button, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { AmountText } from '../../parts/amount-text.tsx';
import type { RunRow } from './queries.ts';
import classes from './runs.module.css';

/** What somebody else made of the row meanwhile, beside what was typed: whoever writes over it has seen it. */
export const RowOutdated = ({
  row,
  isWhole,
  replace,
}: {
  row: RunRow;
  /** What was typed can be saved. */
  isWhole: boolean;
  replace: () => void;
}) => {
  const { t } = useTranslation('runs');
  const who = [row.customerRef, row.accountNo, row.asked?.name ?? row.contact];
  return (
    <div className={classes.notice} role="alert">
      <Text size="sm" fw={600}>
        {t('outdated')}
      </Text>
      <Text size="sm">{t('outdatedText')}</Text>
      <Text size="sm" mt={4}>
        <bdi>{who.filter((one) => one).join(' · ')}</bdi>
        {row.state === 'excluded' && ` (${t('states.excluded')})`}
      </Text>
      <ul className={classes.balances}>
        {row.lines.map((line) => (
          <li key={`${line.unit}${line.side}`}>
            <AmountText {...line} />
          </li>
        ))}
      </ul>
      <Button size="compact-sm" variant="default" mt={6} disabled={!isWhole} onClick={replace}>
        {t('replace')}
      </Button>
    </div>
  );
};
