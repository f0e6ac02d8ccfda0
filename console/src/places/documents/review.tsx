import { Button, Group, Modal, Radio, Stack, Text } from '@mantine/core';
import { ArrowUturnLeftIcon, CheckIcon, IdentificationIcon } from '@heroicons/react/24/outline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useOrder } from '../../parts/use-order.ts';
import { acceptDocument, markIdentity, rejectDocument, rejectionReasons, type Document } from './queries.ts';
import { isThere } from './shown.ts';

const refresh = [['documents'], ['tasks'], ['requests']];

/** Accept, send back with a reason the person reads, or say that it shows who somebody is. `waits`: the request waits for it. */
export const Review = ({ file, waits, close }: { file: Document; waits: boolean; close: () => void }) => {
  const { t } = useTranslation('documents');
  const [asks, setAsks] = useState<'reject' | 'identity' | null>(null);
  const accept = useOrder({ send: acceptDocument, refresh, said: t('review.accepted'), after: close });
  const mayMark = file.source === 'chat' && file.state !== 'deleted' && !file.recording;
  return (
    <Stack gap="xs">
      {waits && (
        <Group gap="xs">
          <Button
            leftSection={<CheckIcon width={18} />}
            loading={accept.isPending}
            disabled={!isThere(file)}
            onClick={() => accept.mutate(file.id)}
          >
            {t('review.accept')}
          </Button>
          <Button
            variant="default"
            leftSection={<ArrowUturnLeftIcon width={18} />}
            onClick={() => setAsks('reject')}
          >
            {t('review.reject')}
          </Button>
        </Group>
      )}
      {mayMark && (
        <Group>
          <Button
            size="compact-sm"
            variant="subtle"
            color="gray"
            leftSection={<IdentificationIcon width={16} />}
            onClick={() => setAsks('identity')}
          >
            {t('identity.mark')}
          </Button>
        </Group>
      )}
      {asks === 'reject' && <RejectDialog id={file.id} cancel={() => setAsks(null)} done={close} />}
      {asks === 'identity' && <IdentityDialog id={file.id} cancel={() => setAsks(null)} done={close} />}
    </Stack>
  );
};

interface DialogProps {
  id: string;
  cancel: () => void;
  done: () => void;
}

const RejectDialog = ({ id, cancel, done }: DialogProps) => {
  const { t } = useTranslation('documents');
  const [reason, setReason] = useState(rejectionReasons[0]);
  const reject = useOrder({ send: rejectDocument, refresh, said: t('review.rejected'), after: done });
  return (
    <Modal
      opened
      onClose={cancel}
      title={t('review.rejectTitle')}
      closeButtonProps={{ 'aria-label': t('back') }}
    >
      <Stack gap="md">
        <Radio.Group
          label={t('review.why')}
          value={reason ?? ''}
          onChange={(value) => setReason(rejectionReasons.find((one) => one === value))}
        >
          <Stack gap={8} mt={8}>
            {rejectionReasons.map((one) => (
              <Radio key={one} value={one} label={t(`rejections.${one}`)} />
            ))}
          </Stack>
        </Radio.Group>
        <Text size="sm" c="dimmed">
          {t('review.rejectText')}
        </Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={cancel} disabled={reject.isPending}>
            {t('back')}
          </Button>
          <Button
            loading={reject.isPending}
            onClick={() => reason !== undefined && reject.mutate({ id, reason })}
          >
            {t('review.rejectGo')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};

const IdentityDialog = ({ id, cancel, done }: DialogProps) => {
  const { t } = useTranslation('documents');
  const mark = useOrder({ send: markIdentity, refresh, said: t('identity.done'), after: done });
  return (
    <Modal opened onClose={cancel} title={t('identity.title')} closeButtonProps={{ 'aria-label': t('back') }}>
      <Stack gap="md">
        <Text size="sm">{t('identity.text')}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={cancel} disabled={mark.isPending}>
            {t('back')}
          </Button>
          <Button color="red.8" loading={mark.isPending} onClick={() => mark.mutate(id)}>
            {t('identity.go')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
