import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../../parts/facts.tsx';
import { useMay, useMe } from '../../../parts/me.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { When } from '../../../parts/when.tsx';
import { Ask } from '../ask.tsx';
import { Part } from '../part.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import { SessionList } from '../session-list.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonState } from './person-state.tsx';
import { changePerson, newLink, type Person } from './queries.ts';
import { appointedBy } from './roles.ts';

/** Somebody who works here: what they may, how they sign in, where they are signed in, and what can be done about it. */
export const PersonPanel = ({ person }: { person: Person }) => {
  const { t } = useTranslation(['settings-people', 'settings']);
  const me = useMe();
  const mayWrite = useMay('staff:write');
  const mayChange = mayWrite && appointedBy(me.role).includes(person.role);
  const [isEditing, setEditing] = useState(false);
  return (
    <Stack gap="xl">
      <Group gap="xs" pr={36}>
        <Title order={2} fz={18}>
          <bdi>{person.name}</bdi>
        </Title>
        <PersonState person={person} />
      </Group>
      <PersonFacts person={person} />
      {mayChange && !isEditing && <Orders person={person} edit={() => setEditing(true)} />}
      {mayChange && isEditing && <PersonForm person={person} close={() => setEditing(false)} />}
      {mayWrite && !mayChange && (
        <Text size="sm" c="dimmed">
          {t('notYours')}
        </Text>
      )}
      <Part level={3} title={t('settings:sessions.title')}>
        <SessionList staffId={person.id} mayEnd={mayChange || person.id === me.id} />
      </Part>
    </Stack>
  );
};

const PersonFacts = ({ person }: { person: Person }) => {
  const { t } = useTranslation('settings-people');
  const { password, totp, passkeys, recoveryCodesLeft, oidc } = person.factors;
  const ways = [
    oidc && t('factors.oidc'),
    password && t('factors.password'),
    totp && t('factors.totp'),
    passkeys > 0 && t('factors.passkeys'),
    recoveryCodesLeft > 0 && `${t('factors.recovery')} (${String(recoveryCodesLeft)})`,
  ].filter(Boolean);
  return (
    <Facts
      facts={[
        [t('email'), person.email],
        [t('role'), `${t(`roles.${person.role}.name`)}: ${t(`roles.${person.role}.text`)}`],
        [t('language'), person.language === 'tr' ? 'Türkçe' : 'English'],
        [t('signsInBy'), ways.length === 0 ? t('nothingYet') : ways.join(', ')],
        [
          t('lastSignIn'),
          person.lastSignInAt === null ? t('never') : <When key="last" at={person.lastSignInAt} full />,
        ],
        [t('since'), <When key="since" at={person.createdAt} full />],
      ]}
    />
  );
};

type Asked = 'link' | 'disable' | 'enable';

const Orders = ({ person, edit }: { person: Person; edit: () => void }) => {
  const { t } = useTranslation('settings-people');
  const [asked, ask] = useState<Asked | null>(null);
  const isMe = useMe().id === person.id;
  const word = person.setUp ? 'reset' : 'again';
  return (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" onClick={edit}>
        {t('change.title')}
      </Button>
      {!person.disabled && !person.demo && (
        <Button size="compact-sm" variant="default" onClick={() => ask('link')}>
          {t(`${word}.title`)}
        </Button>
      )}
      {!isMe && (
        <Button
          size="compact-sm"
          variant="default"
          onClick={() => ask(person.disabled ? 'enable' : 'disable')}
        >
          {t(person.disabled ? 'enable.title' : 'disable.title')}
        </Button>
      )}
      {asked === 'link' && <LinkDialog person={person} word={word} close={() => ask(null)} />}
      {asked !== null && asked !== 'link' && (
        <ShutDialog person={person} what={asked} close={() => ask(null)} />
      )}
    </Group>
  );
};

/** A new way in: for an invitation that was lost, or for somebody who cannot sign in any more. */
const LinkDialog = ({
  person,
  word,
  close,
}: {
  person: Person;
  word: 'reset' | 'again';
  close: () => void;
}) => {
  const { t } = useTranslation('settings-people');
  const [seen] = useState(person);
  const order = useOrder({ send: newLink, refresh: [['staff'], ['sessions']], said: null });
  if (order.data !== undefined)
    return (
      <SecretDialog
        title={t(`${word}.done`, { name: person.name })}
        text={t('invite.linkText')}
        label={t('link')}
        value={order.data.link}
        close={close}
      />
    );
  return (
    <Ask
      title={t(`${word}.title`)}
      text={t(`${word}.text`, { name: person.name })}
      go={t(`${word}.go`)}
      isPending={order.isPending}
      close={close}
      order={() => order.mutate(seen)}
    />
  );
};

const ShutDialog = ({
  person,
  what,
  close,
}: {
  person: Person;
  what: 'disable' | 'enable';
  close: () => void;
}) => {
  const { t } = useTranslation('settings-people');
  // What was on the screen when it was asked.
  const [seen] = useState(person);
  const order = useOrder({
    send: changePerson,
    refresh: [['staff'], ['sessions']],
    said: t(`${what}.done`),
    after: close,
  });
  return (
    <Ask
      title={t(`${what}.title`)}
      text={t(`${what}.text`, { name: person.name })}
      go={t(`${what}.go`)}
      isDanger={what === 'disable'}
      isPending={order.isPending}
      close={close}
      order={() => order.mutate({ seen, change: { disabled: what === 'disable' } })}
    />
  );
};
