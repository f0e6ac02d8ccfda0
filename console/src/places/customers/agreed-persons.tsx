import { ActionIcon, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { PlusIcon, TrashIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { readQuantity } from '../../parts/quantity.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { unitsQuery } from './agreement-queries.ts';
import classes from './customers.module.css';
import type { Customer } from './queries.ts';
import { contactChoices, type TypedPerson } from './typed-persons.ts';

/** Whom the agreement lets answer, from which number and up to what. */
export const AgreedPersons = ({
  customer,
  persons,
  change,
}: {
  customer: Customer;
  persons: readonly TypedPerson[];
  change: (persons: readonly TypedPerson[]) => void;
}) => {
  const { t } = useTranslation('customers');
  // Somebody who is no contact any more can be chosen again after another was.
  const [named] = useState(() => persons.map(({ contactRef }) => contactRef));
  return (
    <Stack gap="sm">
      {persons.map((person, at) => (
        <PersonFields
          key={String(at)}
          n={at + 1}
          customer={customer}
          named={named}
          person={person}
          set={(part) => change(persons.map((one, index) => (index === at ? { ...one, ...part } : one)))}
          remove={() => change(persons.filter((_one, index) => index !== at))}
        />
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<PlusIcon width={16} />}
          onClick={() => change([...persons, { contactRef: '', name: '', phone: '', limits: [] }])}
        >
          {t('agreements.addPerson')}
        </Button>
      </div>
    </Stack>
  );
};

const PersonFields = ({
  n,
  customer,
  named,
  person,
  set,
  remove,
}: {
  n: number;
  customer: Customer;
  /** References of those it named when it was opened. */
  named: readonly string[];
  person: TypedPerson;
  set: (part: Partial<TypedPerson>) => void;
  remove: () => void;
}) => {
  const { t } = useTranslation('customers');
  const choose = (ref: string): void => {
    const contact = customer.contacts.find((one) => one.ref === ref);
    set({ contactRef: ref, ...(contact === undefined ? {} : { name: contact.name, phone: contact.phone }) });
  };
  return (
    <fieldset className={classes.fields}>
      <legend>{t('agreements.nthPerson', { n })}</legend>
      <div className={classes.two}>
        <NativeSelect
          label={t('agreements.contact')}
          data={[
            { value: '', label: t('agreements.nobody') },
            ...contactChoices(customer, [...named, person.contactRef]).map(({ ref, name }) => ({
              value: ref,
              label: name ?? t('agreements.noContact', { ref }),
            })),
          ]}
          value={person.contactRef}
          onChange={(event) => choose(event.currentTarget.value)}
        />
        <TextInput
          label={t('name')}
          required
          maxLength={200}
          value={person.name}
          onChange={(event) => set({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('phone')}
          type="tel"
          value={person.phone}
          onChange={(event) => set({ phone: event.currentTarget.value })}
        />
      </div>
      <Limits limits={person.limits} change={(limits) => set({ limits })} />
      <Group justify="flex-end">
        <Button size="compact-xs" variant="subtle" color="red" onClick={remove}>
          {t('remove')}
        </Button>
      </Group>
    </fieldset>
  );
};

/** Up to what; a unit that is not named is without a limit. */
const Limits = ({
  limits,
  change,
}: {
  limits: TypedPerson['limits'];
  change: (limits: TypedPerson['limits']) => void;
}) => {
  const { t } = useTranslation('customers');
  const language = useLanguage();
  const known = useQuery({ ...unitsQuery, enabled: useMay('units:read') }).data?.data ?? [];
  const units = known.filter(({ isRetired }) => !isRetired);
  const set = (at: number, part: Partial<TypedPerson['limits'][number]>): void =>
    change(limits.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <Stack gap="xs">
      {limits.map(({ unit, quantity }, at) => (
        <Group key={String(at)} gap="xs" align="flex-end" wrap="nowrap">
          <TextInput
            label={t('agreements.upTo')}
            inputMode="decimal"
            value={quantity}
            error={quantity !== '' && readQuantity(quantity, language) === null && t('agreements.notANumber')}
            onChange={(event) => set(at, { quantity: event.currentTarget.value })}
            flex={1}
          />
          <NativeSelect
            label={t('agreements.unit')}
            data={[
              { value: '', label: t('agreements.choose') },
              ...(units.some(({ code }) => code === unit) || unit === '' ? [] : [unit]),
              ...units.map(({ code, names }) => ({ value: code, label: names[language].name })),
            ]}
            value={unit}
            onChange={(event) => set(at, { unit: event.currentTarget.value })}
            flex={1}
          />
          <ActionIcon
            aria-label={t('agreements.removeLimit')}
            onClick={() => change(limits.filter((_one, index) => index !== at))}
          >
            <TrashIcon width={18} />
          </ActionIcon>
        </Group>
      ))}
      <div>
        <Button
          size="compact-xs"
          variant="subtle"
          onClick={() => change([...limits, { unit: '', quantity: '' }])}
        >
          {t('agreements.addLimit')}
        </Button>
      </div>
    </Stack>
  );
};
