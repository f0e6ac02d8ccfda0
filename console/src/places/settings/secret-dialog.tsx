import { ActionIcon, Button, CopyButton, Group, Modal, Stack, Text, Tooltip } from '@mantine/core';
import { CheckIcon, ClipboardDocumentIcon } from '@heroicons/react/24/outline';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './settings.module.css';

/** Something that is shown now and never again. It goes away by its button alone: a press beside it would lose it. */
export const SecretDialog = ({
  title,
  text,
  label,
  value,
  children,
  close,
}: {
  title: string;
  text: string;
  /** What it is, for screen readers. */
  label: string;
  value: string;
  children?: ReactNode;
  close: () => void;
}) => {
  const { t } = useTranslation('settings');
  return (
    <Modal
      opened
      onClose={close}
      title={title}
      size="lg"
      closeOnClickOutside={false}
      closeOnEscape={false}
      withCloseButton={false}
    >
      <Stack gap="md">
        <Text size="sm">{text}</Text>
        <div className={classes.secret} role="group" aria-label={label}>
          <code>{value}</code>
          <CopyButton value={value} timeout={2_000}>
            {({ copied, copy }) => (
              <Tooltip label={t(copied ? 'copied' : 'copy')}>
                <ActionIcon size="lg" onClick={copy} aria-label={t(copied ? 'copied' : 'copy')}>
                  {copied ? <CheckIcon width={20} /> : <ClipboardDocumentIcon width={20} />}
                </ActionIcon>
              </Tooltip>
            )}
          </CopyButton>
        </div>
        <Text size="sm" fw={600}>
          {t('once')}
        </Text>
        {children}
        <Group justify="flex-end">
          <Button onClick={close}>{t('kept')}</Button>
        </Group>
      </Stack>
    </Modal>
  );
};
