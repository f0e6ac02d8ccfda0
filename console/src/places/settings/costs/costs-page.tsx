import { NativeSelect, Stack, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../parts/amount.ts';
import { useMe } from '../../../parts/me.ts';
import { ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { useLanguage } from '../../../parts/use-language.ts';
import { useNow } from '../../../parts/when.tsx';
import { dayIn, monthPlus, monthText } from '../../../parts/day-text.ts';
import { Lead, Part } from '../part.tsx';
import { BudgetPart } from './budget-part.tsx';
import { MoneyText } from './money-text.tsx';
import { PricesPart } from './prices-part.tsx';
import { costsQuery, type Costs } from './queries.ts';

const monthsShown = 12;

/** What messages cost by month, what may be spent, and the prices both are counted with. */
export const CostsPage = () => {
  const { t } = useTranslation('settings-costs');
  const month = dayIn(useNow(), useMe().tenant.timeZone).slice(0, 7);
  return (
    <Stack gap="xl">
      <Lead>{t('lead')}</Lead>
      <BudgetPart />
      <MonthsPart month={month} />
      <CategoriesPart month={month} />
      <PricesPart />
    </Stack>
  );
};

const MonthsPart = ({ month }: { month: string }) => {
  const { t } = useTranslation('settings-costs');
  const language = useLanguage();
  const from = `${monthPlus(month, 1 - monthsShown)}-01`;
  const { data, isPending, error, refetch } = useQuery(
    costsQuery(from, `${monthPlus(month, 1)}-01`, 'month'),
  );
  if (isPending) return <ListSkeleton rows={4} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  return (
    <Part title={t('months')} actions={data.isEstimate && <Tag tone="warn">{t('estimate')}</Tag>}>
      {data.data.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('none')}
        </Text>
      ) : (
        <SumTable
          label={t('months')}
          costs={{ ...data, data: [...data.data].reverse() }}
          first={t('month')}
          nameOf={(key) => monthText(key, language)}
        />
      )}
    </Part>
  );
};

const CategoriesPart = ({ month }: { month: string }) => {
  const { t } = useTranslation('settings-costs');
  const language = useLanguage();
  const [shown, show] = useState(month);
  const months = Array.from({ length: monthsShown }, (_unused, back) => monthPlus(month, -back));
  const { data, isPending, error, refetch } = useQuery(
    costsQuery(`${shown}-01`, `${monthPlus(shown, 1)}-01`, 'category'),
  );
  return (
    <Part
      title={t('byCategory')}
      actions={
        <NativeSelect
          size="xs"
          aria-label={t('month')}
          data={months.map((value) => ({ value, label: monthText(value, language) }))}
          value={shown}
          onChange={({ currentTarget: { value } }) => show(value)}
        />
      }
    >
      {isPending && <ListSkeleton rows={4} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data !== undefined &&
        (data.data.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('noneSo')}
          </Text>
        ) : (
          <SumTable
            label={t('byCategory')}
            costs={data}
            first={t('category')}
            nameOf={(key) => t(`categories.${key}`)}
          />
        ))}
    </Part>
  );
};

const SumTable = ({
  label,
  costs: { data, currency, total },
  first,
  nameOf,
}: {
  /** Of the table: it can be scrolled with the keyboard. */
  label: string;
  costs: Costs;
  first: string;
  nameOf: (key: string) => string;
}) => {
  const { t } = useTranslation('settings-costs');
  const language = useLanguage();
  const rows = [...data.map(({ key, ...sum }) => [nameOf(key), sum] as const)];
  if (data.length > 1) rows.push([t('all'), total]);
  return (
    <Table.ScrollContainer type="native" minWidth={520} tabIndex={0} role="group" aria-label={label}>
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{first}</Table.Th>
            {(['charged', 'expected', 'free', 'unpriced'] as const).map((name) => (
              <Table.Th key={name} ta="right" title={t(`sums.${name}Text`)}>
                {t(`sums.${name}`)}
              </Table.Th>
            ))}
            <Table.Th ta="right">{t('sums.amount')}</Table.Th>
            <Table.Th ta="right">{t('sums.expectedAmount')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map(([name, sum], index) => (
            <Table.Tr key={name} fw={index === data.length ? 600 : undefined}>
              <Table.Td>{name}</Table.Td>
              {(['charged', 'expected', 'free', 'unpriced'] as const).map((one) => (
                <Table.Td key={one} ta="right" className="tabular">
                  {formatCount(sum[one], language)}
                </Table.Td>
              ))}
              <Table.Td ta="right">
                <MoneyText amount={sum.amount} currency={currency} />
              </Table.Td>
              <Table.Td ta="right">
                <MoneyText amount={sum.expectedAmount} currency={currency} />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
};
