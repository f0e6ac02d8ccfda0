import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../parts/use-order.ts';
import { WordDiff } from '../../parts/word-diff.tsx';
import { publish, seenOf } from './orders.ts';
import { refresh } from './queries.ts';
import type { OpenRule } from './open-rule.ts';
import classes from './rules.module.css';
import { Sentence } from './sentence.tsx';
import { useToldWhole } from './use-told.ts';
import { useWords } from './use-words.ts';
import { Warnings } from './warnings.tsx';

/** Says what comes into use and what it changes, word by word, before it does. */
export const PublishDialog = ({ rule, close }: OpenRule & { close: () => void }) => {
  const { t } = useTranslation('rules');
  const { type: typeOf } = useWords();
  const whole = useToldWhole();
  // What was on the screen when it was asked: a draft that somebody else writes meanwhile is not published unseen.
  const [{ seen, draft, published, warnings }] = useState(() => ({
    ...{ seen: seenOf(rule), draft: rule.draft, published: rule.published, warnings: rule.warnings ?? [] },
  }));
  const order = useOrder({ send: publish, refresh, said: t('publish.done'), after: close });
  if (draft === null) return null;
  const isDated = rule.on === 'schedule';
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t('publish.title', { name: draft.rule.name })}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <Warnings warnings={warnings} />
        {published === null ? (
          <>
            <Text size="sm">
              {t(isDated ? 'publish.firstDated' : 'publish.first', { type: typeOf(rule.on) })}
            </Text>
            <div className={classes.card}>
              <Sentence rule={draft.rule} />
            </div>
          </>
        ) : (
          <>
            <Text size="sm">{t('publish.change', { version: published.version })}</Text>
            <WordDiff before={whole(published.rule)} after={whole(draft.rule)} />
          </>
        )}
        <Text size="sm" c="dimmed">
          {t('publish.note')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('close')}
          </Button>
          <Button loading={order.isPending} onClick={() => order.mutate(seen)}>
            {t('publish.go')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
