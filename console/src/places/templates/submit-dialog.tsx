import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../parts/use-order.ts';
import { submitTemplates, type Submitted } from './queries.ts';

/** Puts on its way whatever the accounts lack or have in other words; says before and afterwards what that is. */
export const SubmitDialog = ({ close }: { close: () => void }) => {
  const { t } = useTranslation('templates');
  const [done, setDone] = useState<Submitted | null>(null);
  const order = useOrder({ send: submitTemplates, refresh: [['templates']], said: null, after: setDone });
  return (
    <Modal opened onClose={close} title={t('submit.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="md">
        {done === null ? (
          <Text size="sm">{t('submit.text')}</Text>
        ) : (
          <div role="status">
            <Text size="sm" fw={600}>
              {t('submit.queued', { count: done.queued.length })}
            </Text>
            <Text size="sm" c="dimmed">
              {t('submit.unchanged', { count: done.unchanged })}
            </Text>
          </div>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('close')}
          </Button>
          {done === null && (
            <Button loading={order.isPending} onClick={() => order.mutate(null)}>
              {t('submit.go')}
            </Button>
          )}
        </Group>
      </Stack>
    </Modal>
  );
};
