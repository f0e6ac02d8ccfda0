import { Table } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../parts/amount.ts';
import { AmountText } from '../../parts/amount-text.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import type { Run } from './queries.ts';
import classes from './runs.module.css';

/** What the letters are about, per unit, debits and credits apart; no unit is added to another. */
export const SumsTable = ({ run: { sums } }: { run: Run }) => {
  const { t } = useTranslation(['runs', 'units']);
  const language = useLanguage();
  if (sums.length === 0) return null;
  return (
    <section className={classes.card} aria-label={t('sums.title')}>
      <h2>{t('sums.title')}</h2>
      <Table.ScrollContainer minWidth={320} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
        <Table verticalSpacing={5} className={classes.sums}>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('sums.unit')}</Table.Th>
              <Table.Th ta="right">{t('sums.letters')}</Table.Th>
              <Table.Th ta="right">{t('sums.debit')}</Table.Th>
              <Table.Th ta="right">{t('sums.credit')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {sums.map(({ unit, letters, debit, credit }) => (
              <Table.Tr key={unit}>
                <Table.Td>{t(`units:name.${unit}`, { defaultValue: unit })}</Table.Td>
                <Table.Td ta="right">{formatCount(letters, language)}</Table.Td>
                <Table.Td ta="right">
                  <AmountText quantity={debit} unit={unit} bare />
                </Table.Td>
                <Table.Td ta="right">
                  <AmountText quantity={credit} unit={unit} bare />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
    </section>
  );
};
