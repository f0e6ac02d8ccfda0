import { Button, Group, TextInput } from '@mantine/core';
import { FingerPrintIcon } from '@heroicons/react/24/outline';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { signIn } from '../api/sign-in.ts';
import { makePasskey } from './passkey.ts';
import { problemTitle } from './states.tsx';
import { useSetting } from './use-setting.ts';

/** The device's own lock, instead of a password; with a name, to tell one from another when a device is lost. */
export const AddPasskey = () => {
  const { t } = useTranslation('parts');
  const [name, setName] = useState('');
  const add = useSetting(
    async (called: string) =>
      signIn.addPasskey(await makePasskey(await signIn.newPasskeyOptions()), called.trim()),
    t('passkey.added'),
  );
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    add.mutate(name, { onSuccess: () => setName('') });
  };
  return (
    <form onSubmit={submit}>
      <Group align="flex-end" gap="sm">
        <TextInput
          label={t('passkey.name')}
          placeholder={t('passkey.example')}
          maxLength={100}
          required
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
          error={add.isError ? problemTitle(add.error, t) : null}
          flex={1}
          miw={180}
        />
        <Button
          type="submit"
          variant="default"
          leftSection={<FingerPrintIcon width={18} aria-hidden />}
          loading={add.isPending}
          disabled={name.trim() === ''}
        >
          {t('passkey.add')}
        </Button>
      </Group>
    </form>
  );
};
