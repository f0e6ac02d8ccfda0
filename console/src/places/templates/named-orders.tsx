import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../api/problem.ts';
import { useMay } from '../../parts/me.ts';
import { useOrder } from '../../parts/use-order.ts';
import { deleteTemplate, makeTemplate, type Template } from './queries.ts';

const fits = (name: string): boolean => /^[a-z][a-z0-9_]{2,59}$/.test(name) && !/_[vt]\d+$/.test(name);

/** What can be done with a template as a whole: made anew under another name, or deleted where it is one's own. */
export const NamedOrders = ({
  template,
  open,
}: {
  template: Template;
  /** Goes to the one of this name; null: to none. */
  open: (name: string | null) => void;
}) => {
  const { t } = useTranslation('templates');
  const mayWrite = useMay('templates:write');
  const [asked, ask] = useState<'copy' | 'delete' | null>(null);
  if (!mayWrite) return null;
  const close = (): void => ask(null);
  return (
    <Group gap="xs">
      <Button size="compact-sm" variant="default" onClick={() => ask('copy')}>
        {t('named.copy')}
      </Button>
      {template.base !== null && (
        <Button size="compact-sm" variant="default" onClick={() => ask('delete')}>
          {t('named.delete')}
        </Button>
      )}
      {asked === 'copy' && <CopyDialog template={template} open={open} close={close} />}
      {asked === 'delete' && <DeleteDialog template={template} open={open} close={close} />}
    </Group>
  );
};

interface Dialog {
  template: Template;
  open: (name: string | null) => void;
  close: () => void;
}

const CopyDialog = ({ template: { name: shown, base }, open, close }: Dialog) => {
  const { t } = useTranslation('templates');
  const [name, setName] = useState('');
  const order = useOrder({
    send: makeTemplate,
    refresh: [['templates']],
    said: t('named.made'),
    after: () => {
      close();
      open(name);
    },
    isToldThere: (problem) => problem instanceof ApiProblem && [400, 409].includes(problem.status),
  });
  const error = name !== '' && !fits(name) ? t('named.form') : order.error === null ? null : t('named.taken');
  return (
    <Modal opened onClose={close} title={t('named.title')} closeButtonProps={{ 'aria-label': t('close') }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          order.mutate({ name, base: base ?? shown });
        }}
      >
        <Stack gap="md">
          <Text size="sm">{t('named.text')}</Text>
          <TextInput
            label={t('named.name')}
            description={t('named.example')}
            value={name}
            error={error}
            data-autofocus
            onChange={(event) => {
              order.reset();
              setName(event.currentTarget.value);
            }}
          />
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('close')}
            </Button>
            <Button type="submit" loading={order.isPending} disabled={!fits(name)}>
              {t('named.go')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};

const DeleteDialog = ({ template: { name, usedBy }, open, close }: Dialog) => {
  const { t } = useTranslation('templates');
  const order = useOrder({
    send: deleteTemplate,
    refresh: [['templates']],
    said: t('named.deleted'),
    after: () => {
      close();
      open(null);
    },
  });
  const rules = usedBy.rules.map((rule) => rule.name).join(', ');
  return (
    <Modal
      opened
      onClose={close}
      title={t('named.deleteTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <Text size="sm">{rules === '' ? t('named.deleteText') : t('named.inUse', { rules })}</Text>
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('close')}
          </Button>
          <Button loading={order.isPending} disabled={rules !== ''} onClick={() => order.mutate(name)}>
            {t('named.delete')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
