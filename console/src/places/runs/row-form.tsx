import { ActionIcon, Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { PlusIcon, TrashIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { customerQuery } from '../../parts/customer.ts';
import { isMasked } from '../../parts/masked.ts';
import { useMay } from '../../parts/me.ts';
import { useLanguage } from '../../parts/use-language.ts';
import { useOrder } from '../../parts/use-order.ts';
import { readQuantity } from '../../parts/quantity.ts';
import { changeRow, unitsQuery, type Run, type RunRow } from './queries.ts';
import { RowOutdated } from './row-outdated.tsx';
import classes from './runs.module.css';
import { typedLinesOf, type TypedLine } from './typed-lines.ts';

const languages = ['tr', 'en', 'ar'] as const;

const sideOf = (value: string): TypedLine['side'] => (value === 'B' || value === 'A' ? value : '');

const useTyped = (run: Run, row: RunRow) => {
  const language = useLanguage();
  const [typed, setTyped] = useState(() => typedLinesOf(row, run, language));
  const read = typed.map(({ unit, quantity, side }) => ({
    unit,
    side,
    quantity: readQuantity(quantity, language),
  }));
  return { typed, setTyped, read };
};

const isRead = (read: readonly (Omit<TypedLine, 'quantity'> & { quantity: string | null })[]): boolean =>
  read.length > 0 &&
  read.every(({ unit, quantity, side }) => unit !== '' && quantity !== null && side !== '');

/** Somebody else corrected it since the form was opened. */
const isOutdated = (problem: Error | null): boolean =>
  problem instanceof ApiProblem && problem.status === 412;

/** Corrects a row; what was typed stays when it is refused, and the row says at once whether it can go now. */
export const RowForm = ({ run, row, close }: { run: Run; row: RunRow; close: () => void }) => {
  const { t } = useTranslation('runs');
  // The row is asked again while somebody types: what they saw is what they began from.
  const [seenRev] = useState(row.rev);
  const [customer, setCustomer] = useState(row.customerRef ?? '');
  const [account, setAccount] = useState(row.accountNo ?? '');
  const [contact, setContact] = useState(row.contact ?? '');
  const [language, setLanguage] = useState(row.language ?? '');
  const { typed, setTyped, read } = useTyped(run, row);
  const order = useOrder({
    send: changeRow,
    refresh: [['runs']],
    said: t('corrected'),
    after: close,
    isToldThere: isOutdated,
  });
  const isWhole = customer.trim() !== '' && isRead(read);
  const save = (rev: number): void =>
    order.mutate({
      id: run.id,
      n: row.n,
      seenRev: rev,
      change: {
        customer: customer.trim(),
        ...(account.trim() === '' ? {} : { account: account.trim() }),
        // A number that is shown masked and was left alone stays as it is.
        ...(isMasked(contact) ? {} : { contact: contact.trim() === '' ? null : contact.trim() }),
        language: languages.find((one) => one === language) ?? null,
        // Whole: nothing of it is missing.
        lines: read as RunRow['lines'],
      },
    });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isWhole) save(seenRev);
      }}
    >
      <Stack gap="sm">
        <div className={classes.fields}>
          <TextInput
            label={t('columnNames.ref')}
            required
            value={customer}
            onChange={(event) => {
              // Nobody named the account: it is the customer's number.
              if (account === customer) setAccount(event.currentTarget.value);
              setCustomer(event.currentTarget.value);
            }}
          />
          <TextInput
            label={t('columnNames.account')}
            value={account}
            maxLength={64}
            onChange={(event) => setAccount(event.currentTarget.value)}
          />
          <ContactChoice customer={customer.trim()} contact={contact} choose={setContact} />
          <NativeSelect
            label={t('letterLanguage')}
            data={[
              { value: '', label: t('languageOfContact') },
              ...languages.map((value) => ({ value, label: t(`languages.${value}`) })),
            ]}
            value={language}
            onChange={(event) =>
              setLanguage(languages.find((one) => one === event.currentTarget.value) ?? '')
            }
          />
        </div>
        <Lines typed={typed} isRead={(index) => read[index]?.quantity !== null} change={setTyped} />
        {isOutdated(order.error) && <RowOutdated row={row} isWhole={isWhole} replace={() => save(row.rev)} />}
        <Group gap="xs">
          <Button type="submit" loading={order.isPending} disabled={!isWhole}>
            {t('save')}
          </Button>
          <Button variant="subtle" onClick={close}>
            {t('back')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Whoever of the customer is asked; left open: whom the rules say. */
const ContactChoice = ({
  customer,
  contact,
  choose,
}: {
  customer: string;
  contact: string;
  choose: (contact: string) => void;
}) => {
  const { t } = useTranslation('runs');
  const mayRead = useMay('customers:read');
  const { data } = useQuery({
    ...customerQuery(customer),
    enabled: mayRead && customer !== '',
    retry: false,
  });
  const contacts = data?.contacts ?? [];
  const isKnown = contact === '' || contacts.some(({ ref }) => ref === contact);
  return (
    <NativeSelect
      label={t('columnNames.asked')}
      data={[
        { value: '', label: t('whoeverIsAsked') },
        ...(isKnown ? [] : [{ value: contact, label: contact }]),
        ...contacts.map(({ ref, name }) => ({ value: ref, label: name })),
      ]}
      value={contact}
      onChange={(event) => choose(event.currentTarget.value)}
    />
  );
};

const Lines = ({
  typed,
  isRead,
  change,
}: {
  typed: readonly TypedLine[];
  /** Its figure can be read. */
  isRead: (index: number) => boolean;
  change: (typed: readonly TypedLine[]) => void;
}) => {
  const { t } = useTranslation('runs');
  const language = useLanguage();
  const known = useQuery({ ...unitsQuery, enabled: useMay('units:read') }).data?.data ?? [];
  const units = known.filter(({ isRetired }) => !isRetired);
  const set = (at: number, part: Partial<TypedLine>): void =>
    change(typed.map((one, index) => (index === at ? { ...one, ...part } : one)));
  return (
    <Stack gap="xs">
      {typed.map((line, index) => (
        <div key={String(index)} className={classes.typedLine}>
          <TextInput
            label={t('amountOf', { n: index + 1 })}
            value={line.quantity}
            error={line.quantity !== '' && !isRead(index) ? t('amountUnreadable') : undefined}
            onChange={(event) => set(index, { quantity: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('unitOf', { n: index + 1 })}
            data={[
              { value: '', label: t('choose') },
              ...(units.length === 0 && line.unit !== '' ? [line.unit] : []),
              ...units.map(({ code, names }) => ({ value: code, label: names[language].name })),
            ]}
            value={line.unit}
            onChange={(event) => set(index, { unit: event.currentTarget.value })}
          />
          <NativeSelect
            label={t('sideOf', { n: index + 1 })}
            data={[
              { value: '', label: t('choose') },
              { value: 'B', label: t('debit') },
              { value: 'A', label: t('credit') },
            ]}
            value={line.side}
            onChange={(event) => set(index, { side: sideOf(event.currentTarget.value) })}
          />
          <ActionIcon
            aria-label={t('removeLine', { n: index + 1 })}
            disabled={typed.length === 1}
            onClick={() => change(typed.filter((_one, at) => at !== index))}
          >
            <TrashIcon width={18} />
          </ActionIcon>
        </div>
      ))}
      <div>
        <Button
          size="compact-sm"
          variant="default"
          leftSection={<PlusIcon width={16} />}
          onClick={() => change([...typed, { unit: '', quantity: '', side: '' }])}
        >
          {t('addLine')}
        </Button>
      </div>
    </Stack>
  );
};
