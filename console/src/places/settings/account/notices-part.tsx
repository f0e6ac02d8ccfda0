import { Button, Checkbox, Group, NativeSelect, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { isOutdated, isRefused, Outdated, Refusal } from '../../../parts/outdated.tsx';
import { ListSkeleton, ProblemState } from '../../../parts/states.tsx';
import { useOrder } from '../../../parts/use-order.ts';
import { When } from '../../../parts/when.tsx';
import { Part } from '../part.tsx';
import classes from '../settings.module.css';
import {
  awaitedQuery,
  noticesQuery,
  saveNotices,
  testNotice,
  type Awaited,
  type NoticeChoices,
  type Notices,
} from './notice-queries.ts';

/** What one wants to hear of, and how: each kind of work, ways, quiet hours, and the hours of what comes together. */
export const NoticesPart = () => {
  const { t } = useTranslation('settings-people');
  const { data, isPending, error, refetch } = useQuery(noticesQuery);
  return (
    <Part title={t('notices.title')} text={t('notices.text')}>
      {isPending && <ListSkeleton rows={4} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data !== undefined && <NoticesForm notices={data} />}
    </Part>
  );
};

const modes = ['at_once', 'digest', 'off'] as const;
const isMode = (value: string): value is (typeof modes)[number] =>
  (modes as readonly string[]).includes(value);

const choicesOf = ({
  kinds,
  channels,
  console: inConsole,
  quietHours,
  urgentAlways,
  digestAt,
}: Notices): NoticeChoices => ({
  ...{ kinds, channels, console: inConsole, quietHours, urgentAlways, digestAt },
});

const NoticesForm = ({ notices }: { notices: Notices }) => {
  const { t } = useTranslation('settings-people');
  // They are asked again while somebody chooses: what they saw is what they began from.
  const [seen, setSeen] = useState(notices);
  const [own, setOwn] = useState<NoticeChoices>(choicesOf(notices));
  const [hours, setHours] = useState(notices.digestAt.join(', '));
  const order = useOrder({
    send: saveNotices,
    refresh: [['notices']],
    said: t('notices.saved'),
    after: (saved) => {
      setSeen(saved);
      setOwn(choicesOf(saved));
      setHours(saved.digestAt.join(', '));
    },
    isToldThere: () => true,
  });
  const change = (part: Partial<NoticeChoices>): void => setOwn({ ...own, ...part });
  const save = (etag: string | null): void => {
    const digestAt = hours.split(/[\s,;]+/).filter((one) => one !== '');
    order.mutate({ etag, choices: { ...own, digestAt } });
  };
  return (
    <form
      className={classes.box}
      onSubmit={(event) => {
        event.preventDefault();
        save(seen.etag);
      }}
    >
      <Stack gap="md">
        <Kinds own={own} change={change} />
        <TextInput
          label={t('notices.digestAt')}
          description={t('notices.digestAtText')}
          value={hours}
          error={isRefused(order.error, 'digestAt') && t('notices.digestAtWrong')}
          onChange={(event) => setHours(event.currentTarget.value)}
        />
        <Quiet own={own} change={change} />
        <Ways own={own} change={change} reach={notices.reach.email} />
        <Refusal problem={order.error} />
        {isOutdated(order.error) && (
          <Outdated replace={() => save(notices.etag)} isPending={order.isPending}>
            <Text size="sm">{t('notices.changedElsewhere')}</Text>
          </Outdated>
        )}
        <Group>
          <Button type="submit" loading={order.isPending}>
            {t('notices.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
};

interface Chosen {
  own: NoticeChoices;
  change: (part: Partial<NoticeChoices>) => void;
}

const Kinds = ({ own, change }: Chosen) => {
  const { t } = useTranslation('settings-people');
  const kinds = Object.keys(own.kinds) as (keyof NoticeChoices['kinds'])[]; // as the server named them
  return (
    <div className={classes.fields}>
      {kinds.map((kind) => (
        <NativeSelect
          key={kind}
          label={t(`notices.kinds.${kind}`)}
          data={modes.map((mode) => ({ value: mode, label: t(`notices.modes.${mode}`) }))}
          value={own.kinds[kind] ?? 'off'}
          onChange={({ currentTarget: { value } }) =>
            isMode(value) && change({ kinds: { ...own.kinds, [kind]: value } })
          }
        />
      ))}
    </div>
  );
};

const usual = { from: '20:00', to: '08:30', sundays: true };

const Quiet = ({ own: { quietHours, urgentAlways }, change }: Chosen) => {
  const { t } = useTranslation('settings-people');
  return (
    <>
      <Switch
        label={t('notices.quiet')}
        checked={quietHours !== null}
        onChange={({ currentTarget: { checked } }) => change({ quietHours: checked ? usual : null })}
      />
      {quietHours !== null && (
        <>
          <div className={classes.fields}>
            {(['from', 'to'] as const).map((end) => (
              <TextInput
                key={end}
                type="time"
                required
                label={t(`notices.quietHours.${end}`)}
                value={quietHours[end]}
                onChange={({ currentTarget: { value } }) =>
                  change({ quietHours: { ...quietHours, [end]: value } })
                }
              />
            ))}
          </div>
          <Checkbox
            label={t('notices.sundays')}
            checked={quietHours.sundays}
            onChange={({ currentTarget: { checked } }) =>
              change({ quietHours: { ...quietHours, sundays: checked } })
            }
          />
          <Checkbox
            label={t('notices.urgentAlways')}
            checked={urgentAlways}
            onChange={({ currentTarget: { checked } }) => change({ urgentAlways: checked })}
          />
        </>
      )}
    </>
  );
};

const Ways = ({ own, change, reach }: Chosen & { reach: Notices['reach']['email'] }) => {
  const { t } = useTranslation('settings-people');
  const { badge, sound } = own.console;
  const [awaited, setAwaited] = useState<Awaited | null>(null);
  useQuery(awaitedQuery(awaited));
  const test = useOrder({
    send: testNotice,
    refresh: [['notices']],
    said: t('notices.tested'),
    after: () => setAwaited({ channel: 'email', at: Date.now(), lastAt: reach.lastAt }),
  });
  const hasLeft = awaited !== null && reach.lastAt !== awaited.lastAt && reach.lastOutcome === 'sent';
  return (
    <>
      <Switch
        label={t('notices.badge')}
        checked={badge}
        onChange={({ currentTarget: { checked } }) => change({ console: { badge: checked, sound } })}
      />
      <Switch
        label={t('notices.sound')}
        description={t('notices.soundText')}
        checked={sound}
        onChange={({ currentTarget: { checked } }) => change({ console: { badge, sound: checked } })}
      />
      <Switch
        label={t('notices.email')}
        description={
          reach.address === null
            ? t('notices.noAddress')
            : reach.available
              ? reach.address
              : t('notices.noServer')
        }
        checked={own.channels.email}
        onChange={({ currentTarget: { checked } }) =>
          change({ channels: { ...own.channels, email: checked } })
        }
      />
      {reach.failingSince !== null && (
        <Text size="sm" c="var(--mantine-color-error)" role="status">
          {t('notices.failing', { code: reach.lastOutcome ?? '' })} <When at={reach.failingSince} />
        </Text>
      )}
      {hasLeft && (
        <Text size="sm" role="status">
          {t('notices.left')}
        </Text>
      )}
      {reach.available && (
        <Group>
          <Button
            size="compact-sm"
            variant="default"
            loading={test.isPending}
            onClick={() => test.mutate('email')}
          >
            {t('notices.test')}
          </Button>
        </Group>
      )}
      <Switch
        label={t('notices.push')}
        description={t('notices.pushText')}
        checked={own.channels.push}
        onChange={({ currentTarget: { checked } }) =>
          change({ channels: { ...own.channels, push: checked } })
        }
      />
    </>
  );
};
