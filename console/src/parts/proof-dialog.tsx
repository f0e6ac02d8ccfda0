import { Button, Group, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../api/sign-in.ts';
import { meQuery } from './me.ts';
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
  const [typed, setTyped] = useState('');
  const byPassword = factors?.password !== false;
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
    <Modal
      opened
      onClose={() => answer(false)}
      title={t('proof.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
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
    </Modal>
  );
};
