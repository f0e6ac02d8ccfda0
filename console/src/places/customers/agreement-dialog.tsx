import { Button, Group, Modal, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText } from '../../parts/day-text.ts';
import { isOutdated, isRefused, Outdated, Refusal } from '../../parts/outdated.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { useOrder } from '../../parts/use-order.ts';
import { saveAgreement, type Agreement } from './agreement-queries.ts';
import { AgreedPersons } from './agreed-persons.tsx';
import classes from './customers.module.css';
import { freeId } from './free-id.ts';
import type { Customer } from './queries.ts';
import { readPersons, typedPersons, type TypedPerson } from './typed-persons.ts';

const kinds = ['channel_evidence', 'current_account'] as const;
const forms = ['paper', 'e_signature', 'kep'] as const;

/** An agreement as it is typed, and as the API takes it; `read` null: something is missing, or cannot be read. */
const useTyped = (seen: Agreement | null, customer: Customer) => {
  const language = useLanguage();
  const [kind, setKind] = useState<Agreement['kind']>(seen?.kind ?? 'channel_evidence');
  const [form, setForm] = useState<Agreement['form']>(seen?.form ?? 'paper');
  const [days, setDays] = useState({
    signedOn: seen?.signedOn ?? '',
    validFrom: seen?.validFrom ?? '',
    validUntil: seen?.validUntil ?? '',
  });
  const [document, setDocument] = useState(seen?.document ?? '');
  const [persons, setPersons] = useState<readonly TypedPerson[]>(() =>
    typedPersons(seen, customer, language),
  );
  const named = kind === 'current_account' ? [] : readPersons(persons, language);
  const isWhole = days.signedOn !== '' && named !== null && (kind === 'current_account' || named.length > 0);
  const read = {
    ...{ kind, form, signedOn: days.signedOn, persons: named ?? [] },
    validFrom: days.validFrom === '' ? days.signedOn : days.validFrom,
    validUntil: days.validUntil === '' ? null : days.validUntil,
    document: document.trim() === '' ? null : document.trim(),
  };
  return {
    ...{ kind, setKind, form, setForm, days, setDays, document, setDocument, persons, setPersons },
    read: isWhole ? read : null,
  };
};

/** An agreement on file: what was signed, when, how, and by whom it lets answer. `agreement` null: a new one. */
export const AgreementDialog = ({
  customer,
  agreement,
  all,
  close,
}: {
  customer: Customer;
  agreement: Agreement | null;
  /** As they are by now. */
  all: readonly Agreement[];
  close: () => void;
}) => {
  const { t } = useTranslation('customers');
  // They are asked again while somebody types: what they saw is what they began from.
  const [seen] = useState(agreement);
  const [taken, take] = useState(() => all.map((one) => one.id));
  const typed = useTyped(seen, customer);
  const order = useOrder({
    send: saveAgreement,
    refresh: [['customers', 'agreements']],
    said: t('agreements.saved'),
    after: close,
    isToldThere: () => true,
  });
  const id = seen?.id ?? freeId(typed.kind, typed.days.signedOn, taken);
  // The one that was refused: of another day, mine has another reference by now.
  const refused = order.variables?.seen.id ?? id;
  const now = all.find((one) => one.id === refused);
  const save = (of: string, rev: number): void => {
    if (typed.read === null) return;
    order.mutate({ seen: { customerRef: customer.ref, id: of, rev }, agreement: typed.read });
  };
  const fileBeside = (): void => {
    const more = [...taken, ...all.map((one) => one.id), refused];
    take(more);
    save(freeId(typed.kind, typed.days.signedOn, more), 0);
  };
  return (
    <Modal
      opened
      onClose={close}
      size="xl"
      title={t(seen === null ? 'agreements.add' : 'agreements.edit')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save(id, seen?.rev ?? 0);
        }}
      >
        <Stack gap="md">
          <AgreementFields typed={typed} isNew={seen === null} problem={order.error} />
          <Text size="sm" c="dimmed">
            {t(`agreements.texts.${typed.kind}`)}
          </Text>
          {typed.kind === 'channel_evidence' && (
            <AgreedPersons customer={customer} persons={typed.persons} change={typed.setPersons} />
          )}
          {isRefused(order.error, 'persons') && (
            <Text size="sm" c="var(--mantine-color-error)">
              {t('agreements.personsWrong')}
            </Text>
          )}
          <Refusal problem={order.error} />
          {isOutdated(order.error) && (
            <Outdated isPending={order.isPending} replace={() => save(refused, now?.rev ?? 0)}>
              <NowThere agreement={now} beside={seen === null ? fileBeside : null} />
            </Outdated>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={order.isPending} disabled={typed.read === null}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};

const NowThere = ({
  agreement,
  beside,
}: {
  agreement: Agreement | undefined;
  /** Files a new one beside it; null: it is the one that is changed. */
  beside: (() => void) | null;
}) => {
  const { t } = useTranslation('customers');
  const language = useLanguage();
  if (agreement === undefined) return <Text size="sm">{t('agreements.gone')}</Text>;
  const names = agreement.persons.map(({ name }) => name).join(', ');
  return (
    <>
      <Text size="sm">
        {[dayText(agreement.validFrom, language, false), names, agreement.document]
          .filter(Boolean)
          .join(' · ')}
      </Text>
      {beside !== null && (
        <Button size="compact-sm" mt={8} mr={8} onClick={beside}>
          {t('agreements.beside')}
        </Button>
      )}
    </>
  );
};

const AgreementFields = ({
  typed,
  isNew,
  problem,
}: {
  typed: ReturnType<typeof useTyped>;
  isNew: boolean;
  problem: Error | null;
}) => {
  const { t } = useTranslation('customers');
  const { days } = typed;
  return (
    <div className={classes.two}>
      <NativeSelect
        label={t('agreements.kind')}
        data={kinds.map((value) => ({ value, label: t(`agreements.kinds.${value}`) }))}
        value={typed.kind}
        disabled={!isNew}
        onChange={({ currentTarget: { value } }) =>
          typed.setKind(kinds.find((one) => one === value) ?? 'channel_evidence')
        }
      />
      <NativeSelect
        label={t('agreements.form')}
        data={forms.map((value) => ({ value, label: t(`agreements.forms.${value}`) }))}
        value={typed.form}
        onChange={({ currentTarget: { value } }) =>
          typed.setForm(forms.find((one) => one === value) ?? 'paper')
        }
      />
      {(['signedOn', 'validFrom', 'validUntil'] as const).map((field) => (
        <TextInput
          key={field}
          type="date"
          label={t(`agreements.${field}`)}
          required={field === 'signedOn'}
          value={days[field]}
          error={field === 'validUntil' && isRefused(problem, 'validUntil') && t('agreements.daysWrong')}
          onChange={(event) => typed.setDays({ ...days, [field]: event.currentTarget.value })}
        />
      ))}
      <TextInput
        label={t('agreements.document')}
        placeholder={t('agreements.documentExample')}
        maxLength={128}
        value={typed.document}
        onChange={(event) => typed.setDocument(event.currentTarget.value)}
      />
    </div>
  );
};
