import { UnstyledButton, Text } from '@mantine/core';
import { CheckIcon, ChevronDownIcon, ChevronRightIcon, XMarkIcon } from '@heroicons/react/24/outline';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../parts/tag.tsx';
import { When } from '../../parts/when.tsx';
import type { DryItem, Outcome } from './queries.ts';
import classes from './rules.module.css';
import { ToldEffect } from './told-effect.tsx';
import { useWords } from './use-words.ts';

type Effect = Outcome['effects'][number];

/** One event: whether the rule is about it, what would come of it, and what comes of it now. */
export const DryEvent = ({ item, isFirst }: { item: DryItem; isFirst: boolean }) => {
  const { t } = useTranslation('rules');
  const [isOpen, setOpen] = useState(isFirst);
  const { eventId, at, matches, differs } = item;
  const Chevron = isOpen ? ChevronDownIcon : ChevronRightIcon;
  return (
    <div className={classes.event}>
      <UnstyledButton className={classes.eventHead} aria-expanded={isOpen} onClick={() => setOpen(!isOpen)}>
        <Chevron width={16} height={16} aria-hidden />
        <Text span size="sm" fw={600}>
          <When at={at} full />
        </Text>
        <Text span className={classes.id}>
          <bdi>{eventId}</bdi>
        </Text>
        <Tag tone={matches ? 'good' : 'neutral'}>{t(matches ? 'try.matches' : 'try.matchesNot')}</Tag>
        {differs && <Tag tone="wait">{t('try.differs')}</Tag>}
      </UnstyledButton>
      {isOpen && (
        <div className={classes.eventBody}>
          <Conditions item={item} />
          <div className={classes.both}>
            <Side title={t('try.would')} eventId={eventId} outcome={item.outcome} />
            {differs ? (
              <Side title={t('try.now')} eventId={eventId} outcome={item.now} />
            ) : (
              <div className={classes.side}>
                <Text size="sm" fw={650}>
                  {t('try.now')}
                </Text>
                <Text size="sm" c="dimmed">
                  {t('try.same')}
                </Text>
              </div>
            )}
          </div>
        </div>
      )}
    </div>
  );
};

const Conditions = ({ item: { conditions } }: { item: DryItem }) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  if (conditions.length === 0) return null;
  return (
    <ul className={classes.plain}>
      {conditions.map(({ field, op, holds }, at) => {
        const Icon = holds ? CheckIcon : XMarkIcon;
        return (
          <li key={at} className={classes.holds} data-holds={holds ? 'yes' : 'no'}>
            <Icon width={16} height={16} aria-hidden />
            <span>
              {words.field(field)} · {words.of('ops', op)}: {t(holds ? 'try.holds' : 'try.holdsNot')}
            </span>
          </li>
        );
      })}
    </ul>
  );
};

const Side = ({ title, eventId, outcome }: { title: string; eventId: string; outcome: Outcome }) => {
  const { t } = useTranslation('rules');
  const { by, effects } = outcome;
  return (
    <section className={classes.side} aria-label={title}>
      <div>
        <Text size="sm" fw={650}>
          {title}
        </Text>
        {by !== null && (
          <Text size="xs" c="dimmed">
            {by.id.startsWith('shipped.')
              ? t('shippedName')
              : `${by.id} · ${t('versions.one', { version: by.version })}`}
          </Text>
        )}
      </div>
      {effects.length === 0 && <Nothing outcome={outcome} />}
      {effects.map((effect, at) => (
        <OneEffect key={at} eventId={eventId} effect={effect} />
      ))}
    </section>
  );
};

/** Nothing comes of it, and why; when that is so of what waited, and when there is room again. */
const Nothing = ({ outcome: { status, reason, settledAt, roomAt } }: { outcome: Outcome }) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  return (
    <div>
      <Text size="sm">
        {t(status === 'failed' ? 'try.fails' : 'try.nothing')}
        {reason !== null && ` (${words.of('reasons', reason)})`}
      </Text>
      {settledAt !== undefined && (
        <Text size="sm" c="dimmed">
          {t('try.settled')} <When at={settledAt} full />
        </Text>
      )}
      {roomAt !== undefined && (
        <Text size="sm" c="dimmed">
          {t('try.room')} <When at={roomAt} full />
        </Text>
      )}
    </div>
  );
};

const OneEffect = ({ eventId, effect }: { eventId: string; effect: Effect }) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  switch (effect.do) {
    case 'request':
    case 'notify':
      return <ToldEffect eventId={eventId} effect={effect} />;
    case 'task':
      return (
        <Text size="sm">
          {t(effect.urgent ? 'told.urgentTask' : 'told.task', { role: words.of('staff', effect.role) })}
        </Text>
      );
    case 'callback':
      return <Text size="sm">{t('told.callback', { name: effect.name })}</Text>;
    case 'emit':
      return (
        <Text size="sm">
          {t('told.emit', { type: words.type(effect.type) })}
          {!effect.isAccepted && ` ${t('try.notAccepted')}`}
        </Text>
      );
  }
};
