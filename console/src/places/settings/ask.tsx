import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';

/** Says what will happen before it does. */
export const Ask = ({
  title,
  text,
  go,
  isDanger = false,
  isPending,
  close,
  order,
}: {
  title: string;
  text: string;
  /** The word on the button that does it. */
  go: string;
  isDanger?: boolean;
  isPending: boolean;
  close: () => void;
  order: () => void;
}) => {
  const { t } = useTranslation('settings');
  return (
    <Modal opened onClose={close} title={title} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="md">
        <Text size="sm">{text}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('cancel')}
          </Button>
          <Button {...(isDanger ? { color: 'red.8' } : {})} loading={isPending} onClick={order}>
            {go}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
