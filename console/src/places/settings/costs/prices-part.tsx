import { Button, Group, Table, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatCount } from '../../../parts/amount.ts';
import { useMay } from '../../../parts/me.ts';
import { ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { useLanguage } from '../../../parts/use-language.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { Ask } from '../ask.tsx';
import { dayText } from '../../../parts/day-text.ts';
import { Part } from '../part.tsx';
import { MoneyText } from './money-text.tsx';
import { PricesDialog } from './prices-dialog.tsx';
import { pricesQuery, removePrices, type PriceList } from './queries.ts';

/** The prices messages are counted with: ours, which are an estimate, or those of the business's own rate card. */
export const PricesPart = () => {
  const { t } = useTranslation('settings-costs');
  const { data, isPending, error, refetch } = useQuery(pricesQuery);
  const mayWrite = useMay('admin');
  const [asked, ask] = useState<'edit' | 'remove' | null>(null);
  if (isPending) return <ListSkeleton rows={4} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  const { list, etag } = data;
  return (
    <Part
      title={t('prices.title')}
      text={t(list.isOwn ? 'prices.own' : 'prices.ours')}
      actions={
        <Group gap="xs">
          {list.isEstimate && <Tag tone="warn">{t('estimate')}</Tag>}
          {mayWrite && (
            <Button size="compact-sm" variant="default" onClick={() => ask('edit')}>
              {t('prices.change')}
            </Button>
          )}
          {mayWrite && list.isOwn && (
            <Button size="compact-sm" variant="default" onClick={() => ask('remove')}>
              {t('prices.remove')}
            </Button>
          )}
        </Group>
      }
    >
      <PriceTable list={list} />
      {asked === 'edit' && <PricesDialog now={data} close={() => ask(null)} />}
      {asked === 'remove' && <RemoveDialog etag={etag} close={() => ask(null)} />}
    </Part>
  );
};

const PriceTable = ({ list: { prices, currency, source, freeServicePerMonth } }: { list: PriceList }) => {
  const { t } = useTranslation('settings-costs');
  const language = useLanguage();
  return (
    <>
      <Table.ScrollContainer
        type="native"
        minWidth={460}
        tabIndex={0}
        role="group"
        aria-label={t('prices.title')}
      >
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('prices.market')}</Table.Th>
              <Table.Th>{t('category')}</Table.Th>
              <Table.Th>{t('prices.from')}</Table.Th>
              <Table.Th>{t('prices.until')}</Table.Th>
              <Table.Th ta="right">{t('prices.amount')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {prices.map(({ market, category, from, until, amount }) => (
              <Table.Tr key={`${market}${category}${from}`}>
                <Table.Td>{market === '*' ? t('prices.every') : market}</Table.Td>
                <Table.Td>{t(`categories.${category}`)}</Table.Td>
                <Table.Td>{dayText(from, language, false)}</Table.Td>
                <Table.Td>{until === null ? t('prices.open') : dayText(until, language, false)}</Table.Td>
                <Table.Td ta="right">
                  <MoneyText amount={amount} currency={currency} />
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Table.ScrollContainer>
      <Text size="xs" c="dimmed">
        {t('prices.free', { free: formatCount(freeServicePerMonth, language) })} {t('prices.source')}{' '}
        <bdi>{source}</bdi>
      </Text>
    </>
  );
};

const RemoveDialog = ({ etag, close }: { etag: string | null; close: () => void }) => {
  const { t } = useTranslation('settings-costs');
  // What was on the screen when it was asked.
  const [seen] = useState(etag);
  const order = useOrder({
    send: removePrices,
    refresh: [['prices'], ['costs'], ['budget']],
    said: t('prices.removed'),
    after: close,
  });
  return (
    <Ask
      title={t('prices.remove')}
      text={t('prices.removeText')}
      go={t('prices.removeGo')}
      isDanger
      isPending={order.isPending}
      close={close}
      order={() => order.mutate(seen)}
    />
  );
};
