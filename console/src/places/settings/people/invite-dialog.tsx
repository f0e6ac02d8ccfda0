import { Button, Group, Modal, NativeSelect, Radio, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/problem.ts';
import { isLanguage, type Language } from '../../../parts/languages.ts';
import { useMe } from '../../../parts/me.ts';
import { useOrder } from '../../../parts/use-order.ts';
import { isRefused, Refusal } from '../../../parts/outdated.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import classes from '../settings.module.css';
import { invite, type Person } from './queries.ts';
import { appointedBy } from './roles.ts';

const isTaken = (problem: Error | null): boolean =>
  problem instanceof ApiProblem && problem.code === 'email_taken';

/** Somebody new: who, with which role; then the link into the account, shown once. */
export const InviteDialog = ({ close }: { close: () => void }) => {
  const { t } = useTranslation('settings-people');
  const order = useOrder({
    send: invite,
    refresh: [['staff']],
    said: null,
    isToldThere: () => true,
  });
  if (order.data !== undefined)
    return (
      <SecretDialog
        title={t('invite.done', { name: order.data.staff.name })}
        text={t('invite.linkText')}
        label={t('link')}
        value={order.data.link}
        close={close}
      />
    );
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('invite.title')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <InviteForm problem={order.error} isPending={order.isPending} send={order.mutate} close={close} />
    </Modal>
  );
};

const InviteForm = ({
  problem,
  isPending,
  send,
  close,
}: {
  problem: Error | null;
  isPending: boolean;
  send: (invited: Parameters<typeof invite>[0]) => void;
  close: () => void;
}) => {
  const { t } = useTranslation('settings-people');
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [language, setLanguage] = useState<Language>('tr');
  const [role, setRole] = useState<Person['role']>('accountant');
  const emailError = isTaken(problem) ? t('emailTaken') : isRefused(problem, 'email') && t('emailWrong');
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        send({ name: name.trim(), email: email.trim(), role, language });
      }}
    >
      <Stack gap="md">
        <div className={classes.fields}>
          <TextInput
            label={t('name')}
            required
            data-autofocus
            maxLength={100}
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
          />
          <TextInput
            label={t('email')}
            required
            type="email"
            maxLength={254}
            value={email}
            error={emailError}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
        </div>
        <RoleChoice role={role} choose={setRole} />
        <NativeSelect
          label={t('language')}
          data={[
            { value: 'tr', label: 'Türkçe' },
            { value: 'en', label: 'English' },
          ]}
          value={language}
          onChange={({ currentTarget: { value } }) => isLanguage(value) && setLanguage(value)}
        />
        <Text size="sm" c="dimmed">
          {t('invite.what')}
        </Text>
        {!isTaken(problem) && <Refusal problem={problem} />}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button type="submit" loading={isPending} disabled={name.trim() === '' || email.trim() === ''}>
            {t('invite.go')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

/** Roles this person may give, each with what it may do. */
export const RoleChoice = ({
  role,
  choose,
}: {
  role: Person['role'];
  choose: (role: Person['role']) => void;
}) => {
  const { t } = useTranslation('settings-people');
  const offered = appointedBy(useMe().role);
  return (
    <Radio.Group
      label={t('role')}
      value={role}
      onChange={(value) => {
        const chosen = offered.find((one) => one === value);
        if (chosen !== undefined) choose(chosen);
      }}
    >
      <Stack gap={8} mt={6}>
        {offered.map((one) => (
          <Radio key={one} value={one} label={t(`roles.${one}.name`)} description={t(`roles.${one}.text`)} />
        ))}
      </Stack>
    </Radio.Group>
  );
};
