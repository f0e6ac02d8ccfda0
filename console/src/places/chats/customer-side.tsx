import { Anchor, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { customerQuery } from '../../parts/customer.ts';
import { Facts } from '../../parts/facts.tsx';
import { useMay } from '../../parts/me.ts';
import { ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { When } from '../../parts/when.tsx';
import classes from './chats.module.css';
import { consentsQuery, requestsOfCustomerQuery } from './queries.ts';
import type { Chat } from './shown.ts';

/** Who this is with: the customers the person acts for, what is open with them, what the person agreed to. */
export const CustomerSide = ({ chat }: { chat: Chat }) => {
  const { t } = useTranslation('chats');
  if (chat.customerRefs.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('strangerText')}
      </Text>
    );
  return (
    <Stack gap="xl">
      {chat.customerRefs.map((ref) => (
        <Customer key={ref} customer={ref} chat={chat} />
      ))}
      {chat.contactRef !== null && <Consents contact={chat.contactRef} />}
    </Stack>
  );
};

const Customer = ({ customer, chat }: { customer: string; chat: Chat }) => {
  const { t } = useTranslation('chats');
  const mayRead = useMay('customers:read');
  const { data, isPending, error } = useQuery({ ...customerQuery(customer), enabled: mayRead });
  if (!mayRead) return null;
  if (isPending) return <ListSkeleton rows={4} height={28} />;
  if (data === undefined) return <ProblemState problem={error} />;
  return (
    <Stack gap="sm">
      <Title order={3} fz={15}>
        <Anchor href={`/console/customers?customer=${customer}`} inherit>
          <bdi>{data.name}</bdi>
        </Anchor>
      </Title>
      <ul className={classes.people}>
        {data.contacts.map((contact) => (
          <li key={contact.ref} data-own={contact.ref === chat.contactRef || undefined}>
            <Text size="sm" fw={contact.ref === chat.contactRef ? 640 : 450}>
              <bdi>{contact.name}</bdi>
            </Text>
            <span className={classes.marks}>
              {contact.canBind && <Tag tone="good">{t('binds')}</Tag>}
              {contact.roles.map((role) => (
                <Tag key={role}>{t(`roles.${role}`)}</Tag>
              ))}
              {!contact.phoneVerified && <Tag tone="warn">{t('unverified')}</Tag>}
              {contact.phoneUnlinkedAt !== undefined && <Tag tone="bad">{t('unlinked')}</Tag>}
            </span>
          </li>
        ))}
      </ul>
      <OpenRequests customer={customer} />
    </Stack>
  );
};

const OpenRequests = ({ customer }: { customer: string }) => {
  const { t } = useTranslation('chats');
  const { data } = useQuery({ ...requestsOfCustomerQuery(customer), enabled: useMay('requests:read') });
  if (data === undefined) return null;
  return (
    <div>
      <Text size="xs" c="dimmed" fw={600} mb={4}>
        {t('openRequests')}
      </Text>
      {data.data.length === 0 && <Text size="sm">{t('noRequests')}</Text>}
      <ul className={classes.people}>
        {data.data.map(({ id, kind, reference, dueAt }) => (
          <li key={id}>
            <Anchor size="sm" href={`/console/requests/${id}`}>
              {t(`requestKinds.${kind}`)} · <bdi>{reference}</bdi>
            </Anchor>
            <Text size="xs" c="dimmed">
              {t('due')} <When at={dueAt} />
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
};

const Consents = ({ contact }: { contact: string }) => {
  const { t } = useTranslation('chats');
  const { data } = useQuery({ ...consentsQuery(contact), enabled: useMay('consents:read') });
  if (data === undefined || data.data.length === 0) return null;
  // Newest first: the first of each purpose is what counts.
  const last = data.data.filter(
    ({ purpose }, at) => data.data.findIndex((other) => other.purpose === purpose) === at,
  );
  return (
    <div>
      <Text size="xs" c="dimmed" fw={600} mb={4}>
        {t('consents')}
      </Text>
      <Facts
        facts={last.map(({ purpose, action, at }) => [
          t(`purposes.${purpose}`),
          <span key={purpose}>
            {t(`actions.${action}`)} · <When at={at} />
          </span>,
        ])}
      />
    </div>
  );
};
