import { Anchor, Button, Group, Paper, PasswordInput, Stack, Text, Title } from '@mantine/core';
import { CheckCircleIcon } from '@heroicons/react/24/solid';
import { useQuery } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../../api/sign-in.ts';
import { AddPasskey } from '../../parts/add-passkey.tsx';
import { meQuery } from '../../parts/me.ts';
import { ProofDialog } from '../../parts/proof-dialog.tsx';
import { problemTitle } from '../../parts/states.tsx';
import { useSetting } from '../../parts/use-setting.ts';
import { Logo } from '../logo.tsx';
import { offerQuery } from '../../parts/sign-in-offer.ts';
import { RecoveryPart, TotpPart } from './second-factors.tsx';
import classes from './set-up-page.module.css';

/** How one signs in from now on: a password with a second factor, or a passkey alone. */
export const SetUpPage = () => {
  const { t } = useTranslation();
  const { next } = useSearch({ from: '/set-up' });
  const me = useQuery(meQuery);
  const offer = useQuery(offerQuery).data;
  const router = useRouter();
  const factors = me.data?.factors ?? null;
  const isEnough =
    me.data?.demo === true ||
    (factors !== null && (factors.passkeys.length > 0 || (factors.password && factors.totp)));
  useEffect(() => {
    document.title = `${t('setUp.title')} · Mutabık`;
  }, [t]);
  return (
    <main className={classes.page}>
      <Group gap="sm" mb="lg">
        <Logo size={32} />
        <div>
          <Title order={1} fz={22}>
            {t('setUp.title')}
          </Title>
          <Text size="sm" c="dimmed">
            {me.data === undefined ? '\u00a0' : [me.data.name, me.data.email].filter(Boolean).join(' · ')}
          </Text>
        </div>
      </Group>
      <Text size="sm" c="dimmed" mb="md">
        {t('setUp.text')}
      </Text>
      <Stack gap="md">
        {offer?.passkeys !== false && (
          <SetUpPart
            title={t('setUp.passkey')}
            text={t('setUp.passkeyText')}
            isDone={(factors?.passkeys.length ?? 0) > 0}
          >
            <AddPasskey />
          </SetUpPart>
        )}
        <SetUpPart
          title={t('setUp.password')}
          text={t('setUp.passwordText')}
          isDone={factors?.password === true}
        >
          <PasswordPart />
        </SetUpPart>
        <SetUpPart title={t('setUp.totp')} text={t('setUp.totpText')} isDone={factors?.totp === true}>
          <TotpPart />
        </SetUpPart>
        <SetUpPart
          title={t('setUp.recovery')}
          text={t('setUp.recoveryText')}
          isDone={(factors?.recoveryCodesLeft ?? 0) > 0}
        >
          <RecoveryPart />
        </SetUpPart>
      </Stack>
      <Group mt="xl" justify="space-between">
        <Anchor href="/console/sign-in" size="sm">
          {t('signIn.back')}
        </Anchor>
        <Button
          size="md"
          disabled={!isEnough}
          onClick={() => router.history.push(next === undefined ? '/console/' : `/console${next}`)}
        >
          {t('setUp.ready')}
        </Button>
      </Group>
      <ProofDialog />
    </main>
  );
};

const SetUpPart = ({
  title,
  text,
  isDone,
  children,
}: {
  title: string;
  text: string;
  isDone: boolean;
  children: ReactNode;
}) => {
  const { t } = useTranslation();
  return (
    <Paper withBorder p="md" radius="lg">
      <Group justify="space-between" mb={4}>
        <Title order={2} fz={16}>
          {title}
        </Title>
        {isDone && (
          <Group gap={4} c="var(--mantine-color-anchor)">
            <CheckCircleIcon width={18} height={18} aria-hidden />
            <Text size="sm" fw={550}>
              {t('setUp.isThere')}
            </Text>
          </Group>
        )}
      </Group>
      <Text size="sm" c="dimmed" mb="sm">
        {text}
      </Text>
      {children}
    </Paper>
  );
};

const minPassword = 12;

const PasswordPart = () => {
  const { t } = useTranslation();
  const { t: words } = useTranslation('parts');
  const [password, setPassword] = useState('');
  const save = useSetting(signIn.setPassword, t('setUp.saved'));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(password, { onSuccess: () => setPassword('') });
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        <PasswordInput
          label={t('setUp.newPassword')}
          autoComplete="new-password"
          minLength={minPassword}
          required
          value={password}
          onChange={(event) => setPassword(event.currentTarget.value)}
          visibilityToggleButtonProps={{ 'aria-label': t('signIn.show') }}
          error={save.isError ? problemTitle(save.error, words) : null}
          flex={1}
        />
        <Button
          type="submit"
          variant="default"
          loading={save.isPending}
          disabled={password.length < minPassword}
        >
          {t('setUp.save')}
        </Button>
      </Group>
    </form>
  );
};
