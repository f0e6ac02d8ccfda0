import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../parts/use-order.ts';
import { removeAgreement, type Agreement } from './agreement-queries.ts';

/** One that ended is kept with its last day; what was filed by mistake goes. */
export const RemoveAgreement = ({ agreement, close }: { agreement: Agreement; close: () => void }) => {
  const { t } = useTranslation('customers');
  // What was on the screen when it was asked.
  const [seen] = useState(agreement);
  const order = useOrder({
    send: removeAgreement,
    refresh: [['customers', 'agreements']],
    said: t('agreements.removed'),
    after: close,
  });
  return (
    <Modal
      opened
      onClose={close}
      title={t('agreements.removeTitle')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <Stack gap="md">
        <Text size="sm">{t('agreements.removeText')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button color="red.8" loading={order.isPending} onClick={() => order.mutate(seen)}>
            {t('agreements.removeGo')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
