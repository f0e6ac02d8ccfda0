import { ActionIcon, Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { PlusIcon, TrashIcon } from '@heroicons/react/24/outline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../../parts/languages.ts';
import { readQuantity, typedOf } from '../../../parts/quantity.ts';
import { useLanguage } from '../../../parts/use-language.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { dayText } from '../../../parts/day-text.ts';
import { isOutdated, Outdated, Refusal } from '../../../parts/outdated.tsx';
import classes from '../settings.module.css';
import { ConstantText } from './constant-text.tsx';
import { saveConstants, type Constant, type UnitConstants } from './queries.ts';

const kinds = ['milyem', 'grams', 'has', 'buying', 'selling'] as const;

/** A constant as it is typed. */
interface Typed {
  kind: Constant['kind'];
  value: string;
  in: string;
  source: string;
  validFrom: string;
  validUntil: string;
}

const isRate = (kind: Constant['kind']): boolean => kind === 'buying' || kind === 'selling';

const typedConstant = (one: Constant, language: Language): Typed => ({
  ...one,
  value: typedOf(one.value, language),
  in: one.in ?? '',
  source: one.source ?? '',
  validUntil: one.validUntil ?? '',
});

/** As the API takes it; null: something is missing, or no number. */
const readConstant = (typed: Typed, language: Language): Constant | null => {
  const value = readQuantity(typed.value, language);
  const money = typed.in.trim().toUpperCase();
  const source = typed.source.trim();
  const isMissing = value === null || typed.validFrom === '' || /^[0.]+$/.test(value);
  if (isMissing || (isRate(typed.kind) && (!/^[A-Z]{3}$/.test(money) || source === ''))) return null;
  return {
    ...{ kind: typed.kind, value, validFrom: typed.validFrom },
    in: isRate(typed.kind) ? money : null,
    source: isRate(typed.kind) ? source : null,
    validUntil: typed.validUntil === '' ? null : typed.validUntil,
  };
};

/** All constants of a unit at once, as the API takes them. What was typed stays when it is refused. */
export const ConstantsForm = ({ now, close }: { now: UnitConstants; close: () => void }) => {
  const { t } = useTranslation('settings-units');
  const language = useLanguage();
  // They are asked again while somebody types: what they saw is what they began from.
  const [seen] = useState(now);
  const [typed, setTyped] = useState<readonly Typed[]>(() =>
    seen.constants.map((one) => typedConstant(one, language)),
  );
  const order = useOrder({
    send: saveConstants,
    refresh: [['units']],
    said: t('constants.saved'),
    after: close,
    isToldThere: () => true,
  });
  const read = typed.map((one) => readConstant(one, language));
  const constants = read.filter((one) => one !== null);
  const isWhole = constants.length === read.length;
  const save = (version: number): void => order.mutate({ code: now.code, version, constants });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) save(seen.version);
      }}
    >
      <Stack gap="md">
        <Rows typed={typed} change={setTyped} />
        <Text size="sm" c="dimmed">
          {t('constants.what')}
        </Text>
        <Refusal problem={order.error} />
        {isOutdated(order.error) && (
          <Outdated isPending={order.isPending} replace={() => save(now.version)}>
            {now.constants.map((one) => (
              <Text size="sm" key={`${one.kind}${one.validFrom}`}>
                <ConstantText constant={one} /> ({dayText(one.validFrom, language, false)})
              </Text>
            ))}
            {now.constants.length === 0 && <Text size="sm">{t('constants.none')}</Text>}
          </Outdated>
        )}
        <Group gap="xs">
          <Button type="submit" loading={order.isPending} disabled={!isWhole}>
            {t('save')}
          </Button>
          <Button variant="subtle" onClick={close}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const Rows = ({ typed, change }: { typed: readonly Typed[]; change: (typed: readonly Typed[]) => void }) => {
  const { t } = useTranslation('settings-units');
  const set = (at: number, part: Partial<Typed>): void =>
    change(typed.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <Stack gap="sm">
      {typed.map((one, at) => (
        <Row
          key={String(at)}
          n={at + 1}
          one={one}
          set={(part) => set(at, part)}
          remove={() => change(typed.filter((_one, index) => index !== at))}
        />
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<PlusIcon width={16} />}
          onClick={() =>
            change([
              ...typed,
              { kind: 'milyem', value: '', in: 'TRY', source: '', validFrom: '', validUntil: '' },
            ])
          }
        >
          {t('constants.add')}
        </Button>
      </div>
    </Stack>
  );
};

const Row = ({
  n,
  one,
  set,
  remove,
}: {
  n: number;
  one: Typed;
  set: (part: Partial<Typed>) => void;
  remove: () => void;
}) => {
  const { t } = useTranslation('settings-units');
  const language = useLanguage();
  const isUnreadable = one.value !== '' && readQuantity(one.value, language) === null;
  return (
    <fieldset className={classes.rowFields}>
      <legend>{t('constants.nth', { n })}</legend>
      <NativeSelect
        label={t('constants.kind')}
        data={kinds.map((value) => ({ value, label: t(`constants.kinds.${value}`) }))}
        value={one.kind}
        onChange={({ currentTarget: { value } }) =>
          set({ kind: kinds.find((each) => each === value) ?? 'milyem' })
        }
      />
      <TextInput
        label={t('constants.value')}
        required
        inputMode="decimal"
        value={one.value}
        error={isUnreadable && t('constants.valueWrong')}
        onChange={(event) => set({ value: event.currentTarget.value })}
      />
      {isRate(one.kind) && (
        <>
          <TextInput
            label={t('constants.money')}
            required
            maxLength={3}
            value={one.in}
            onChange={(event) => set({ in: event.currentTarget.value })}
          />
          <TextInput
            label={t('constants.source')}
            required
            maxLength={60}
            value={one.source}
            onChange={(event) => set({ source: event.currentTarget.value })}
          />
        </>
      )}
      <TextInput
        type="date"
        label={t('constants.from')}
        required
        value={one.validFrom}
        onChange={(event) => set({ validFrom: event.currentTarget.value })}
      />
      <TextInput
        type="date"
        label={t('constants.until')}
        value={one.validUntil}
        onChange={(event) => set({ validUntil: event.currentTarget.value })}
      />
      <ActionIcon aria-label={t('constants.remove', { n })} onClick={remove}>
        <TrashIcon width={18} />
      </ActionIcon>
    </fieldset>
  );
};
