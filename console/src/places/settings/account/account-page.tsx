import { Button, Group, NativeSelect, Stack, Text, TextInput } from '@mantine/core';
import { KeyIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isLanguage } from '../../../parts/languages.ts';
import { useMe } from '../../../parts/me.ts';
import { ItemSkeleton, ProblemState } from '../../../parts/states.tsx';
import { useOrder } from '../../../parts/use-order.ts';
import { Ask } from '../ask.tsx';
import { isOutdated, isRefused, Outdated, Refusal } from '../../../parts/outdated.tsx';
import { Lead, Part } from '../part.tsx';
import { SessionList } from '../session-list.tsx';
import classes from '../settings.module.css';
import { DevicesPart } from './devices-part.tsx';
import { NoticesPart } from './notices-part.tsx';
import { PasskeyPart } from './passkey-part.tsx';
import { accountQuery, removeTotp, saveAccount, type Account } from './queries.ts';

/** Oneself: name, address, language; how one signs in; where one is signed in. */
export const AccountPage = () => {
  const { t } = useTranslation(['settings', 'settings-people']);
  const me = useMe();
  const { data, isPending, error, refetch } = useQuery(accountQuery);
  if (isPending) return <ItemSkeleton />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  return (
    <Stack gap="xl">
      <Lead>{t('sections.account.text')}</Lead>
      {data.kind === 'staff' && <AccountForm account={data} />}
      <Ways account={data} />
      {data.kind === 'staff' && <PasskeyPart passkeys={data.factors.passkeys} />}
      {data.kind === 'staff' && <NoticesPart />}
      {data.kind === 'staff' && <DevicesPart />}
      <Part title={t('sessions.title')} text={t('sessions.ownText')}>
        <SessionList staffId={me.id} mayEnd />
      </Part>
    </Stack>
  );
};

const AccountForm = ({ account }: { account: Account }) => {
  const { t } = useTranslation('settings-people');
  // The account is asked again while somebody types: what they saw is what they began from.
  const [seen, setSeen] = useState(account);
  const [name, setName] = useState(account.name ?? '');
  const [email, setEmail] = useState(account.email ?? '');
  const [language, setLanguage] = useState(account.language);
  const order = useOrder({
    send: saveAccount,
    refresh: [['me'], ['staff'], ['notices']],
    said: t('account.saved'),
    after: setSeen,
    isToldThere: () => true,
  });
  const change = {
    ...(name.trim() === seen.name ? {} : { name: name.trim() }),
    ...(email.trim() === (seen.email ?? '') ? {} : { email: email.trim() }),
    ...(language === seen.language ? {} : { language }),
  };
  const save = (etag: string | null): void => order.mutate({ etag, change });
  return (
    <Part title={t('account.title')}>
      <form
        className={classes.box}
        onSubmit={(event) => {
          event.preventDefault();
          save(seen.etag);
        }}
      >
        <Stack gap="md">
          <div className={classes.fields}>
            <TextInput
              label={t('name')}
              required
              maxLength={100}
              value={name}
              onChange={(event) => setName(event.currentTarget.value)}
            />
            <TextInput
              label={t('email')}
              type="email"
              maxLength={254}
              value={email}
              error={isRefused(order.error, 'email') && t('emailWrong')}
              onChange={(event) => setEmail(event.currentTarget.value)}
            />
            <NativeSelect
              label={t('language')}
              description={t('account.languageText')}
              data={[
                { value: 'tr', label: 'Türkçe' },
                { value: 'en', label: 'English' },
              ]}
              value={language}
              onChange={({ currentTarget: { value } }) => isLanguage(value) && setLanguage(value)}
            />
          </div>
          <Refusal problem={order.error} />
          {isOutdated(order.error) && (
            <Outdated replace={() => save(account.etag)} isPending={order.isPending}>
              <Text size="sm">
                <bdi>{[account.name, account.email].filter(Boolean).join(' · ')}</bdi>
              </Text>
            </Outdated>
          )}
          <Group>
            <Button
              type="submit"
              loading={order.isPending}
              disabled={Object.keys(change).length === 0 || name.trim() === ''}
            >
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Part>
  );
};

/** How one signs in. Made anew on a page of its own. */
const Ways = ({ account: { factors } }: { account: Account }) => {
  const { t } = useTranslation('settings-people');
  const [isAsking, ask] = useState(false);
  const order = useOrder({
    send: removeTotp,
    refresh: [['me'], ['staff']],
    said: t('account.totpRemoved'),
    after: () => ask(false),
  });
  const there = (is: boolean): string => t(is ? 'account.isThere' : 'account.isNot');
  return (
    <Part
      title={t('account.ways')}
      actions={
        <Button
          component="a"
          href="/console/set-up?next=%2Fsettings%2Faccount"
          size="compact-sm"
          variant="default"
          leftSection={<KeyIcon width={16} />}
        >
          {t('account.change')}
        </Button>
      }
    >
      <ul className={classes.rows}>
        {(
          [
            ['password', there(factors.password)],
            ['totp', there(factors.totp)],
            ['passkeys', t('account.count', { count: factors.passkeys.length })],
            ['recovery', t('account.left', { count: factors.recoveryCodesLeft })],
            ...(factors.oidc ? ([['oidc', there(true)]] as const) : []),
          ] as const
        ).map(([way, state]) => (
          <li key={way} className={classes.row}>
            <span className={classes.what}>
              <Text span size="sm" fw={550}>
                {t(`factors.${way}`)}
              </Text>
              <Text span size="xs" c="dimmed">
                {state}
              </Text>
            </span>
            {way === 'totp' && factors.totp && (
              <Button size="compact-sm" variant="default" onClick={() => ask(true)}>
                {t('account.removeTotp')}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {isAsking && (
        <Ask
          title={t('account.removeTotp')}
          text={t('account.removeTotpText')}
          go={t('account.removeTotpGo')}
          isDanger
          isPending={order.isPending}
          close={() => ask(false)}
          order={() => order.mutate(undefined)}
        />
      )}
    </Part>
  );
};
