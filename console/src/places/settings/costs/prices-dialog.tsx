import {
  ActionIcon,
  Button,
  Group,
  Modal,
  NativeSelect,
  NumberInput,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { PlusIcon, TrashIcon } from '@heroicons/react/24/outline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { overTheirs } from '../../../parts/over-theirs.ts';
import { readQuantity, typedOf } from '../../../parts/quantity.ts';
import { useLanguage } from '../../../parts/use-language.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { isOutdated, isRefused, Outdated, Refusal } from '../../../parts/outdated.tsx';
import classes from '../settings.module.css';
import { MoneyText } from './money-text.tsx';
import { savePrices, type Price, type PriceList } from './queries.ts';

const categories = ['marketing', 'utility', 'authentication', 'service'] as const;

/** A price as it is typed. */
interface TypedPrice {
  market: string;
  category: Price['category'];
  from: string;
  until: string;
  amount: string;
}

interface SeenList {
  list: PriceList;
  etag: string | null;
}

/** What the form changes of it. */
type Fields = Pick<PriceList, 'currency' | 'freeServicePerMonth' | 'source' | 'prices'>;

/** Mine in place of theirs; prices and their currency are one field. */
const mineOver = (first: Fields | null, mine: Fields, theirs: Fields): Fields => {
  const joined = ({ currency, prices, freeServicePerMonth, source }: Fields) => ({
    money: [{ currency, prices }],
    ...{ freeServicePerMonth, source },
  });
  const { money, ...rest } = overTheirs(first && joined(first), joined(mine), joined(theirs));
  return { ...mine, ...money[0], ...rest };
};

/** A list as it is typed, and as the API takes it; `read` null: something is missing, or cannot be read. */
const useTypedList = (list: PriceList) => {
  const language = useLanguage();
  const { t } = useTranslation('settings-costs');
  const [currency, setCurrency] = useState(list.currency);
  const [source, setSource] = useState(list.isOwn ? list.source : '');
  const [free, setFree] = useState<string | number>(list.freeServicePerMonth);
  const [typed, setTyped] = useState<readonly TypedPrice[]>(() =>
    list.prices.map(({ until, amount, ...row }) => ({
      ...row,
      until: until ?? '',
      amount: typedOf(amount, language),
    })),
  );
  const prices = typed.map(({ amount, until, market, ...row }) => ({
    ...row,
    market: market.trim().toUpperCase(),
    until: until === '' ? null : until,
    amount: readQuantity(amount, language),
  }));
  const isWhole =
    /^[A-Z]{3}$/.test(currency) &&
    prices.length > 0 &&
    prices.every(
      ({ amount, market, from }) => amount !== null && /^(?:\*|[A-Z]{2})$/.test(market) && from !== '',
    );
  const read = {
    ...{ currency, freeServicePerMonth: Number(free) },
    source: source.trim() === '' ? t('prices.ownSource') : source.trim(),
    // Whole: every amount was read.
    prices: prices as Price[],
  };
  return {
    ...{ currency, setCurrency, source, setSource, free, setFree, typed, setTyped },
    read: isWhole ? read : null,
  };
};

/** All prices at once, as the API takes them: what is left out is gone. What was typed stays when it is refused. */
export const PricesDialog = ({ now, close }: { now: SeenList; close: () => void }) => {
  const { t } = useTranslation('settings-costs');
  // The list is asked again while somebody types: what they saw is what they began from.
  const [{ list, etag }] = useState(now);
  const fields = useTypedList(list);
  const order = useOrder({
    send: savePrices,
    refresh: [['prices'], ['costs'], ['budget']],
    said: t('prices.saved'),
    after: close,
    isToldThere: () => true,
  });
  const { read } = fields;
  // As it was read before anything was typed.
  const [first] = useState(read);
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={t('prices.change')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (read !== null) order.mutate({ ...read, etag });
        }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('prices.text')}
          </Text>
          <ListFields fields={fields} />
          <PriceRows typed={fields.typed} change={fields.setTyped} />
          {isRefused(order.error, 'prices') ? (
            <Text size="sm" c="var(--mantine-color-error)" role="alert">
              {t('prices.overlap')}
            </Text>
          ) : (
            <Refusal problem={order.error} />
          )}
          {isOutdated(order.error) && (
            <Outdated
              isPending={order.isPending}
              replace={() =>
                read !== null &&
                order.mutate({ ...(now.list.isOwn ? mineOver(first, read, now.list) : read), etag: now.etag })
              }
            >
              {now.list.prices.map((one) => (
                <Text size="sm" key={`${one.market}${one.category}${one.from}`}>
                  {one.market} · {t(`categories.${one.category}`)} ·{' '}
                  <MoneyText amount={one.amount} currency={now.list.currency} />
                </Text>
              ))}
            </Outdated>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={order.isPending} disabled={read === null}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};

/** What holds for all rows. */
const ListFields = ({ fields }: { fields: ReturnType<typeof useTypedList> }) => {
  const { t } = useTranslation('settings-costs');
  return (
    <div className={classes.fields}>
      <TextInput
        label={t('prices.currency')}
        required
        maxLength={3}
        value={fields.currency}
        onChange={(event) => fields.setCurrency(event.currentTarget.value.toUpperCase())}
      />
      <NumberInput
        label={t('prices.freeLabel')}
        min={0}
        allowDecimal={false}
        hideControls
        value={fields.free}
        onChange={fields.setFree}
      />
      <TextInput
        label={t('prices.sourceLabel')}
        placeholder={t('prices.ownSource')}
        maxLength={500}
        value={fields.source}
        onChange={(event) => fields.setSource(event.currentTarget.value)}
      />
    </div>
  );
};

const PriceRows = ({
  typed,
  change,
}: {
  typed: readonly TypedPrice[];
  change: (typed: readonly TypedPrice[]) => void;
}) => {
  const { t } = useTranslation('settings-costs');
  const language = useLanguage();
  const set = (at: number, part: Partial<TypedPrice>): void =>
    change(typed.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <Stack gap="sm">
      {typed.map((one, at) => (
        <fieldset key={String(at)} className={classes.rowFields}>
          <legend>{t('prices.nth', { n: at + 1 })}</legend>
          <TextInput
            label={t('prices.market')}
            description={t('prices.marketText')}
            maxLength={2}
            value={one.market}
            onChange={(event) => set(at, { market: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('category')}
            data={categories.map((value) => ({ value, label: t(`categories.${value}`) }))}
            value={one.category}
            onChange={({ currentTarget: { value } }) =>
              set(at, { category: categories.find((each) => each === value) ?? 'utility' })
            }
          />
          <TextInput
            label={t('prices.amount')}
            inputMode="decimal"
            value={one.amount}
            error={one.amount !== '' && readQuantity(one.amount, language) === null && t('amountWrong')}
            onChange={(event) => set(at, { amount: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('prices.from')}
            value={one.from}
            onChange={(event) => set(at, { from: event.currentTarget.value })}
          />
          <TextInput
            type="date"
            label={t('prices.until')}
            value={one.until}
            onChange={(event) => set(at, { until: event.currentTarget.value })}
          />
          <ActionIcon
            aria-label={t('prices.removeRow', { n: at + 1 })}
            disabled={typed.length === 1}
            onClick={() => change(typed.filter((_one, index) => index !== at))}
          >
            <TrashIcon width={18} />
          </ActionIcon>
        </fieldset>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<PlusIcon width={16} />}
          onClick={() =>
            change([...typed, { market: 'TR', category: 'utility', from: '', until: '', amount: '' }])
          }
        >
          {t('prices.addRow')}
        </Button>
      </div>
    </Stack>
  );
};
