import { Anchor, Collapse, Skeleton, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { ProblemState } from '../../parts/states.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { When } from '../../parts/when.tsx';
import { evidenceQuery, explainQuery, type ShownMessage } from './queries.ts';
import classes from './request-page.module.css';

/** The words exactly as they were shown and answered; text of people, in its own direction. */
export const Shown = ({ id }: { id: string }) => {
  const { t } = useTranslation('requests');
  const { data, isPending, error, refetch } = useQuery(evidenceQuery(id));
  if (isPending) return <Skeleton height={160} radius="md" />;
  if (data === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  if (data.messages.length === 0)
    return (
      <Text size="sm" c="dimmed">
        {t('nothingShown')}
      </Text>
    );
  return (
    <div className={classes.bubbles}>
      {data.messages.map((message) => (
        <Bubble key={message.id} message={message} />
      ))}
    </div>
  );
};

const Bubble = ({ message }: { message: ShownMessage }) => {
  const { t } = useTranslation('requests');
  const isOut = message.direction === 'out';
  return (
    <div className={classes.bubble} data-out={isOut || undefined}>
      <p className={classes.text} dir="auto">
        {message.text ?? t('noText', { kind: message.kind })}
      </p>
      {message.choices.length > 0 && (
        <div className={classes.choices}>
          {message.choices.map(({ id, title }) => (
            <span key={id} className={classes.choice} dir="auto">
              {title}
            </span>
          ))}
        </div>
      )}
      <div className={classes.meta}>
        <span>{t(`authors.${message.author}`, { defaultValue: message.author })}</span>
        <When at={message.at} full />
        {isOut && <span>{t(`messageStates.${message.status}`, { defaultValue: message.status })}</span>}
      </div>
      {isOut && <Explained id={message.id} />}
    </div>
  );
};

/** The whole way of a message, in sentences; asked for when somebody wants to know. */
const Explained = ({ id }: { id: string }) => {
  const { t } = useTranslation('requests');
  const [isOpen, { toggle }] = useDisclosure(false);
  const { data } = useQuery({ ...explainQuery(id, useLanguage()), enabled: isOpen });
  return (
    <>
      <Anchor component="button" type="button" size="xs" onClick={toggle} aria-expanded={isOpen}>
        {t(isOpen ? 'explainLess' : 'explain')}
      </Anchor>
      <Collapse expanded={isOpen && data !== undefined}>
        <ol className={classes.sentences}>
          {data?.sentences.map((sentence, index) => (
            <li key={String(index)}>{sentence}</li>
          ))}
        </ol>
      </Collapse>
    </>
  );
};
