import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { DocumentDuplicateIcon, PencilSquareIcon } from '@heroicons/react/24/outline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { useOrder } from '../../parts/use-order.ts';
import { dropDraft, seenOf, withdraw, type Seen } from './orders.ts';
import { PublishDialog } from './publish-dialog.tsx';
import { refresh, type Trigger } from './queries.ts';
import type { OpenRule } from './open-rule.ts';
import { useGo } from './use-go.ts';
import { useWords } from './use-words.ts';

type Asked = 'publish' | 'withdraw' | 'drop';

/** What can be done with a rule as it stands. */
export const RuleOrders = (open: OpenRule) => {
  const { t } = useTranslation('rules');
  const { rule } = open;
  const [asked, ask] = useState<Asked | null>(null);
  const go = useGo();
  const close = (): void => ask(null);
  if (!useMay('triggers:write')) return null;
  return (
    <Group gap="xs">
      {rule.draft !== null && <Button onClick={() => ask('publish')}>{t('publish.name')}</Button>}
      {!rule.shipped && (
        <Button
          variant="default"
          leftSection={<PencilSquareIcon width={17} />}
          onClick={() => go({ rule: rule.id, tab: 'edit' })}
        >
          {t('edit')}
        </Button>
      )}
      <Button
        variant={rule.shipped ? 'filled' : 'default'}
        leftSection={<DocumentDuplicateIcon width={17} />}
        onClick={() => go({ copy: rule.id })}
      >
        {t(rule.shipped ? 'copyShipped' : 'copy')}
      </Button>
      {rule.draft !== null && (
        <Button variant="default" onClick={() => ask('drop')}>
          {t('drop.name')}
        </Button>
      )}
      {!rule.shipped && rule.published !== null && (
        <Button variant="default" onClick={() => ask('withdraw')}>
          {t('withdraw.name')}
        </Button>
      )}
      {asked === 'publish' && <PublishDialog {...open} close={close} />}
      {(asked === 'withdraw' || asked === 'drop') && <Ask rule={rule} what={asked} close={close} />}
    </Group>
  );
};

const orders = { withdraw, drop: dropDraft } as const;

const Ask = ({ rule, what, close }: { rule: Trigger; what: 'withdraw' | 'drop'; close: () => void }) => {
  const { t } = useTranslation('rules');
  const { type: typeOf } = useWords();
  // What was on the screen when it was asked: what somebody else does meanwhile is not undone unseen.
  const [seen] = useState(() => seenOf(rule));
  const order = useOrder<Seen, unknown>({
    send: orders[what],
    refresh,
    said: t(`${what}.done`),
    after: close,
  });
  return (
    <Modal opened onClose={close} title={t(`${what}.title`)} closeButtonProps={{ 'aria-label': t('close') }}>
      <Stack gap="md">
        <Text size="sm">{t(`${what}.text`, { name: rule.name, type: typeOf(rule.on) })}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('close')}
          </Button>
          <Button loading={order.isPending} onClick={() => order.mutate(seen)}>
            {t(`${what}.go`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
