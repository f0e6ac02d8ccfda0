import { Button, Group, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/problem.ts';
import { ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { useOrder } from '../../../parts/use-order.ts';
import { When } from '../../../parts/when.tsx';
import { Part } from '../part.tsx';
import classes from '../settings.module.css';
import { nameOfDevice } from './device-name.ts';
import { devicesQuery, removeDevice, thisDeviceQuery, turnOn, type Device } from './device-queries.ts';
import { awaitedQuery, noticesQuery, testNotice, type Awaited } from './notice-queries.ts';
import { NotAllowed, type ThisDevice } from './this-device.ts';

const refresh = [['devices'], ['this-device'], ['notices']];

/** Browsers on which one is told while the console is closed: this one, and which others there are. */
export const DevicesPart = () => {
  const { t } = useTranslation('settings-people');
  const { data, isPending, error, refetch } = useQuery(devicesQuery);
  const here = useQuery(thisDeviceQuery).data;
  return (
    <Part title={t('devices.title')} text={t('devices.text')}>
      {(isPending || (here === undefined && data !== undefined)) && <ListSkeleton rows={2} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data !== undefined && here !== undefined && (
        <Stack gap="md">
          <Here publicKey={data.publicKey} here={here} devices={data.devices} />
          <Devices here={here} devices={data.devices} />
          {data.devices.length > 0 && <Test />}
        </Stack>
      )}
    </Part>
  );
};

type State = 'unavailable' | 'unsupported' | 'denied' | 'failing' | 'on' | 'off';

const stateOf = (publicKey: string | null, { permission }: ThisDevice, own: Device | undefined): State => {
  if (publicKey === null) return 'unavailable';
  if (permission === 'unsupported' || permission === 'denied') return permission;
  if (own === undefined || permission !== 'granted') return 'off';
  return own.failingSince === null ? 'on' : 'failing';
};

/** Why it stays off, where it is known here; null: the API says it. */
const wordOf = (problem: Error): 'notAllowed' | 'tooMany' | 'noPushService' | null => {
  if (problem instanceof NotAllowed) return 'notAllowed';
  if (!(problem instanceof ApiProblem)) return 'noPushService';
  return problem.code === 'too_many_devices' ? 'tooMany' : null;
};

const Here = ({
  publicKey,
  here,
  devices,
}: {
  publicKey: string | null;
  here: ThisDevice;
  devices: readonly Device[];
}) => {
  const { t } = useTranslation('settings-people');
  const [name, setName] = useState(() => nameOfDevice(navigator.userAgent));
  const own = devices.find(({ endpointHash }) => endpointHash === here.endpointHash);
  const state = stateOf(publicKey, here, own);
  const on = useOrder({
    send: turnOn,
    refresh,
    said: t('devices.turnedOn'),
    isToldThere: (problem) => wordOf(problem) !== null,
  });
  const off = useOrder({ send: removeDevice, refresh, said: t('devices.turnedOff') });
  const why = on.error === null ? null : wordOf(on.error);
  const isOn = state === 'on' || state === 'failing';
  const turn = (isWanted: boolean): void => {
    if (isWanted && publicKey !== null) on.mutate({ publicKey, name: name.trim() || t('devices.unnamed') });
    if (!isWanted && own !== undefined) off.mutate({ id: own.id, isHere: true });
  };
  return (
    <>
      <Switch
        label={t('devices.here')}
        description={t(`devices.states.${state}`)}
        checked={isOn}
        disabled={on.isPending || off.isPending || !(isOn || state === 'off')}
        onChange={({ currentTarget: { checked } }) => turn(checked)}
      />
      {state === 'off' && (
        <TextInput
          label={t('devices.name')}
          maxLength={100}
          value={name}
          onChange={(event) => setName(event.currentTarget.value)}
        />
      )}
      {why !== null && (
        <Text size="sm" c="var(--mantine-color-error)" role="status">
          {t(`devices.${why}`)}
        </Text>
      )}
    </>
  );
};

const Devices = ({ here, devices }: { here: ThisDevice; devices: readonly Device[] }) => {
  const { t } = useTranslation('settings-people');
  const order = useOrder({ send: removeDevice, refresh, said: t('devices.removed') });
  if (devices.length === 0) return null;
  return (
    <ul className={classes.rows} aria-label={t('devices.list')}>
      {devices.map(({ id, name, endpointHash, createdAt, failingSince, lastAt, lastOutcome }) => (
        <li key={id} className={classes.row}>
          <span className={classes.what}>
            <Text span size="sm" fw={550}>
              <bdi>{name}</bdi>
              {endpointHash === here.endpointHash && ` · ${t('devices.isHere')}`}
            </Text>
            <Text span size="xs" c={failingSince === null ? 'dimmed' : 'var(--mantine-color-error)'}>
              {failingSince !== null ? (
                <>
                  {t('devices.failing', { code: lastOutcome ?? '' })} <When at={failingSince} />
                </>
              ) : (
                <>
                  {t(lastAt === null ? 'devices.added' : 'devices.told')} <When at={lastAt ?? createdAt} />
                </>
              )}
            </Text>
          </span>
          <Button
            size="compact-sm"
            variant="default"
            aria-label={`${t('devices.remove')}: ${name}`}
            loading={order.isPending && order.variables.id === id}
            onClick={() => order.mutate({ id, isHere: endpointHash === here.endpointHash })}
          >
            {t('devices.remove')}
          </Button>
        </li>
      ))}
    </ul>
  );
};

/** A notice that tells of nothing, on all of them. */
const Test = () => {
  const { t } = useTranslation('settings-people');
  const [awaited, setAwaited] = useState<Awaited | null>(null);
  const reach = useQuery(noticesQuery).data?.reach.push;
  useQuery(awaitedQuery(awaited));
  const queries = useQueryClient();
  const lastAt = reach?.lastAt;
  // Which device took it stands in their list, which was asked before anything left.
  useEffect(() => void queries.invalidateQueries({ queryKey: ['devices'] }), [queries, lastAt]);
  const test = useOrder({
    send: testNotice,
    refresh,
    said: t('devices.tested'),
    after: () => setAwaited({ channel: 'push', at: Date.now(), lastAt: reach?.lastAt ?? null }),
  });
  const hasLeft = awaited !== null && reach?.lastAt !== awaited.lastAt && reach?.lastOutcome === 'sent';
  return (
    <Group>
      <Button
        size="compact-sm"
        variant="default"
        loading={test.isPending}
        onClick={() => test.mutate('push')}
      >
        {t('devices.test')}
      </Button>
      {hasLeft && (
        <Text size="sm" role="status">
          {t('devices.left')}
        </Text>
      )}
    </Group>
  );
};
