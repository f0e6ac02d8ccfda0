import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useOrder } from '../../parts/use-order.ts';
import { When } from '../../parts/when.tsx';
import { WordDiff } from '../../parts/word-diff.tsx';
import { By } from './by.tsx';
import { bringBack, seenOf, undo } from './orders.ts';
import { Part } from './part.tsx';
import { refresh, versionsQuery, type Trigger, type Version } from './queries.ts';
import classes from './rules.module.css';
import { Sentence } from './sentence.tsx';
import { useToldWhole } from './use-told.ts';

/** Every version that was in use, and the way back to one of them. */
export const Versions = ({ rule }: { rule: Trigger }) => {
  const { t } = useTranslation('rules');
  const mayWrite = useMay('triggers:write');
  const [asked, ask] = useState<Version | 'undo' | null>(null);
  const { data, isPending, error, refetch } = useQuery(versionsQuery(rule.id));
  if (isPending) return <ListSkeleton rows={3} />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  return (
    <Stack gap="lg">
      <Part
        title={t('versions.title')}
        action={
          mayWrite &&
          rule.history.length > 0 && (
            <Button size="compact-sm" variant="default" onClick={() => ask('undo')}>
              {t('undo.name')}
            </Button>
          )
        }
      >
        {data.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('versions.none')}
          </Text>
        ) : (
          <ul className={classes.list}>
            {data.map((version) => (
              <OneVersion
                key={version.version}
                version={version}
                isUsed={rule.published?.version === version.version}
                back={mayWrite ? () => ask(version) : null}
              />
            ))}
          </ul>
        )}
      </Part>
      <History rule={rule} />
      {asked !== null && <Back rule={rule} to={asked} all={data} close={() => ask(null)} />}
    </Stack>
  );
};

const OneVersion = ({
  version: { version, at, by, rule },
  isUsed,
  back,
}: {
  version: Version;
  isUsed: boolean;
  back: (() => void) | null;
}) => {
  const { t } = useTranslation('rules');
  const [isOpen, setOpen] = useState(isUsed);
  return (
    <li>
      <div className={classes.version}>
        <div>
          <Group gap={8}>
            <Text size="sm" fw={600}>
              {t('versions.one', { version })}
            </Text>
            {isUsed && <Tag tone="good">{t('versions.used')}</Tag>}
          </Group>
          <Text size="xs" c="dimmed">
            {at !== null && <When at={at} full />} · <By name={by} />
          </Text>
        </div>
        <Group gap="xs">
          <Button size="compact-sm" variant="subtle" aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
            {t(isOpen ? 'versions.hide' : 'versions.show')}
          </Button>
          {back !== null && !isUsed && (
            <Button size="compact-sm" variant="default" onClick={back}>
              {t('back.name')}
            </Button>
          )}
        </Group>
      </div>
      {isOpen && (
        <div className={classes.eventBody}>
          <Sentence rule={rule} />
        </div>
      )}
    </li>
  );
};

const History = ({ rule: { history } }: { rule: Trigger }) => {
  const { t } = useTranslation('rules');
  if (history.length === 0) return null;
  return (
    <Part title={t('history.title')}>
      <ul className={classes.plain}>
        {history.toReversed().map(({ what, version, at, by }) => (
          <li key={`${what}${String(version)}${at}`}>
            <Text size="sm">
              {t(`history.${what}`, { version })}{' '}
              <Text span size="xs" c="dimmed">
                <When at={at} full /> · <By name={by} />
              </Text>
            </Text>
          </li>
        ))}
      </ul>
    </Part>
  );
};

/** What an undo brings: the rule that was in use before the last change; null: none was. */
const before = ({ history }: Trigger, all: readonly Version[]): Version | null => {
  const [previous, last] = [history.at(-2), history.at(-1)];
  const found = (version: number | undefined): Version | null =>
    all.find((one) => one.version === version) ?? null;
  if (last?.what === 'withdrawn') return found(last.version);
  return previous?.what === 'published' ? found(previous.version) : null;
};

/** Says what will count again, word by word, before it does. */
const Back = ({
  rule,
  to,
  all,
  close,
}: {
  rule: Trigger;
  to: Version | 'undo';
  all: readonly Version[];
  close: () => void;
}) => {
  const { t } = useTranslation('rules');
  const whole = useToldWhole();
  // Goes on with the draft that was saved, where only the second write failed.
  const [seen, moved] = useState(() => seenOf(rule));
  const what = to === 'undo' ? 'undo' : 'back';
  const order = useOrder({
    send: () => (to === 'undo' ? undo(seen) : bringBack({ seen, rule: to.rule, moved })),
    refresh,
    said: t(`${what}.done`),
    after: close,
  });
  const target = to === 'undo' ? before(rule, all) : to;
  const used = rule.published;
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t(`${what}.title`)}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <Stack gap="md">
        <Text size="sm">
          {target === null ? t('back.toNothing') : t('back.text', { version: target.version })}
        </Text>
        {target !== null && used !== null && (
          <WordDiff before={whole(used.rule)} after={whole(target.rule)} />
        )}
        {target !== null && used === null && (
          <div className={classes.card}>
            <Sentence rule={target.rule} />
          </div>
        )}
        {to !== 'undo' && rule.draft !== null && (
          <Text size="sm" className={classes.notice}>
            {t('back.draft')}
          </Text>
        )}
        <Group justify="flex-end" gap="xs">
          <Button variant="default" onClick={close}>
            {t('close')}
          </Button>
          <Button loading={order.isPending} onClick={() => order.mutate(undefined)}>
            {t(`${what}.go`)}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
};
