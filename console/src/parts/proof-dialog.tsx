import { Button, Divider, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { FingerPrintIcon } from '@heroicons/react/24/outline';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../api/sign-in.ts';
import { meQuery } from './me.ts';
import { answerByPasskey } from './passkey.ts';
import { askForProof } from './proof.ts';
import { problemTitle } from './states.tsx';

/** Asks once more who this is: by the password, or by a code of the app where there is no password. */
export const ProofDialog = () => {
  const [answer, setAnswer] = useState<((isProved: boolean) => void) | null>(null);
  useEffect(() => {
    askForProof((proved) => setAnswer(() => proved));
    return () => askForProof(null);
  }, []);
  if (answer === null) return null;
  return (
    <Proof
      answer={(isProved) => {
        setAnswer(null);
        answer(isProved);
      }}
    />
  );
};

const Proof = ({ answer }: { answer: (isProved: boolean) => void }) => {
  const { t } = useTranslation('parts');
  const factors = useQuery(meQuery).data?.factors;
  const hasNeither = factors?.password === false && !factors.totp;
  const hasPasskey = (factors?.passkeys.length ?? 0) > 0;
  return (
    <Modal
      opened
      onClose={() => answer(false)}
      title={t('proof.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        {hasPasskey && <ByPasskey answer={answer} isAlone={hasNeither} />}
        {hasNeither && !hasPasskey && <SignInAgain close={() => answer(false)} />}
        {!hasNeither && <ProofForm byPassword={factors?.password !== false} answer={answer} />}
      </Stack>
    </Modal>
  );
};

const ByPasskey = ({ answer, isAlone }: { answer: (isProved: boolean) => void; isAlone: boolean }) => {
  const { t } = useTranslation('parts');
  const order = useMutation({
    mutationFn: async () => signIn.prove({ passkey: await answerByPasskey(await signIn.proofOptions()) }),
    onSuccess: () => answer(true),
  });
  return (
    <Stack gap="md">
      {isAlone && <Text size="sm">{t('proof.byPasskeyText')}</Text>}
      <Button
        variant={isAlone ? 'filled' : 'default'}
        leftSection={<FingerPrintIcon width={18} aria-hidden />}
        loading={order.isPending}
        onClick={() => order.mutate()}
      >
        {t('proof.byPasskey')}
      </Button>
      {order.isError && (
        <Text size="sm" c="var(--mantine-color-error)" role="alert">
          {problemTitle(order.error, t)}
        </Text>
      )}
      {!isAlone && <Divider label={t('proof.or')} />}
    </Stack>
  );
};

/** Nothing here to prove it with, only the company's own sign-in: signing in is the proof. */
const SignInAgain = ({ close }: { close: () => void }) => {
  const { t } = useTranslation('parts');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const order = useMutation({
    mutationFn: () => signIn.out(),
    onSettled: async () => {
      await navigate({ to: '/sign-in' });
      queries.clear();
    },
  });
  return (
    <Stack gap="md">
      <Text size="sm">{t('proof.byAgain')}</Text>
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={close}>
          {t('close')}
        </Button>
        <Button loading={order.isPending} onClick={() => order.mutate()}>
          {t('proof.again')}
        </Button>
      </Group>
    </Stack>
  );
};

const ProofForm = ({ byPassword, answer }: { byPassword: boolean; answer: (isProved: boolean) => void }) => {
  const { t } = useTranslation('parts');
  const [typed, setTyped] = useState('');
  const order = useMutation({
    mutationFn: (text: string) => signIn.prove(byPassword ? { password: text } : { code: text }),
    onSuccess: () => answer(true),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // The form stands in a dialog of another form: that one was not sent.
    event.stopPropagation();
    order.mutate(typed);
  };
  const field = {
    required: true,
    value: typed,
    'data-autofocus': true,
    error: order.isError ? problemTitle(order.error, t) : null,
    onChange: (event: { currentTarget: { value: string } }) => setTyped(event.currentTarget.value),
  };
  return (
    <form onSubmit={submit}>
      <Stack gap="md">
        <Text size="sm">{t('proof.text')}</Text>
        {byPassword ? (
          <PasswordInput
            label={t('proof.password')}
            autoComplete="current-password"
            visibilityToggleButtonProps={{ 'aria-label': t('proof.show') }}
            {...field}
          />
        ) : (
          <TextInput
            label={t('proof.code')}
            autoComplete="one-time-code"
            inputMode="numeric"
            pattern="[0-9]{6}"
            maxLength={6}
            {...field}
          />
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={() => answer(false)}>
            {t('close')}
          </Button>
          <Button type="submit" loading={order.isPending} disabled={typed === ''}>
            {t('proof.go')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
