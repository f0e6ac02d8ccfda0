import { Button, Group, Modal, NumberInput, Progress, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../parts/me.ts';
import { overTheirs } from '../../../parts/over-theirs.ts';
import { readQuantity, typedOf } from '../../../parts/quantity.ts';
import { ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag, type Tone } from '../../../parts/tag.tsx';
import { useLanguage } from '../../../parts/use-language.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { When } from '../../../parts/when.tsx';
import { Ask } from '../ask.tsx';
import { monthText } from '../../../parts/day-text.ts';
import { isOutdated, Outdated, Refusal } from '../../../parts/outdated.tsx';
import { Part } from '../part.tsx';
import classes from '../settings.module.css';
import { MoneyText } from './money-text.tsx';
import { budgetQuery, pricesQuery, removeBudget, saveBudget, type Budget, type Seen } from './queries.ts';

const tones: Readonly<Record<Budget['level'], Tone>> = { within: 'good', warned: 'warn', exhausted: 'bad' };

/** What may be spent in a month, and where this one stands. */
export const BudgetPart = () => {
  const { t } = useTranslation('settings-costs');
  const { data, isPending, error, refetch } = useQuery(budgetQuery);
  const mayWrite = useMay('admin');
  const [asked, ask] = useState<'edit' | 'remove' | null>(null);
  if (isPending) return <ListSkeleton rows={1} height={110} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  return (
    <Part
      title={t('budget.title')}
      actions={
        mayWrite && (
          <Group gap="xs">
            <Button size="compact-sm" variant="default" onClick={() => ask('edit')}>
              {t(data.value === null ? 'budget.set' : 'budget.change')}
            </Button>
            {data.value !== null && (
              <Button size="compact-sm" variant="default" onClick={() => ask('remove')}>
                {t('budget.remove')}
              </Button>
            )}
          </Group>
        )
      }
    >
      {data.value === null ? (
        <Text size="sm" c="dimmed">
          {t('budget.none')}
        </Text>
      ) : (
        <Stands budget={data.value} />
      )}
      {asked === 'edit' && <BudgetDialog seen={data} close={() => ask(null)} />}
      {asked === 'remove' && <RemoveDialog etag={data.etag} close={() => ask(null)} />}
    </Part>
  );
};

/** Part of the budget that is spent, in percent. For a bar alone: figures stay as they were sent. */
const percentOf = ({ spent, amount }: Budget): number =>
  Number(amount) === 0 ? 100 : Math.min(100, (100 * Number(spent)) / Number(amount));

const Stands = ({ budget }: { budget: Budget }) => {
  const { t } = useTranslation('settings-costs');
  const language = useLanguage();
  const { spent, amount, currency, level, month, warnAtPercent, unpriced, holdsUntil } = budget;
  return (
    <div className={classes.box}>
      <Group justify="space-between" gap="xs" mb={8}>
        <Text size="sm">
          {monthText(month, language)}: <MoneyText amount={spent} currency={currency} /> {t('budget.of')}{' '}
          <MoneyText amount={amount} currency={currency} />
        </Text>
        <Tag tone={tones[level]}>{t(`budget.levels.${level}`)}</Tag>
      </Group>
      <Progress
        value={percentOf(budget)}
        aria-label={t('budget.spent')}
        {...(level === 'within' ? {} : { color: level === 'warned' ? 'yellow.7' : 'red.8' })}
      />
      <Text size="xs" c="dimmed" mt={8}>
        {t('budget.warns', { percent: warnAtPercent })}
        {unpriced > 0 && ` ${t('budget.unpriced', { count: unpriced })}`}
      </Text>
      {holdsUntil !== null && (
        <Text size="sm" mt={4}>
          {t('budget.holds')} <When at={holdsUntil} full />
        </Text>
      )}
    </div>
  );
};

/** What the form changes of it. */
type Fields = Pick<Budget, 'amount' | 'currency' | 'warnAtPercent'>;

/** Mine in place of theirs; an amount and its currency are one field. */
const mineOver = (first: Fields | null, mine: Fields, theirs: Fields): Fields => {
  const joined = ({ amount, currency, warnAtPercent }: Fields) => ({
    money: [{ amount, currency }],
    warnAtPercent,
  });
  const { money, warnAtPercent } = overTheirs(first && joined(first), joined(mine), joined(theirs));
  return { ...mine, ...money[0], warnAtPercent };
};

const BudgetDialog = ({ seen: now, close }: { seen: Seen<Budget>; close: () => void }) => {
  const { t } = useTranslation('settings-costs');
  const language = useLanguage();
  const currency = useQuery(pricesQuery).data?.list.currency;
  // It is asked again while somebody types: what they saw is what they began from.
  const [seen] = useState(now);
  const [typed, setTyped] = useState(seen.value === null ? '' : typedOf(seen.value.amount, language));
  const [percent, setPercent] = useState<string | number>(seen.value?.warnAtPercent ?? 80);
  const order = useOrder({
    send: saveBudget,
    refresh: [['budget']],
    said: t('budget.saved'),
    after: close,
    isToldThere: () => true,
  });
  const amount = readQuantity(typed, language);
  const warnAtPercent = Number(percent);
  const isWhole = amount !== null && currency !== undefined && warnAtPercent >= 1 && warnAtPercent <= 100;
  const read = isWhole ? { amount, currency, warnAtPercent } : null;
  // As it was read before anything was typed.
  const [first] = useState(read);
  return (
    <Modal opened onClose={close} title={t('budget.title')} closeButtonProps={{ 'aria-label': t('cancel') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          // Nothing was set: nobody's is written over.
          if (read !== null) order.mutate({ etag: seen.etag, ...read });
        }}
      >
        <Stack gap="md">
          <TextInput
            label={t('budget.amount', { currency: currency ?? '' })}
            required
            data-autofocus
            inputMode="decimal"
            value={typed}
            error={typed !== '' && amount === null && t('amountWrong')}
            onChange={(event) => setTyped(event.currentTarget.value)}
          />
          <NumberInput
            label={t('budget.percent')}
            min={1}
            max={100}
            allowDecimal={false}
            hideControls
            value={percent}
            onChange={setPercent}
          />
          <Text size="sm" c="dimmed">
            {t('budget.text')}
          </Text>
          <Refusal problem={order.error} />
          {isOutdated(order.error) && (
            <Outdated
              isPending={order.isPending}
              replace={() =>
                read !== null &&
                order.mutate({
                  etag: now.etag,
                  ...(now.value === null ? read : mineOver(first, read, now.value)),
                })
              }
            >
              <NowThere budget={now.value} />
            </Outdated>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={order.isPending} disabled={!isWhole}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};

const NowThere = ({ budget }: { budget: Budget | null }) => {
  const { t } = useTranslation('settings-costs');
  if (budget === null) return <Text size="sm">{t('budget.none')}</Text>;
  return (
    <Text size="sm">
      <MoneyText amount={budget.amount} currency={budget.currency} />.{' '}
      {t('budget.warns', { percent: budget.warnAtPercent })}
    </Text>
  );
};

const RemoveDialog = ({ etag, close }: { etag: string | null; close: () => void }) => {
  const { t } = useTranslation('settings-costs');
  // What was on the screen when it was asked.
  const [seen] = useState(etag);
  const order = useOrder({
    send: removeBudget,
    refresh: [['budget']],
    said: t('budget.removed'),
    after: close,
  });
  return (
    <Ask
      title={t('budget.remove')}
      text={t('budget.removeText')}
      go={t('budget.removeGo')}
      isDanger
      isPending={order.isPending}
      close={close}
      order={() => order.mutate(seen)}
    />
  );
};
