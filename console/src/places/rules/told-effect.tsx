import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PhoneMessage } from '../../parts/phone-message.tsx';
import { When } from '../../parts/when.tsx';
import type { Outcome } from './queries.ts';
import classes from './rules.module.css';
import { useWords } from './use-words.ts';

type Told = Extract<Outcome['effects'][number], { do: 'request' | 'notify' }>;
type Step = NonNullable<Told['escalates']>[number];

const scriptOf = (text: string): string => (/\p{Script=Arabic}/u.test(text) ? 'ar' : 'tr');

/** Who gets it, when, what holds it, and what the phone shows. */
export const ToldEffect = ({ eventId, effect }: { eventId: string; effect: Told }) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  const { contactRef, at, hold, state, outcome, messages, unless = [] } = effect;
  return (
    <>
      <Text size="sm">
        {t(`try.${effect.do}`)} <bdi>{contactRef}</bdi> · <When at={at} full />
      </Text>
      {hold !== null && (
        <Text size="sm" c="dimmed">
          {t(hold.because === undefined ? `try.hold.${hold.by}` : 'try.hold.office')}{' '}
          <When at={hold.until} full />
        </Text>
      )}
      {unless.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('told.unless')}
        </Text>
      )}
      {state === 'held' && <Text size="sm">{t('try.held')}</Text>}
      {state === 'ended' && (
        <Text size="sm">
          {t('try.ended')}
          {outcome !== null && ` (${words.of('reasons', outcome)})`}
        </Text>
      )}
      <Together eventId={eventId} effect={effect} />
      {messages.map((message, index) => (
        <Message key={index} message={message} />
      ))}
      {messages.length === 0 && state === 'asked' && (effect.together?.words ?? eventId) === eventId && (
        <Text size="sm" c="dimmed">
          {t('try.noNew')}
        </Text>
      )}
      <Steps steps={effect.escalates ?? []} />
    </>
  );
};

/** What it is one message with, and what it takes the place of. */
const Together = ({ eventId, effect: { together, withdraws = [] } }: { eventId: string; effect: Told }) => {
  const { t } = useTranslation('rules');
  return (
    <>
      {together !== undefined && (
        <Text size="sm" c="dimmed">
          {t('try.together', { count: together.events.length })}
          {together.words !== eventId && (
            <>
              {' '}
              {t('try.wordsAt')} <bdi>{together.words}</bdi>
            </>
          )}
        </Text>
      )}
      {withdraws.length > 0 && (
        <Text size="sm" c="dimmed">
          {t('try.withdraws', { count: withdraws.length })}
        </Text>
      )}
    </>
  );
};

const Message = ({ message }: { message: Told['messages'][number] }) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  const { text, choices, chosen, insteadOf, heldUntil, holds = [], unsent } = message;
  return (
    <div>
      {chosen !== undefined && (
        <Text size="xs" c="dimmed">
          {chosen.unsaid === undefined
            ? t('try.chosen', { name: chosen.name })
            : t('try.chosenUnsaid', {
                name: chosen.name,
                because: words.of('unsaid', chosen.unsaid, t('unsaid.other')),
              })}
        </Text>
      )}
      {insteadOf !== undefined && (
        <Text size="xs" c="dimmed">
          {t('try.insteadOf', {
            said: words.of('languages', message.language ?? ''),
            theirs: words.of('languages', insteadOf.language),
            because: words.of('unsaid', insteadOf.reason.replace(/^template_/, ''), t('unsaid.other')),
          })}
        </Text>
      )}
      {holds.length === 0 && heldUntil !== null && (
        <Text size="xs" c="dimmed">
          {t('try.quiet')} <When at={heldUntil} full />
        </Text>
      )}
      {holds.map(({ check, until }, index) => (
        <Text key={index} size="xs" c="dimmed">
          {words.of('holds', check, t('try.waits'))}{' '}
          {until === null ? t('try.nobodyKnows') : <When at={until} full />}
        </Text>
      ))}
      {unsent !== null && (
        <Text size="xs" c="dimmed">
          {t('try.unsent')} ({words.of('reasons', unsent)})
        </Text>
      )}
      <PhoneMessage
        label={t('try.phone')}
        body={text}
        values={new Map()}
        document={null}
        buttons={choices}
        language={message.language ?? scriptOf(text)}
      />
    </div>
  );
};

/** What happens where nobody answers. */
const Steps = ({ steps }: { steps: readonly Step[] }) => {
  const { t } = useTranslation('rules');
  const words = useWords();
  if (steps.length === 0) return null;
  return (
    <div>
      <Text size="sm" fw={500}>
        {t('escalate.title')}
      </Text>
      <ul className={classes.plain}>
        {steps.map((step, at) => (
          <li key={at}>
            <Text size="sm">
              <When at={step.at} full /> ·{' '}
              {step.to === 'contact' ? (
                <>
                  {t('try.request')} <bdi>{step.contactRef}</bdi>
                </>
              ) : (
                t(step.urgent ? 'told.urgentTask' : 'told.task', { role: words.of('staff', step.role) })
              )}
            </Text>
          </li>
        ))}
      </ul>
    </div>
  );
};
