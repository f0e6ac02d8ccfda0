import { ActionIcon, Button, NativeSelect, Select, Text } from '@mantine/core';
import { PlusIcon, XMarkIcon } from '@heroicons/react/24/outline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { FieldError } from './field-error.tsx';
import type { Condition, Field, Operator, Value } from './queries.ts';
import type { FormPart } from './form-part.ts';
import { isOfCustomer } from './rule-type.ts';
import classes from './rules.module.css';
import { useWords } from './use-words.ts';
import { ValueField } from './value-field.tsx';

const takesSeveral = (operator: Operator | undefined): boolean => operator?.value?.['type'] === 'array';

/** What a comparison begins with. */
const firstValue = ({ kind }: Field, operator: Operator | undefined): Value | undefined => {
  if (operator === undefined || operator.value === null) return undefined;
  if (kind === 'flag') return true;
  if (kind === 'amount') return { unit: 'HAS', quantity: '' };
  return takesSeveral(operator) ? [] : undefined;
};

const conditionOn = (known: Field, op: string, value: Value | undefined): Condition => ({
  ...{ field: known.field, op },
  ...(value === undefined ? {} : { value }),
});

/** What has to hold: fields of the event and of its customer, each with the comparisons that fit. */
export const ConditionFields = ({ rule, type, change, errorAt }: FormPart) => {
  const { t } = useTranslation('rules');
  // Rows keep what is typed by their place: where one goes, those below are drawn anew.
  const [removed, setRemoved] = useState(0);
  const { when } = rule;
  const set = (at: number, to: Condition): void =>
    change({ when: when.map((one, index) => (index === at ? to : one)) });
  return (
    <fieldset className={classes.fields}>
      <legend>{t('lead.if')}</legend>
      {when.length === 0 && (
        <Text size="sm" c="dimmed">
          {t(type.fields.length === 0 ? 'conditions.noFields' : 'conditions.none')}
        </Text>
      )}
      {when.map((condition, at) => (
        <Row
          key={`${String(removed)}-${String(at)}`}
          condition={condition}
          at={at}
          fields={type.fields}
          error={errorAt(`when[${String(at)}]`)}
          change={(to) => set(at, to)}
          remove={() => {
            setRemoved(removed + 1);
            change({ when: when.filter((_one, index) => index !== at) });
          }}
        />
      ))}
      {type.fields.length > 0 && (
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<PlusIcon width={16} />}
          style={{ alignSelf: 'flex-start' }}
          disabled={when.length >= 20}
          onClick={() => change({ when: [...when, { field: '', op: '' }] })}
        >
          {t('conditions.add')}
        </Button>
      )}
    </fieldset>
  );
};

const Row = ({
  condition,
  at,
  fields,
  error,
  change,
  remove,
}: {
  condition: Condition;
  at: number;
  fields: readonly Field[];
  error: string | undefined;
  change: (to: Condition) => void;
  remove: () => void;
}) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  const known = fields.find(({ field }) => field === condition.field);
  const operator = known?.operators.find(({ op }) => op === condition.op);
  const n = at + 1;
  const items = (all: readonly Field[]) =>
    all.map(({ field }) => ({ value: field, label: words.field(field) }));
  const choose = (field: string | null): void => {
    const chosen = fields.find((one) => one.field === field);
    const [first] = chosen?.operators ?? [];
    if (chosen !== undefined && first !== undefined)
      change(conditionOn(chosen, first.op, firstValue(chosen, first)));
  };
  const compare = (op: string): void => {
    const next = known?.operators.find((one) => one.op === op);
    if (known === undefined || next === undefined) return;
    const isAlike =
      operator !== undefined && takesSeveral(next) === takesSeveral(operator) && next.value !== null;
    change(conditionOn(known, op, isAlike ? condition.value : firstValue(known, next)));
  };
  return (
    <div role="group" aria-label={t('conditions.one', { n })}>
      <div className={classes.condition}>
        <Select
          aria-label={t('conditions.field', { n })}
          placeholder={t('conditions.choose')}
          searchable
          nothingFoundMessage={t('nothingFound')}
          data={[
            { group: t('conditions.ofEvent'), items: items(fields.filter((one) => !isOfCustomer(one))) },
            { group: t('conditions.ofCustomer'), items: items(fields.filter(isOfCustomer)) },
          ]}
          value={condition.field === '' ? null : condition.field}
          onChange={choose}
        />
        <NativeSelect
          aria-label={t('conditions.op', { n })}
          disabled={known === undefined}
          data={(known?.operators ?? []).map(({ op }) => ({ value: op, label: t(`ops.${op}`) }))}
          value={condition.op}
          onChange={(event) => compare(event.currentTarget.value)}
        />
        <ActionIcon size={34} onClick={remove} aria-label={t('conditions.remove', { n })}>
          <XMarkIcon width={18} />
        </ActionIcon>
        {known !== undefined && operator !== undefined && operator.value !== null && (
          <div className={classes.conditionValue}>
            <ValueField
              key={`${condition.field} ${String(takesSeveral(operator))}`}
              label={t('conditions.value', { n })}
              field={known}
              operator={operator}
              value={condition.value}
              change={(value) => change(conditionOn(known, condition.op, value))}
            />
          </div>
        )}
      </div>
      <FieldError said={error} />
    </div>
  );
};
