import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { useOrder } from '../../parts/use-order.ts';
import { When } from '../../parts/when.tsx';
import { WordDiff } from '../../parts/word-diff.tsx';
import { Part } from './part.tsx';
import { dropDraft, seenOf, submitTemplates, withdrawWords, type Seen, type Template } from './queries.ts';
import { wordsOf } from './shown.ts';
import { WordsForm } from './words-form.tsx';

/** Words of one's own: a draft beside what goes now, submitted when it is good, and the way back. */
export const OwnWords = ({ template }: { template: Template }) => {
  const { t } = useTranslation('templates');
  const [isEditing, setEditing] = useState(false);
  const mayWrite = useMay('templates:write');
  const { base, draft, inUse } = template;
  if (!mayWrite && draft === null) return null;
  return (
    <Part title={t('own.title')}>
      {isEditing ? (
        <WordsForm template={template} close={() => setEditing(false)} />
      ) : (
        <Stack gap="sm">
          {draft === null ? (
            <Text size="sm" c="dimmed">
              {t(inUse !== null ? 'own.used' : base === null ? 'own.none' : 'own.noneNamed', {
                version: inUse,
              })}
            </Text>
          ) : (
            <Draft template={template} draft={draft} />
          )}
          {mayWrite && <Orders template={template} edit={() => setEditing(true)} />}
        </Stack>
      )}
    </Part>
  );
};

const Draft = ({ template, draft }: { template: Template; draft: NonNullable<Template['draft']> }) => {
  const { t } = useTranslation('templates');
  const isProducts = draft.fallback === (template.base ?? template.name);
  return (
    <div>
      <Text size="sm">
        {t('own.draft')}{' '}
        <Text span size="xs" c="dimmed">
          <When at={draft.at} full /> · <bdi>{draft.by}</bdi>
        </Text>
      </Text>
      <WordDiff before={wordsOf(template)} after={draft.body} />
      <Text size="xs" c="dimmed" mt={6}>
        {draft.fallback === null && t('own.waits')}
        {draft.fallback !== null && t(isProducts ? 'own.falls' : 'own.fallsOn', { name: draft.fallback })}
      </Text>
    </div>
  );
};

const Orders = ({ template, edit }: { template: Template; edit: () => void }) => {
  const { t } = useTranslation('templates');
  const [asked, ask] = useState<'submit' | 'withdraw' | null>(null);
  const refresh = [['templates']];
  const drop = useOrder({ send: dropDraft, refresh, said: t('own.dropped') });
  const { draft, inUse } = template;
  return (
    <Group gap="xs">
      {draft !== null && (
        <Button size="compact-sm" onClick={() => ask('submit')}>
          {t('own.submit')}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={edit}>
        {t(draft === null ? 'own.write' : 'own.edit')}
      </Button>
      {draft !== null && (
        <Button
          size="compact-sm"
          variant="default"
          loading={drop.isPending}
          onClick={() => drop.mutate(seenOf(template))}
        >
          {t('own.drop')}
        </Button>
      )}
      {inUse !== null && (
        <Button size="compact-sm" variant="default" onClick={() => ask('withdraw')}>
          {t('own.back')}
        </Button>
      )}
      {asked !== null && <Ask template={template} what={asked} close={() => ask(null)} />}
    </Group>
  );
};

const Ask = ({
  template,
  what,
  close,
}: {
  template: Template;
  what: 'submit' | 'withdraw';
  close: () => void;
}) => {
  const { t } = useTranslation('templates');
  // What was on the screen when it was asked: a draft that somebody else writes meanwhile does not go unseen.
  const [seen] = useState(() => seenOf(template));
  const order = useOrder<Seen, unknown>({
    send: what === 'submit' ? submitTemplates : withdrawWords,
    refresh: [['templates']],
    said: t(`own.${what}Done`),
    after: close,
  });
  return (
    <Modal
      opened
      onClose={close}
      title={t(`own.${what}Title`)}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <Text size="sm">{t(`own.${what}Text`)}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('close')}
          </Button>
          <Button loading={order.isPending} onClick={() => order.mutate(seen)}>
            {t(`own.${what}Go`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
