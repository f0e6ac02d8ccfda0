import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Tag } from '../../parts/tag.tsx';
import { When } from '../../parts/when.tsx';
import type { ShadowEvent } from './queries.ts';
import classes from './rules.module.css';
import { useWords } from './use-words.ts';

type Outcome = ShadowEvent['outcome'];
type Effect = Outcome['effects'][number];

/** One event that came meanwhile: what the draft would have done, and what was done. */
export const ShadowOne = ({ event: { eventId, at, differs, outcome, now } }: { event: ShadowEvent }) => {
  const { t } = useTranslation('rules');
  return (
    <div className={classes.event}>
      <div className={classes.eventBody} style={{ paddingTop: 10 }}>
        <div className={classes.marks}>
          <Text span size="sm" fw={600}>
            <When at={at} full />
          </Text>
          <Text span className={classes.id}>
            <bdi>{eventId}</bdi>
          </Text>
          {differs && <Tag tone="wait">{t('try.differs')}</Tag>}
        </div>
        <div className={classes.both}>
          <Side title={t('shadow.would')} outcome={outcome} />
          <Side title={t('shadow.was')} outcome={now} />
        </div>
      </div>
    </div>
  );
};

const Side = ({ title, outcome: { status, reason, effects } }: { title: string; outcome: Outcome }) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  return (
    <section className={classes.side} aria-label={title}>
      <Text size="sm" fw={650}>
        {title}
      </Text>
      {effects.length === 0 && (
        <Text size="sm">
          {t(status === 'failed' ? 'try.fails' : 'try.nothing')}
          {reason !== null && ` (${words.of('reasons', reason)})`}
        </Text>
      )}
      {effects.map((effect, at) => (
        <OneEffect key={at} effect={effect} />
      ))}
    </section>
  );
};

const OneEffect = ({ effect }: { effect: Effect }) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  switch (effect.do) {
    case 'request':
    case 'notify':
      return (
        <Text size="sm">
          {t(`try.${effect.do}`)} <bdi>{effect.contactRef}</bdi>
          {effect.hold !== null && (
            <>
              {' '}
              · {t(`try.hold.${effect.hold.by}`)} <When at={effect.hold.until} full />
            </>
          )}
        </Text>
      );
    case 'task':
      return (
        <Text size="sm">
          {t(effect.urgent ? 'told.urgentTask' : 'told.task', { role: words.of('staff', effect.role) })}
        </Text>
      );
    case 'callback':
      return <Text size="sm">{t('told.callback', { name: effect.name })}</Text>;
    case 'emit':
      return <Text size="sm">{t('told.emit', { type: words.type(effect.type) })}</Text>;
  }
};
