import { Modal, Text } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { meQuery } from '../parts/me.ts';
import { SignInCard } from './sign-in/sign-in-card.tsx';

/** The session is over: one signs in again over the page, which keeps all that was typed. Somebody else gets a page of their own. */
export const SessionDialog = ({ done }: { done: () => void }) => {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const goOn = async (): Promise<void> => {
    const before = queries.getQueryData(meQuery.queryKey)?.id;
    const me = await queries.fetchQuery({ ...meQuery, staleTime: 0 }).catch(() => null);
    if (me !== null && before !== undefined && me.id !== before) {
      window.location.reload();
      return;
    }
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
      <SignInCard done={() => void goOn()} />
    </Modal>
  );
};
