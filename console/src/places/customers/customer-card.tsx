import { Anchor, Button, Group, Stack, Text, Title } from '@mantine/core';
import { ChatBubbleLeftRightIcon, PencilSquareIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { AmountText } from '../../parts/amount-text.tsx';
import { DownloadMenu } from '../../parts/download-menu.tsx';
import { Facts } from '../../parts/facts.tsx';
import { useMay } from '../../parts/me.ts';
import { ItemSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { When } from '../../parts/when.tsx';
import { Agreements } from './agreements.tsx';
import { CardPart } from './card-part.tsx';
import { ContactsForm } from './contacts-form.tsx';
import classes from './customers.module.css';
import { NumberText } from './number-text.tsx';
import { cardQuery, consentsQuery, requestsQuery, type Contact, type Customer } from './queries.ts';
import type { ToWrite } from './to-write.ts';
import { useToWrite } from './whole-numbers.ts';

/** Everything that is known of a customer: people and rights, accounts as reported, what was asked and agreed to. */
export const CustomerCard = ({ customerRef }: { customerRef: string }) => {
  const { t } = useTranslation('customers');
  const { data, isPending, error, refetch } = useQuery(cardQuery(customerRef));
  const [edited, edit] = useState<ToWrite | null>(null);
  const begin = useToWrite(edit);
  const mayWrite = useMay('customers:write');
  if (isPending) return <ItemSkeleton />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  const { customer, etag } = data;
  return (
    <Stack gap="xl">
      <Head customer={customer} />
      <CardPart
        title={t('people')}
        action={
          mayWrite &&
          edited === null && (
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<PencilSquareIcon width={16} />}
              loading={begin.isPending}
              onClick={() => begin.mutate({ customer, etag, agreement: null })}
            >
              {t('edit')}
            </Button>
          )
        }
      >
        {edited !== null ? (
          <ContactsForm customer={edited.customer} etag={edited.etag} close={() => edit(null)} />
        ) : (
          <ul className={classes.people}>
            {customer.contacts.map((contact) => (
              <Person key={`${etag ?? ''} ${contact.ref}`} customerRef={customer.ref} contact={contact} />
            ))}
          </ul>
        )}
      </CardPart>
      <Agreements customer={customer} />
      <Accounts customer={customer} />
      <Requests customer={customerRef} />
      <Consents customer={customerRef} />
    </Stack>
  );
};

const customerFile = (ref: string, kind: 'history' | 'pdf' | 'csv', language: string): string => {
  const path = `/v1/customers/${encodeURIComponent(ref)}`;
  return kind === 'history'
    ? `${path}/history?language=${language}`
    : `${path}/transcript?format=${kind}&language=${language}`;
};

const Head = ({ customer }: { customer: Customer }) => {
  const { t } = useTranslation('customers');
  const language = useLanguage();
  const mayTakeOut = [useMay('conversations:read'), useMay('requests:read'), useMay('consents:read')].every(
    Boolean,
  );
  const mayChats = useMay('conversations:read');
  return (
    <Stack gap="sm">
      <Title order={2} fz={19} pr={36}>
        <bdi>{customer.name}</bdi>
      </Title>
      <Facts
        facts={[
          [t('ref'), customer.ref],
          [t('language'), t(`languages.${customer.language}`)],
          [
            t('taxNumber'),
            customer.taxNumber !== null && (
              <NumberText
                key={customer.ref}
                number={customer.taxNumber}
                whose={t('taxNumber')}
                customerRef={customer.ref}
                wanted={{ taxNumber: true }}
                pick={({ taxNumber }) => taxNumber}
              />
            ),
          ],
          [
            t('recipientType'),
            customer.recipientType !== null && t(`recipientTypes.${customer.recipientType}`),
          ],
          [
            t('contract'),
            customer.writtenAccountContract !== null && t(customer.writtenAccountContract ? 'yes' : 'no'),
          ],
          [t('labels'), customer.labels.join(', ')],
        ]}
      />
      <Group gap="xs">
        {mayChats && (
          <Button
            component="a"
            size="compact-sm"
            variant="default"
            leftSection={<ChatBubbleLeftRightIcon width={16} />}
            href={`/console/chats?show=all&customer=${encodeURIComponent(customer.ref)}`}
          >
            {t('toChats')}
          </Button>
        )}
        {mayTakeOut && (
          <DownloadMenu
            label={t('history')}
            look="small"
            files={(['history', 'pdf', 'csv'] as const).map((kind) => ({
              name: t(`files.${kind}`),
              href: customerFile(customer.ref, kind, language),
            }))}
          />
        )}
      </Group>
    </Stack>
  );
};

const Person = ({ customerRef, contact }: { customerRef: string; contact: Contact }) => {
  const { t } = useTranslation('customers');
  return (
    <li className={classes.person}>
      <Group justify="space-between" gap="xs">
        <Text size="sm" fw={600}>
          <bdi>{contact.name}</bdi>
        </Text>
        <Text size="xs" c="dimmed">
          <bdi>{contact.ref}</bdi> · {t(`languages.${contact.language}`)}
        </Text>
      </Group>
      <NumberText
        number={contact.phone}
        whose={contact.name}
        customerRef={customerRef}
        wanted={{ contacts: [contact.ref] }}
        pick={({ contacts }) => contacts[0]?.phone ?? null}
        isPhone
      />
      <span className={classes.marks}>
        {contact.canBind ? <Tag tone="good">{t('binds')}</Tag> : <Tag>{t('doesNotBind')}</Tag>}
        {contact.roles.map((role) => (
          <Tag key={role}>{t(`roles.${role}`)}</Tag>
        ))}
        {!contact.phoneVerified && <Tag tone="warn">{t('unverified')}</Tag>}
        {contact.phoneUnlinkedAt !== undefined && <Tag tone="bad">{t('unlinked')}</Tag>}
      </span>
      {contact.iys !== undefined && (
        <Text size="xs" c="dimmed" component="div">
          {t('iys.short', { status: t(`iys.statuses.${contact.iys.status}`) })} ·{' '}
          {t(`iys.sources.${contact.iys.source}`)} · <When at={contact.iys.saidAt} full />
        </Text>
      )}
      {contact.limits !== undefined && (
        <Text size="xs" c="dimmed" component="div">
          {t('limits')}{' '}
          {contact.limits.map(({ unit, quantity }) => (
            <span key={unit} className={classes.limit}>
              <AmountText unit={unit} quantity={quantity} />
            </span>
          ))}
        </Text>
      )}
    </li>
  );
};

const Accounts = ({ customer: { accounts } }: { customer: Customer }) => {
  const { t } = useTranslation('customers');
  if (accounts.length === 0) return null;
  return (
    <CardPart title={t('accounts')}>
      <Stack gap="sm">
        {accounts.map(({ accountNo, lines, asOf }) => (
          <div key={accountNo}>
            <Text size="sm" fw={550}>
              <bdi>{accountNo}</bdi>{' '}
              <Text span size="xs" c="dimmed">
                {t('asOf')} <When at={asOf} full />
              </Text>
            </Text>
            <ul className={classes.balances}>
              {lines.map((line) => (
                <li key={line.unit}>
                  <AmountText {...line} />
                </li>
              ))}
            </ul>
          </div>
        ))}
      </Stack>
    </CardPart>
  );
};

const Requests = ({ customer }: { customer: string }) => {
  const { t } = useTranslation('customers');
  const { data } = useQuery({ ...requestsQuery(customer), enabled: useMay('requests:read') });
  if (data === undefined) return null;
  return (
    <CardPart title={t('requests')}>
      {data.data.length === 0 && <Text size="sm">{t('noRequests')}</Text>}
      <ul className={classes.people}>
        {data.data.map(({ id, kind, reference, status, outcome, createdAt }) => (
          <li key={id} className={classes.line}>
            <Anchor size="sm" href={`/console/requests/${id}`}>
              {t(`kinds.${kind}`)} · <bdi>{reference}</bdi>
            </Anchor>
            <span className={classes.marks}>
              <Text span size="xs" c="dimmed">
                <When at={createdAt} />
              </Text>
              <Tag tone={status === 'open' ? 'wait' : 'neutral'}>
                {outcome === null ? t('open') : t(`outcomes.${outcome}`, { defaultValue: outcome })}
              </Tag>
            </span>
          </li>
        ))}
      </ul>
    </CardPart>
  );
};

const Consents = ({ customer }: { customer: string }) => {
  const { t } = useTranslation('customers');
  const { data } = useQuery({ ...consentsQuery(customer), enabled: useMay('consents:read') });
  if (data === undefined || data.data.length === 0) return null;
  return (
    <CardPart title={t('consents')}>
      <ul className={classes.people}>
        {data.data.map(({ id, purpose, action, at, contactRef }) => (
          <li key={id} className={classes.line}>
            <Text size="sm">
              {t(`purposes.${purpose}`)}: {t(`actions.${action}`)}
            </Text>
            <Text size="xs" c="dimmed">
              <bdi>{contactRef}</bdi> · <When at={at} />
            </Text>
          </li>
        ))}
      </ul>
    </CardPart>
  );
};
