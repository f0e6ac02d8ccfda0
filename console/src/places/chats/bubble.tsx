import { Popover, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { DocumentIcon } from '@heroicons/react/24/outline';
import { TZDate } from '@date-fns/tz';
import { useQuery } from '@tanstack/react-query';
import { format } from 'date-fns';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '../../parts/me.ts';
import { ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import classes from './chats.module.css';
import { explainQuery } from './queries.ts';
import type { Message } from './shown.ts';

/** One message as WhatsApp shows it: theirs at the start, ours at the end, buttons below, ticks behind the time. */
export const Bubble = ({ message, all }: { message: Message; all: readonly Message[] }) => {
  const { t } = useTranslation('chats');
  const { direction, author, text, kind, choices, about, file } = message;
  const quoted = about === null ? undefined : all.find(({ id, direction: _of }) => id === about.messageId);
  return (
    <article className={classes.bubble} data-direction={direction} data-author={author} data-kind={kind}>
      {direction === 'out' && author === 'staff' && <span className={classes.author}>{t('staff')}</span>}
      {message.forwarded && <span className={classes.small}>{t('forwarded')}</span>}
      {about !== null && (
        <blockquote className={classes.quote} dir="auto">
          {quoted?.text ?? t('quoted')}
        </blockquote>
      )}
      {file !== null && <File file={file} />}
      {text !== null && (
        <p className={classes.text} dir="auto">
          {text}
        </p>
      )}
      {text === null && file === null && (
        <p className={classes.small}>{t(`kinds.${kind}`, { defaultValue: kind })}</p>
      )}
      <span className={classes.foot}>
        {kind === 'template' && <span>{t('template')} · </span>}
        <Clock at={message.at} />
        {direction === 'out' && <Ticks message={message} />}
      </span>
      {message.held !== null && <span className={classes.small}>{t('held')}</span>}
      {choices.length > 0 && (
        <ul className={classes.choices} aria-label={t('choices')}>
          {choices.map(({ id, title }) => (
            <li key={id} dir="auto">
              {title}
            </li>
          ))}
        </ul>
      )}
    </article>
  );
};

const Clock = ({ at }: { at: string }) => (
  <time dateTime={at}>{format(new TZDate(at, useMe().tenant.timeZone), 'HH:mm')}</time>
);

const File = ({ file }: { file: NonNullable<Message['file']> }) => {
  const { t } = useTranslation('chats');
  const kind = file.mimeType.split('/')[0] ?? '';
  return (
    <span className={classes.file}>
      <DocumentIcon width={22} height={22} aria-hidden />
      <bdi>{file.filename ?? t(`files.${kind}`, { defaultValue: t('file') })}</bdi>
    </span>
  );
};

const marks: Readonly<Partial<Record<Message['status'], string>>> = {
  pending: '🕓',
  accepted: '✓',
  sent: '✓',
  delivered: '✓✓',
  read: '✓✓',
  failed: '!',
  unknown: '?',
  suppressed: '⊘',
};

/** How it went, and on a press the whole way of the message in sentences. */
const Ticks = ({ message: { id, status } }: { message: Message }) => {
  const { t } = useTranslation('chats');
  const [isOpen, { toggle, close }] = useDisclosure(false);
  const mayExplain = useMay('requests:read');
  const word = t(`status.${status}`);
  const mark = (
    <span className={classes.ticks} data-status={status} aria-hidden>
      {marks[status] ?? ''}
    </span>
  );
  if (!mayExplain)
    return (
      <span role="img" aria-label={word}>
        {mark}
      </span>
    );
  return (
    <Popover opened={isOpen} onClose={close} width={340} withArrow shadow="md" trapFocus={false}>
      <Popover.Target>
        <UnstyledButton onClick={toggle} aria-label={`${word}: ${t('explain')}`} title={word}>
          {mark}
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Way id={id} />
      </Popover.Dropdown>
    </Popover>
  );
};

const Way = ({ id }: { id: string }) => {
  const { data, isPending, error } = useQuery(explainQuery(id, useLanguage()));
  if (isPending) return <ListSkeleton rows={3} height={18} />;
  if (data === undefined) return <ProblemState problem={error} />;
  return (
    <>
      {data.sentences.map((sentence) => (
        <Text key={sentence} size="sm" mb={4}>
          {sentence}
        </Text>
      ))}
    </>
  );
};
