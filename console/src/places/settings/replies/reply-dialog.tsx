import { Button, Code, Group, Modal, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ApiProblem } from '../../../api/problem.ts';
import { isOutdated, isRefused, Outdated, Refusal } from '../../../parts/outdated.tsx';
import { overTheirs } from '../../../parts/over-theirs.ts';
import { repliesQuery } from '../../../parts/reply-query.ts';
import {
  hasStrangePlaceholder,
  replyLanguages,
  replyPlaceholders,
  writtenOf,
  type CannedReply,
  type ReplyLanguage,
} from '../../../parts/reply-text.ts';
import { useOrder } from '../../../parts/use-order.ts';
import classes from '../settings.module.css';
import { changeReply, makeReply } from './queries.ts';
import { isShortcut, readReply, typedReply, type TypedReply, type Words } from './typed-reply.ts';

/** The same words are sent under the same key, so that they are one reply however often they are sent. */
const useKeyOf = (): ((words: Words) => string) => {
  const last = useRef({ of: '', key: '' });
  return (words) => {
    const of = JSON.stringify(words);
    if (last.current.of !== of) last.current = { of, key: crypto.randomUUID() };
    return last.current.key;
  };
};

/** A canned reply: what it is called, how it is found, what it says in each language. `reply` null: a new one. */
export const ReplyDialog = ({ reply, close }: { reply: CannedReply | null; close: () => void }) => {
  const { t } = useTranslation('settings-replies');
  // They are asked again while somebody types: what they saw is what they began from.
  const [seen] = useState(reply);
  const [typed, setTyped] = useState(() => typedReply(seen));
  const keyOf = useKeyOf();
  const order = useOrder({
    send: ({ words, rev }: { words: Words; rev: number }) =>
      seen === null ? makeReply({ words, key: keyOf(words) }) : changeReply({ id: seen.id, rev, words }),
    refresh: [['canned-replies']],
    said: t('make.done'),
    after: close,
    isToldThere: () => true,
  });
  const now = useQuery(repliesQuery).data?.find(({ id }) => id === seen?.id);
  const words = readReply(typed);
  const save = (as: Words | null, rev: number): void => {
    if (as !== null) order.mutate({ words: as, rev });
  };
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      title={t(seen === null ? 'make.title' : 'make.edit')}
      closeButtonProps={{ 'aria-label': t('cancel') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          save(words, seen?.rev ?? 0);
        }}
      >
        <Stack gap="md">
          <NameFields
            typed={typed}
            problem={order.error}
            change={(part) => setTyped({ ...typed, ...part })}
          />
          <Placeholders />
          {replyLanguages.map((one) => (
            <TextField
              key={one}
              language={one}
              text={typed.texts[one]}
              problem={order.error}
              type={(text) => setTyped({ ...typed, texts: { ...typed.texts, [one]: text } })}
            />
          ))}
          <Why problem={order.error} />
          {isOutdated(order.error) && now !== undefined && (
            <Outdated
              isPending={order.isPending}
              replace={() => save(readReply(overTheirs(typedReply(seen), typed, typedReply(now))), now.rev)}
            >
              <NowThere reply={now} />
            </Outdated>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={close}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={order.isPending} disabled={words === null}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
};

const isCode = (problem: unknown, code: string): boolean =>
  problem instanceof ApiProblem && problem.code === code;

const NameFields = ({
  typed: { title, shortcut },
  problem,
  change,
}: {
  typed: TypedReply;
  problem: unknown;
  change: (part: Partial<TypedReply>) => void;
}) => {
  const { t } = useTranslation('settings-replies');
  const isWrong = shortcut !== '' && !isShortcut(shortcut);
  const isTaken = isCode(problem, 'shortcut_taken');
  return (
    <div className={classes.fields}>
      <TextInput
        label={t('name')}
        description={t('nameText')}
        required
        data-autofocus
        maxLength={60}
        value={title}
        error={isRefused(problem, 'title') && t('refused')}
        onChange={(event) => change({ title: event.currentTarget.value })}
      />
      <TextInput
        label={t('shortcut')}
        description={t('shortcutText')}
        required
        maxLength={20}
        autoCapitalize="none"
        spellCheck={false}
        value={shortcut}
        error={
          isTaken
            ? t('shortcutTaken')
            : isWrong
              ? t('shortcutWrong')
              : isRefused(problem, 'shortcut') && t('refused')
        }
        onChange={(event) => change({ shortcut: event.currentTarget.value })}
      />
    </div>
  );
};

/** What can be written for something of the chat. */
const Placeholders = () => {
  const { t } = useTranslation('settings-replies');
  return (
    <div>
      <Text size="sm" c="dimmed">
        {t('placeholders.text')}
      </Text>
      <ul className={classes.plain}>
        {replyPlaceholders.map((name) => (
          <li key={name}>
            <Code>{writtenOf(name)}</Code> {t(`placeholders.${name}`)}
          </li>
        ))}
      </ul>
    </div>
  );
};

const TextField = ({
  language,
  text,
  problem,
  type,
}: {
  language: ReplyLanguage;
  text: string;
  problem: unknown;
  type: (text: string) => void;
}) => {
  const { t } = useTranslation('settings-replies');
  const isStrange = hasStrangePlaceholder(text);
  return (
    <Textarea
      label={t(`texts.${language}`)}
      autosize
      minRows={2}
      maxRows={8}
      maxLength={1000}
      dir="auto"
      value={text}
      error={isStrange ? t('strange') : isRefused(problem, `texts.${language}`) && t('refused')}
      onChange={(event) => type(event.currentTarget.value)}
    />
  );
};

/** Why it was not taken, where no field says it. */
const Why = ({ problem }: { problem: unknown }) => {
  const { t } = useTranslation('settings-replies');
  if (isCode(problem, 'shortcut_taken')) return null;
  if (!isCode(problem, 'too_many_replies')) return <Refusal problem={problem} />;
  return (
    <Text size="sm" c="var(--mantine-color-error)" role="alert">
      {t('tooMany')}
    </Text>
  );
};

const NowThere = ({ reply: { title, shortcut, texts } }: { reply: CannedReply }) => (
  <>
    <Text size="sm" fw={600}>
      <bdi>{title}</bdi> /{shortcut}
    </Text>
    {replyLanguages.map((one) => (
      <Text key={one} size="sm" dir="auto" lang={one} style={{ whiteSpace: 'pre-wrap' }}>
        {texts[one]}
      </Text>
    ))}
  </>
);
