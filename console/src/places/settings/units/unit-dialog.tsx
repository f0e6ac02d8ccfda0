import { Button, Group, Modal, NativeSelect, NumberInput, Stack, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { overTheirs } from '../../../parts/over-theirs.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { useLanguage } from '../../../parts/use-language.ts';
import { isOutdated, isRefused, Outdated, Refusal } from '../../../parts/outdated.tsx';
import classes from '../settings.module.css';
import { saveUnit, unitsQuery, type Unit, type WrittenUnit } from './queries.ts';

const languages = ['tr', 'en', 'ar'] as const;
type UnitLanguage = (typeof languages)[number];
const kinds = ['weight', 'money', 'pieces'] as const;

interface TypedWords {
  name: string;
  short: string;
  suffix: string;
  /** Divided by commas. */
  words: string;
}
type Typed = Readonly<Record<UnitLanguage, TypedWords>>;

const empty: TypedWords = { name: '', short: '', suffix: '', words: '' };

const typedUnit = (unit: Unit | null): Typed => {
  const of = (language: UnitLanguage): TypedWords =>
    unit === null ? empty : { ...unit.names[language], words: unit.words[language].join(', ') };
  return { tr: of('tr'), en: of('en'), ar: of('ar') };
};

/** What the form changes of it. */
const fieldsOf = ({ kind, decimals, decimalsShown, carat, names, words }: Unit) => ({
  ...{ kind, decimals, decimalsShown, carat, names, words },
});

const wordsOf = (typed: string): string[] =>
  typed
    .split(/[,،]/)
    .map((word) => word.trim())
    .filter((word) => word !== '');

/** A unit as it is typed, and as the API takes it; `read` null: something is missing. */
const useTypedUnit = (seen: Unit | null) => {
  const [code, setCode] = useState(seen?.code ?? '');
  const [kind, setKind] = useState<Unit['kind']>(seen?.kind ?? 'weight');
  const [decimals, setDecimals] = useState<string | number>(seen?.decimals ?? 3);
  const [carat, setCarat] = useState<string | number>(seen?.carat ?? '');
  const [typed, setTyped] = useState(() => typedUnit(seen));
  const isCodeGood = /^[A-Z][A-Z0-9_]{1,23}$/.test(code) && code !== 'ALL';
  const ofGold = carat === '' || kind !== 'weight' ? null : Number(carat);
  const isNamed = ({ name, short, suffix, words }: TypedWords): boolean =>
    [name, short, suffix].every((text) => text.trim() !== '') &&
    (ofGold !== null || wordsOf(words).length > 0);
  const isWhole = isCodeGood && languages.every((one) => isNamed(typed[one]));
  const each = <Value,>(of: (words: TypedWords) => Value): Record<UnitLanguage, Value> => ({
    ...{ tr: of(typed.tr), en: of(typed.en), ar: of(typed.ar) },
  });
  const read = {
    kind,
    decimals: kind === 'pieces' ? 0 : Number(decimals),
    ...(seen === null ? {} : { decimalsShown: seen.decimalsShown }),
    carat: ofGold,
    names: each(({ name, short, suffix }) => ({
      ...{ name: name.trim(), short: short.trim(), suffix: suffix.trim() },
    })),
    words: each(({ words }) => wordsOf(words)),
  };
  return {
    ...{ code, setCode, isCodeGood, kind, setKind, decimals, setDecimals, carat, setCarat, typed, setTyped },
    read: isWhole ? read : null,
  };
};

/** A unit of the business's own: how it is counted, called and written in each language. `unit` null: a new one. */
export const UnitDialog = ({ unit, close }: { unit: Unit | null; close: () => void }) => {
  const { t } = useTranslation('settings-units');
  const order = useOrder({
    send: saveUnit,
    refresh: [['units']],
    said: t('make.done'),
    after: close,
    isToldThere: () => true,
  });
  // It is asked again while somebody types: what they saw is what they began from.
  const [seen] = useState(unit);
  const fields = useTypedUnit(seen);
  const { code, typed, setTyped, read } = fields;
  const now = useQuery(unitsQuery).data?.data.find((one) => one.code === code);
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={t(seen === null ? 'make.title' : 'make.edit')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (read !== null) order.mutate({ code, version: seen?.version ?? 0, unit: read });
        }}
      >
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t(seen === null ? 'make.text' : 'make.editText')}
          </Text>
          <CountFields
            fields={fields}
            isNew={seen === null}
            isCodeRefused={isRefused(order.error, 'path.code')}
          />
          {languages.map((one) => (
            <WordFields
              key={one}
              language={one}
              typed={typed[one]}
              isWrong={isRefused(order.error, `words.${one}`) || isRefused(order.error, `names.${one}`)}
              change={(part) => setTyped({ ...typed, [one]: { ...typed[one], ...part } })}
            />
          ))}
          <Refusal problem={order.error} />
          {isOutdated(order.error) && now !== undefined && (
            <Outdated
              isPending={order.isPending}
              replace={() =>
                read !== null &&
                order.mutate({
                  ...{ code, version: now.version ?? 0 },
                  unit: overTheirs<WrittenUnit>(seen === null ? null : fieldsOf(seen), read, fieldsOf(now)),
                })
              }
            >
              <NowThere unit={now} />
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

/** What stays as it is once the unit is made: amounts may be stored in it. */
const CountFields = ({
  fields,
  isNew,
  isCodeRefused,
}: {
  fields: ReturnType<typeof useTypedUnit>;
  isNew: boolean;
  isCodeRefused: boolean;
}) => {
  const { t } = useTranslation('settings-units');
  const { code, kind, isCodeGood } = fields;
  const number = { allowDecimal: false, hideControls: true, disabled: !isNew } as const;
  return (
    <div className={classes.fields}>
      <TextInput
        label={t('code')}
        description={t('make.codeText')}
        required
        disabled={!isNew}
        value={code}
        error={((code !== '' && !isCodeGood) || isCodeRefused) && t('make.codeWrong')}
        onChange={(event) => fields.setCode(event.currentTarget.value.toUpperCase())}
      />
      <NativeSelect
        label={t('kind')}
        description={t('make.stays')}
        disabled={!isNew}
        data={kinds.map((value) => ({ value, label: t(`kinds.${value}`) }))}
        value={kind}
        onChange={({ currentTarget: { value } }) =>
          fields.setKind(kinds.find((one) => one === value) ?? 'weight')
        }
      />
      {kind !== 'pieces' && (
        <NumberInput
          label={t('make.decimals')}
          description={t('make.stays')}
          min={0}
          max={4}
          value={fields.decimals}
          onChange={fields.setDecimals}
          {...number}
        />
      )}
      {kind === 'weight' && (
        <NumberInput
          label={t('carat')}
          description={t('make.caratText')}
          min={1}
          max={24}
          value={fields.carat}
          onChange={fields.setCarat}
          {...number}
        />
      )}
    </div>
  );
};

const NowThere = ({ unit }: { unit: Unit }) => {
  const { name, suffix } = unit.names[useLanguage()];
  return (
    <Text size="sm">
      <bdi>{name}</bdi> · <bdi>{suffix}</bdi>
    </Text>
  );
};

const WordFields = ({
  language,
  typed,
  isWrong,
  change,
}: {
  language: UnitLanguage;
  typed: TypedWords;
  isWrong: boolean;
  change: (part: Partial<TypedWords>) => void;
}) => {
  const { t } = useTranslation('settings-units');
  return (
    <fieldset className={classes.rowFields}>
      <legend>{t(`languages.${language}`)}</legend>
      {(
        [
          ['name', 60],
          ['short', 20],
          ['suffix', 16],
          ['words', 500],
        ] as const
      ).map(([field, most]) => (
        <TextInput
          key={field}
          label={t(`make.${field}`)}
          placeholder={t(`make.${field}Example`)}
          required={field !== 'words'}
          dir="auto"
          maxLength={most}
          value={typed[field]}
          error={field === 'words' && isWrong && t('make.wordsWrong')}
          onChange={(event) => change({ [field]: event.currentTarget.value })}
        />
      ))}
    </fieldset>
  );
};
