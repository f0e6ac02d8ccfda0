import { Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { SignInCard } from './sign-in/sign-in-card.tsx';

/** The session is over: one signs in again over the page, which keeps all that was typed. */
export const SessionDialog = ({ done }: { done: () => void }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const goOn = (): void => {
    done();
    void queries.invalidateQueries();
  };
  return (
    <Modal
      opened
      onClose={() => undefined}
      withCloseButton={false}
      closeOnEscape={false}
      closeOnClickOutside={false}
      title={t('session.title')}
    >
      <Text size="sm" c="dimmed" mb="md">
        {t('session.text')}
      </Text>
      <SignInCard done={goOn} />
    </Modal>
  );
};
