import { Button, Group, Modal, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../../parts/me.ts';
import { useLanguage } from '../../../parts/use-language.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { useNow } from '../../../parts/when.tsx';
import { dayIn, dayText } from '../../../parts/day-text.ts';
import { overTheirs } from '../../../parts/over-theirs.ts';
import { isOutdated, isRefused, Outdated, Refusal } from '../../../parts/outdated.tsx';
import { dayKinds, saveDay, type Day } from './queries.ts';

/** A day of the business's own, or what it says of a public one; `day` null: a new one. */
export const DayDialog = ({
  day,
  days,
  close,
}: {
  day: Day | null;
  /** As they are by now. */
  days: readonly Day[];
  close: () => void;
}) => {
  const { t } = useTranslation('settings-calendar');
  const language = useLanguage();
  const today = dayIn(useNow(), useMe().tenant.timeZone);
  const [seenDays] = useState(days);
  const [date, setDate] = useState(day?.date ?? '');
  const [kind, setKind] = useState<Day['kind']>(day?.kind ?? 'holiday');
  const [name, setName] = useState(day?.source === 'own' ? day.name : '');
  const order = useOrder({
    send: saveDay,
    refresh: [['calendar']],
    said: t('add.done'),
    after: close,
    isToldThere: () => true,
  });
  const revIn = (all: readonly Day[]): number => all.find((one) => one.date === date)?.rev ?? 0;
  const now = days.find((one) => one.date === date);
  const isWhole = date >= today && name.trim() !== '';
  const mine = { kind, name: name.trim() };
  // As it stood here before anything was typed; a day of the public calendar gives no name.
  const [first] = useState(day?.source === 'own' ? mine : null);
  return (
    <Modal
      opened
      onClose={close}
      title={day === null ? t('add.title') : dayText(day.date, language)}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isWhole) order.mutate({ date, rev: revIn(seenDays), ...mine });
        }}
      >
        <Stack gap="md">
          {day === null && (
            <DateField
              date={date}
              today={today}
              now={now}
              isRefused={isRefused(order.error, 'path.date')}
              choose={setDate}
            />
          )}
          <KindChoice kind={kind} choose={setKind} />
          <NameField name={name} isRefused={isRefused(order.error, 'name')} type={setName} />
          <Text size="sm" c="dimmed">
            {t('add.text')}
          </Text>
          <Refusal problem={order.error} />
          {isOutdated(order.error) && (
            <Newer
              {...{ first, mine, now }}
              isPending={order.isPending}
              replace={(fields) => order.mutate({ date, rev: revIn(days), ...fields })}
            />
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

type Fields = Pick<Day, 'kind' | 'name'>;

/** What somebody else said of the day meanwhile. */
const Newer = ({
  first,
  mine,
  now,
  isPending,
  replace,
}: {
  first: Fields | null;
  mine: Fields;
  now: Day | undefined;
  isPending: boolean;
  replace: (fields: Fields) => void;
}) => {
  const { t } = useTranslation('settings-calendar');
  return (
    <Outdated
      isPending={isPending}
      replace={() =>
        replace(now?.source === 'own' ? overTheirs(first, mine, { kind: now.kind, name: now.name }) : mine)
      }
    >
      <Text size="sm">
        {now === undefined ? t('ordinary') : `${now.name} · ${t(`kinds.${now.kind}.name`)}`}
      </Text>
    </Outdated>
  );
};

const DateField = ({
  date,
  today,
  now,
  isRefused: isOver,
  choose,
}: {
  date: string;
  today: string;
  /** What is said of the day by now. */
  now: Day | undefined;
  isRefused: boolean;
  choose: (date: string) => void;
}) => {
  const { t } = useTranslation('settings-calendar');
  return (
    <>
      <TextInput
        type="date"
        label={t('date')}
        required
        data-autofocus
        min={today}
        value={date}
        error={((date !== '' && date < today) || isOver) && t('isOver')}
        onChange={(event) => choose(event.currentTarget.value)}
      />
      {now !== undefined && (
        <Text size="sm" c="dimmed">
          {t('already', { name: now.name, kind: t(`kinds.${now.kind}.name`) })}
        </Text>
      )}
    </>
  );
};

const KindChoice = ({ kind, choose }: { kind: Day['kind']; choose: (kind: Day['kind']) => void }) => {
  const { t } = useTranslation('settings-calendar');
  return (
    <Radio.Group
      label={t('kind')}
      value={kind}
      onChange={(value) => choose(dayKinds.find((one) => one === value) ?? 'holiday')}
    >
      <Stack gap={8} mt={6}>
        {dayKinds.map((one) => (
          <Radio key={one} value={one} label={t(`kinds.${one}.name`)} description={t(`kinds.${one}.text`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
};

const NameField = ({
  name,
  isRefused: isWrong,
  type,
}: {
  name: string;
  isRefused: boolean;
  type: (name: string) => void;
}) => {
  const { t } = useTranslation('settings-calendar');
  return (
    <TextInput
      label={t('name')}
      description={t('nameText')}
      required
      maxLength={120}
      value={name}
      error={isWrong && t('nameWrong')}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
};
