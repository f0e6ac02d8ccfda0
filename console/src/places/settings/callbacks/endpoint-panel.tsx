import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Facts } from '../../../parts/facts.tsx';
import { useMay } from '../../../parts/me.ts';
import { ItemSkeleton, ProblemState } from '../../../parts/states.tsx';
import { Tag } from '../../../parts/tag.tsx';
import { useOrder } from '../../../parts/use-order.ts';
import { When } from '../../../parts/when.tsx';
import { Ask } from '../ask.tsx';
import { SecretDialog } from '../secret-dialog.tsx';
import classes from '../settings.module.css';
import { useWord } from '../use-word.ts';
import { wordOf } from './callback-types.ts';
import { Deliveries } from './deliveries.tsx';
import { EndpointDialog } from './endpoint-dialog.tsx';
import { endpointQuery, removeEndpoint, saveEndpoint, testEndpoint, type SeenEndpoint } from './queries.ts';

/** An endpoint: how it stands, what it is called about, its calls, and what can be done. */
export const EndpointPanel = ({ name, closePanel }: { name: string; closePanel: () => void }) => {
  const { t } = useTranslation('settings-callbacks');
  const word = useWord('settings-callbacks');
  const { data, isPending, error, refetch } = useQuery(endpointQuery(name));
  const mayWrite = useMay('callbacks:write');
  if (isPending) return <ItemSkeleton />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  const { endpoint } = data;
  return (
    <Stack gap="xl">
      <Group gap="xs" pr={36}>
        <Title order={2} fz={18}>
          <bdi>{name}</bdi>
        </Title>
        <Tag tone={endpoint.status === 'active' ? 'good' : 'bad'}>{t(`states.${endpoint.status}`)}</Tag>
      </Group>
      {endpoint.disabledReason !== null && (
        <div className={classes.notice} role="status">
          <Text size="sm" fw={600}>
            {t(`disabled.${endpoint.disabledReason}`)}
          </Text>
          <Text size="sm">{t('disabled.text')}</Text>
        </div>
      )}
      <Facts
        facts={[
          [
            t('url'),
            <span key="url" className={classes.id}>
              {endpoint.url}
            </span>,
          ],
          [t('types'), endpoint.types.map((type) => word(`typeNames.${wordOf(type)}`, type)).join(', ')],
          [t('made'), <When key="made" at={endpoint.createdAt} full />],
          [t('changed'), <When key="changed" at={endpoint.updatedAt} full />],
        ]}
      />
      {mayWrite && <Orders seen={data} closePanel={closePanel} />}
      <Deliveries name={name} mayReplay={mayWrite} />
    </Stack>
  );
};

type Asked = 'rotate' | 'remove' | 'enable';

const Orders = ({ seen, closePanel }: { seen: SeenEndpoint; closePanel: () => void }) => {
  const { t } = useTranslation('settings-callbacks');
  const { name, disabledReason } = seen.endpoint;
  const [asked, ask] = useState<Asked | null>(null);
  const [isEditing, setEditing] = useState(false);
  const test = useOrder({ send: testEndpoint, refresh: [['callbacks']], said: t('test.done') });
  return (
    <Group gap="xs">
      {disabledReason !== null && (
        <Button size="compact-sm" onClick={() => ask('enable')}>
          {t('enable.title')}
        </Button>
      )}
      <Button size="compact-sm" variant="default" onClick={() => setEditing(true)}>
        {t('edit.title')}
      </Button>
      <Button size="compact-sm" variant="default" loading={test.isPending} onClick={() => test.mutate(name)}>
        {t('test.title')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => ask('rotate')}>
        {t('rotate.title')}
      </Button>
      <Button size="compact-sm" variant="default" onClick={() => ask('remove')}>
        {t('remove.title')}
      </Button>
      {isEditing && <EndpointDialog seen={seen} close={() => setEditing(false)} />}
      {(asked === 'rotate' || asked === 'enable') && (
        <SaveDialog seen={seen} what={asked} close={() => ask(null)} />
      )}
      {asked === 'remove' && <RemoveDialog seen={seen} close={() => ask(null)} closePanel={closePanel} />}
    </Group>
  );
};

/** Saved as it is: takes it back into use, or makes another secret. */
const SaveDialog = ({
  seen,
  what,
  close,
}: {
  seen: SeenEndpoint;
  what: 'rotate' | 'enable';
  close: () => void;
}) => {
  const { t } = useTranslation('settings-callbacks');
  // What was on the screen when it was asked.
  const [{ endpoint, etag }] = useState(seen);
  const order = useOrder({
    send: saveEndpoint,
    refresh: [['callbacks']],
    said: what === 'enable' ? t('enable.done') : null,
    after: () => what === 'enable' && close(),
  });
  const secret = order.data?.secret;
  if (secret !== undefined)
    return (
      <SecretDialog
        title={t('rotate.done')}
        text={t('rotate.secretText')}
        label={t('secret')}
        value={secret}
        close={close}
      />
    );
  return (
    <Ask
      title={t(`${what}.title`)}
      text={t(`${what}.text`)}
      go={t(`${what}.go`)}
      isPending={order.isPending}
      close={close}
      order={() =>
        order.mutate({
          ...{ name: endpoint.name, etag, url: endpoint.url, types: endpoint.types },
          ...(what === 'rotate' ? { rotateSecret: true } : {}),
        })
      }
    />
  );
};

const RemoveDialog = ({
  seen,
  close,
  closePanel,
}: {
  seen: SeenEndpoint;
  close: () => void;
  closePanel: () => void;
}) => {
  const { t } = useTranslation('settings-callbacks');
  const [{ endpoint, etag }] = useState(seen);
  const order = useOrder({
    send: removeEndpoint,
    refresh: [['callbacks']],
    said: t('remove.done'),
    after: () => {
      close();
      closePanel();
    },
  });
  return (
    <Ask
      title={t('remove.title')}
      text={t('remove.text', { name: endpoint.name })}
      go={t('remove.go')}
      isDanger
      isPending={order.isPending}
      close={close}
      order={() => order.mutate({ name: endpoint.name, etag })}
    />
  );
};
