import { Anchor, CloseButton, Group, Text, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../parts/me.ts';
import { repliesQuery } from '../../parts/reply-query.ts';
import { findReplies, textIn, type CannedReply, type ReplyLanguage } from '../../parts/reply-text.ts';
import { ListSkeleton, ProblemState } from '../../parts/states.tsx';
import classes from './reply-list.module.css';

/** Canned replies over the box of a chat, searched by typing: arrows move, Enter chooses, Esc leaves. */
export const ReplyList = ({
  language,
  choose,
  leave,
}: {
  /** Of the chat. */
  language: ReplyLanguage;
  choose: (text: string) => void;
  leave: (typed: string) => void;
}) => {
  const { t } = useTranslation('chats');
  const { data, isPending, error, refetch } = useQuery(repliesQuery);
  const [typed, type] = useState('');
  const [at, move] = useState(0);
  const id = useId();
  const found = findReplies(data ?? [], typed);
  const index = Math.min(at, found.length - 1);
  const current = found[index];
  const press = (event: KeyboardEvent): void => {
    if (event.nativeEvent.isComposing) return;
    const act = {
      ArrowDown: () => move(Math.min(index + 1, found.length - 1)),
      ArrowUp: () => move(Math.max(index - 1, 0)),
      Enter: () => current !== undefined && choose(textIn(current.texts, language).text),
      Escape: () => leave(typed),
    }[event.key];
    if (act === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    act();
  };
  return (
    <section className={classes.replies} aria-label={t('replies.title')}>
      <Group wrap="nowrap" gap="xs">
        <TextInput
          flex={1}
          size="sm"
          role="combobox"
          aria-label={t('replies.search')}
          placeholder={t('replies.search')}
          aria-expanded={found.length > 0}
          aria-autocomplete="list"
          {...(current === undefined
            ? {}
            : { 'aria-controls': id, 'aria-activedescendant': `${id}-${current.id}` })}
          // Whoever opened it goes on typing.
          ref={focusOnce}
          value={typed}
          onChange={(event) => {
            type(event.currentTarget.value);
            move(0);
          }}
          onKeyDown={press}
        />
        <CloseButton aria-label={t('replies.close')} onClick={() => leave(typed)} />
      </Group>
      {isPending && <ListSkeleton rows={3} />}
      {!isPending && data === undefined && <ProblemState problem={error} retry={() => void refetch()} />}
      {data !== undefined && found.length === 0 && <Nothing isEmpty={data.length === 0} />}
      {found.length > 0 && (
        <ul id={id} className={classes.options} role="listbox" aria-label={t('replies.title')}>
          {found.map((reply) => (
            <Option
              key={reply.id}
              id={`${id}-${reply.id}`}
              reply={reply}
              language={language}
              isCurrent={reply === current}
              choose={choose}
            />
          ))}
        </ul>
      )}
    </section>
  );
};

const focusOnce = (input: HTMLInputElement | null): void => input?.focus();

const Nothing = ({ isEmpty }: { isEmpty: boolean }) => {
  const { t } = useTranslation('chats');
  const mayMake = useMay('templates:write');
  return (
    <Text size="sm" c="dimmed" role="status">
      {t(isEmpty ? 'replies.empty' : 'replies.none')}{' '}
      {isEmpty && mayMake && (
        <Anchor href="/console/settings/replies" inherit underline="always">
          {t('replies.make')}
        </Anchor>
      )}
    </Text>
  );
};

const Option = ({
  id,
  reply,
  language,
  isCurrent,
  choose,
}: {
  id: string;
  reply: CannedReply;
  language: ReplyLanguage;
  isCurrent: boolean;
  choose: (text: string) => void;
}) => {
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (isCurrent) line.current?.scrollIntoView({ block: 'nearest' });
  }, [isCurrent]);
  const { text, in: of } = textIn(reply.texts, language);
  return (
    <li
      ref={line}
      id={id}
      className={classes.option}
      role="option"
      aria-selected={isCurrent}
      // The keyboard stays in the box above.
      onMouseDown={(event) => event.preventDefault()}
      onClick={() => choose(text)}
    >
      <span className={classes.head}>
        <bdi className={classes.title}>{reply.title}</bdi>
        <span className={classes.shortcut}>/{reply.shortcut}</span>
      </span>
      <span className={classes.text} dir="auto" lang={of}>
        {text}
      </span>
    </li>
  );
};
