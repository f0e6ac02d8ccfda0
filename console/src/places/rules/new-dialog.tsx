import { Button, Group, Modal, Select, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { typesQuery } from './queries.ts';
import { useGo } from './use-go.ts';
import { useWords } from './use-words.ts';

/** On which type of event a new rule is: it begins as what happens now. */
export const NewDialog = ({ close }: { close: () => void }) => {
  const { t } = useTranslation('rules');
  const { type: typeOf } = useWords();
  const { data = [] } = useQuery(typesQuery);
  const [chosen, choose] = useState<string | null>(null);
  const go = useGo();
  return (
    <Modal opened onClose={close} title={t('new.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const type = data.find((one) => one.type === chosen);
          if (type === undefined) return;
          close();
          go(type.shipped === null ? { fresh: type.type } : { copy: type.shipped });
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('new.text')}</Text>
          <Select
            label={t('new.type')}
            data={data.map(({ type }) => ({ value: type, label: typeOf(type) }))}
            value={chosen}
            onChange={choose}
            searchable
            data-autofocus
            nothingFoundMessage={t('nothingFound')}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('close')}
            </Button>
            <Button type="submit" disabled={chosen === null}>
              {t('new.go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};
