import {
  ActionIcon,
  Button,
  MultiSelect,
  NativeSelect,
  NumberInput,
  Select,
  TagsInput,
  TextInput,
} from '@mantine/core';
import { XMarkIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatQuantity } from '../../parts/amount.ts';
import { readQuantity } from '../../parts/quantity.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { unitsQuery, type Field, type Operator, type Value } from './queries.ts';
import classes from './rules.module.css';
import { useWords } from './use-words.ts';

interface ValueProps {
  label: string;
  field: Field;
  operator: Operator;
  value: Value | undefined;
  change: (value: Value | undefined) => void;
}

const strings = (value: Value | undefined): string[] =>
  Array.isArray(value) ? value.filter((one): one is string => typeof one === 'string') : [];

/** What a field is compared with, in the form the operator takes. */
export const ValueField = (props: ValueProps) => {
  const { t } = useTranslation('rules');
  const { label, field, operator, value, change } = props;
  const isSeveral = operator.value?.['type'] === 'array';
  if (field.kind === 'amount') return <Amounts {...props} />;
  if (field.choices.length > 0) return <Choices {...props} />;
  if (isSeveral)
    return (
      <TagsInput
        aria-label={label}
        placeholder={strings(value).length === 0 ? t('conditions.several') : ''}
        value={strings(value)}
        onChange={(all) => change(all)}
        acceptValueOnBlur
      />
    );
  switch (field.kind) {
    case 'flag':
      return (
        <NativeSelect
          aria-label={label}
          data={[
            { value: 'true', label: t('yes') },
            { value: 'false', label: t('no') },
          ]}
          value={String(value ?? true)}
          onChange={(event) => change(event.currentTarget.value === 'true')}
        />
      );
    case 'number':
      return (
        <NumberInput
          aria-label={label}
          allowDecimal={false}
          value={typeof value === 'number' ? value : ''}
          onChange={(typed) => change(typeof typed === 'number' ? typed : undefined)}
        />
      );
    default:
      return (
        <TextInput
          aria-label={label}
          type={field.kind === 'date' ? 'date' : 'text'}
          maxLength={200}
          value={typeof value === 'string' ? value : ''}
          onChange={(event) => {
            const typed = event.currentTarget.value;
            change(typed === '' ? undefined : typed);
          }}
        />
      );
  }
};

const Choices = ({ label, field: { choices }, operator, value, change }: ValueProps) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  const data = choices.map((choice) => ({ value: choice, label: words.choice(choice) }));
  return operator.value?.['type'] === 'array' ? (
    <MultiSelect
      aria-label={label}
      placeholder={strings(value).length === 0 ? t('conditions.chooseSome') : ''}
      data={data}
      value={strings(value)}
      onChange={(all) => change(all)}
      searchable
    />
  ) : (
    <Select
      aria-label={label}
      placeholder={t('conditions.choose')}
      data={data}
      value={typeof value === 'string' ? value : null}
      onChange={(chosen) => change(chosen ?? undefined)}
      searchable={choices.length > 6}
      nothingFoundMessage={t('nothingFound')}
    />
  );
};

interface Amount {
  unit: string;
  quantity: string;
}

const amountsOf = (value: Value | undefined): Amount[] =>
  [value].flat().filter((one): one is Amount => typeof one === 'object');

/** An amount of one unit, or one for each of several: a threshold is never that of another unit. */
const Amounts = ({ label, operator, value, change }: ValueProps) => {
  const { t } = useTranslation('rules');
  const [removed, setRemoved] = useState(0);
  const amounts = amountsOf(value);
  const set = (next: readonly Amount[]): void => {
    const [one] = next;
    if (one !== undefined) change(next.length === 1 ? one : [...next]);
  };
  return (
    <div className={classes.plain}>
      {amounts.map((amount, at) => (
        <AmountRow
          key={`${String(removed)}-${String(at)}`}
          label={label}
          amount={amount}
          change={(to) => set(amounts.map((one, index) => (index === at ? to : one)))}
          remove={
            amounts.length === 1
              ? null
              : () => {
                  setRemoved(removed + 1);
                  set(amounts.filter((_one, index) => index !== at));
                }
          }
        />
      ))}
      {operator.list !== undefined && (
        <Button
          size="compact-xs"
          variant="subtle"
          style={{ alignSelf: 'flex-start' }}
          onClick={() => set([...amounts, { unit: 'TRY', quantity: '' }])}
        >
          {t('conditions.addUnit')}
        </Button>
      )}
    </div>
  );
};

const AmountRow = ({
  label,
  amount: { unit, quantity },
  change,
  remove,
}: {
  label: string;
  amount: Amount;
  change: (to: Amount) => void;
  remove: (() => void) | null;
}) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  const language = useLanguage();
  const { data: units = [] } = useQuery(unitsQuery);
  const [typed, setTyped] = useState(() => (quantity === '' ? '' : formatQuantity(quantity, unit, language)));
  const codes = units.filter(({ code, isRetired }) => !isRetired || code === unit).map(({ code }) => code);
  return (
    <div className={classes.amount}>
      <TextInput
        aria-label={label}
        inputMode="decimal"
        placeholder="0"
        value={typed}
        onChange={(event) => {
          const text = event.currentTarget.value;
          setTyped(text);
          change({ unit, quantity: readQuantity(text, language) ?? '' });
        }}
      />
      <NativeSelect
        aria-label={t('conditions.unit', { of: label })}
        data={(codes.includes(unit) ? codes : [unit, ...codes]).map((code) => ({
          value: code,
          label: words.unit(code),
        }))}
        value={unit}
        onChange={(event) => change({ unit: event.currentTarget.value, quantity })}
      />
      {remove === null ? (
        <span />
      ) : (
        <ActionIcon
          size={34}
          onClick={remove}
          aria-label={t('conditions.removeUnit', { unit: words.unit(unit) })}
        >
          <XMarkIcon width={16} />
        </ActionIcon>
      )}
    </div>
  );
};
