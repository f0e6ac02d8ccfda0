import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../../parts/use-order.ts';
import { isOutdated, Outdated, Refusal } from '../../../parts/outdated.tsx';
import { RoleChoice } from './invite-dialog.tsx';
import { changePerson, type Person } from './queries.ts';

/** Another name or role. What was typed stays when it is refused, or when somebody else was quicker. */
export const PersonForm = ({ person, close }: { person: Person; close: () => void }) => {
  const { t } = useTranslation('settings-people');
  // The list is asked again while somebody types: what they saw is what they began from.
  const [seen] = useState(person);
  const [name, setName] = useState(person.name);
  const [role, setRole] = useState(person.role);
  const order = useOrder({
    send: changePerson,
    refresh: [['staff'], ['sessions'], ['me']],
    said: t('change.saved'),
    after: close,
    isToldThere: () => true,
  });
  const change = {
    ...(name.trim() === seen.name ? {} : { name: name.trim() }),
    ...(role === seen.role ? {} : { role }),
  };
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        order.mutate({ seen, change });
      }}
    >
      <Stack gap="md">
        <TextInput
          label={t('name')}
          required
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
        <RoleChoice role={role} choose={setRole} />
        {role !== seen.role && (
          <Text size="sm" c="dimmed">
            {t('change.text', { name: seen.name, role: t(`roles.${role}.name`) })}
          </Text>
        )}
        <Refusal problem={order.error} />
        {isOutdated(order.error) && (
          <Outdated isPending={order.isPending} replace={() => order.mutate({ seen: person, change })}>
            <Text size="sm">
              <bdi>{person.name}</bdi> · {t(`roles.${person.role}.name`)}
            </Text>
          </Outdated>
        )}
        <Group gap="xs">
          <Button
            type="submit"
            loading={order.isPending}
            disabled={Object.keys(change).length === 0 || name.trim() === ''}
          >
            {t('save')}
          </Button>
          <Button variant="subtle" onClick={close}>
            {t('cancel')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};
