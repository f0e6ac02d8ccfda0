import { Button, Group, MultiSelect, NativeSelect, Stack, Switch, Text, TextInput } from '@mantine/core';
import { PlusIcon } from '@heroicons/react/24/outline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../parts/me.ts';
import { useOrder } from '../../parts/use-order.ts';
import classes from './customers.module.css';
import { IysFields } from './iys-fields.tsx';
import { isWholeIys, touchedIys, typedIys } from './iys.ts';
import { numberOf } from './number-of.ts';
import { saveContacts, type Contact, type Customer, type WrittenContact } from './queries.ts';

const roles = ['owner', 'approve', 'reconcile', 'invoice', 'reports', 'documents', 'all', 'self'] as const;
const languages = ['tr', 'en', 'ar'] as const;

/** What the registry has of a number is left out until somebody touches it: it stays with its number, not with the person. */
const written = ({
  phoneUnlinkedAt: _at,
  phoneVerified: _is,
  iys: _iys,
  ...contact
}: Contact): WrittenContact => ({
  ...contact,
  vouched: false,
});

/** A reference nobody of the customer has yet. */
const freeRef = (ref: string, contacts: readonly WrittenContact[]): string => {
  for (let n = contacts.length + 1; ; n += 1)
    if (!contacts.some((one) => one.ref === `${ref}-${String(n)}`)) return `${ref}-${String(n)}`;
};

/** The people of a customer, all saved at once: nobody's change meanwhile is lost unseen. What was typed stays when it is refused. */
export const ContactsForm = ({
  customer,
  etag,
  close,
}: {
  customer: Customer;
  etag: string | null;
  close: () => void;
}) => {
  const { t } = useTranslation('customers');
  // The card is asked again while somebody types: what they saw is what they began from.
  const [seen] = useState({ customer, etag });
  const { timeZone } = useMe().tenant;
  const [contacts, setContacts] = useState<readonly WrittenContact[]>(() => customer.contacts.map(written));
  const order = useOrder({
    send: saveContacts,
    refresh: [['customers']],
    said: t('saved'),
    after: close,
  });
  const change = (at: number, to: Partial<WrittenContact>): void =>
    setContacts((all) => all.map((one, index) => (index === at ? { ...one, ...to } : one)));
  const add = (): void =>
    setContacts((all) => [
      ...all,
      {
        ...{ ref: freeRef(customer.ref, all), name: '', phone: '', language: customer.language },
        ...{ roles: [], canBind: false, vouched: false },
      },
    ]);
  const isWhole = contacts.every(
    (one) => one.name.trim() !== '' && one.phone.trim() !== '' && isWholeIys(touchedIys(one)),
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        order.mutate({ ...seen, contacts, timeZone });
      }}
    >
      <Stack gap="md">
        {contacts.map((contact, at) => (
          <ContactFields
            key={contact.ref}
            contact={contact}
            before={seen.customer.contacts.find(({ ref }) => ref === contact.ref)}
            change={(to) => change(at, to)}
            remove={() => setContacts((all) => all.filter((_one, index) => index !== at))}
          />
        ))}
        <Group gap="xs">
          <Button type="submit" loading={order.isPending} disabled={!isWhole}>
            {t('save')}
          </Button>
          <Button variant="default" leftSection={<PlusIcon width={16} />} onClick={add}>
            {t('add')}
          </Button>
          <Button variant="subtle" onClick={close}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

const ContactFields = ({
  contact,
  before,
  change,
  remove,
}: {
  contact: WrittenContact;
  /** As it is stored; undefined: a new one. */
  before: Contact | undefined;
  change: (to: Partial<WrittenContact>) => void;
  remove: () => void;
}) => {
  const { t } = useTranslation('customers');
  const isSameNumber = before !== undefined && numberOf(before.phone) === numberOf(contact.phone);
  const isDoubtful = before !== undefined && (!before.phoneVerified || before.phoneUnlinkedAt !== undefined);
  return (
    <fieldset className={classes.fields}>
      <legend>
        <bdi>{contact.ref}</bdi>
      </legend>
      <div className={classes.two}>
        <TextInput
          label={t('name')}
          required
          maxLength={200}
          value={contact.name}
          onChange={(event) => change({ name: event.currentTarget.value })}
        />
        <TextInput
          label={t('phone')}
          required
          type="tel"
          value={contact.phone}
          onChange={(event) => change({ phone: event.currentTarget.value })}
        />
        <MultiSelect
          label={t('rolesOf')}
          data={roles.map((value) => ({ value, label: t(`roles.${value}`) }))}
          value={contact.roles}
          onChange={(values) => change({ roles: roles.filter((role) => values.includes(role)) })}
        />
        <NativeSelect
          label={t('language')}
          data={languages.map((value) => ({ value, label: t(`languages.${value}`) }))}
          value={contact.language}
          onChange={(event) => {
            const chosen = languages.find((one) => one === event.currentTarget.value);
            if (chosen !== undefined) change({ language: chosen });
          }}
        />
      </div>
      <Switch
        label={t('canBind')}
        description={t('canBindText')}
        checked={contact.canBind}
        onChange={(event) => change({ canBind: event.currentTarget.checked })}
      />
      {isDoubtful && (
        <Switch
          label={t('vouch')}
          checked={contact.vouched}
          onChange={(event) => change({ vouched: event.currentTarget.checked })}
        />
      )}
      <IysPart contact={contact} before={before} change={change} />
      {before !== undefined && !isSameNumber && (
        <Text size="xs" c="var(--mantine-color-error)">
          {t('numberChanges')}
        </Text>
      )}
      <Group justify="flex-end">
        <Button size="compact-xs" variant="subtle" color="red" onClick={remove}>
          {t('remove')}
        </Button>
      </Group>
    </fieldset>
  );
};

const IysPart = ({
  contact,
  before,
  change,
}: {
  contact: WrittenContact;
  before: Contact | undefined;
  change: (to: Partial<WrittenContact>) => void;
}) => {
  const { timeZone } = useMe().tenant;
  const number = numberOf(contact.phone);
  const touched = touchedIys(contact);
  const stored = before !== undefined && numberOf(before.phone) === number ? before.iys : undefined;
  return (
    <IysFields
      // What was typed for one number comes back with it alone.
      key={number}
      iys={touched === undefined ? typedIys(stored, timeZone) : touched}
      change={(iys) => change({ iys, iysOf: number })}
    />
  );
};
