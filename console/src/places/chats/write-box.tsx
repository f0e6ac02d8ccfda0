import { ActionIcon, Button, Group, Text, Textarea } from '@mantine/core';
import { ChatBubbleBottomCenterTextIcon } from '@heroicons/react/24/outline';
import type { QueryKey } from '@tanstack/react-query';
import { lazy, Suspense, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { ReplyLanguage } from '../../parts/reply-text.ts';
import { ListSkeleton } from '../../parts/states.tsx';
import { tellFailed } from '../../parts/toasts.ts';
import { useOrder } from '../../parts/use-order.ts';
import { draftOf, endDraft, keepDraft } from './drafts.ts';
import { useChosen, type Chosen } from './use-chosen.ts';
import { useDraft } from './use-draft.ts';

const maxText = 4096;
const ReplyList = lazy(() => import('./reply-list.tsx').then((it) => ({ default: it.ReplyList })));

/** In which language, and how they are filled in. */
interface PutIn {
  language: ReplyLanguage;
  fill: (text: string) => string;
}

/** Where one types and sends with Enter; what was typed stays until it is taken. */
export const WriteBox = ({
  draft,
  words,
  icon,
  hint,
  missing = null,
  replies,
  send,
  refresh,
}: {
  /** What was typed is kept under it. */
  draft: string;
  words: { label: string; placeholder: string; send: string };
  icon: ReactNode;
  hint: string;
  /** What is still to be filled in: it cannot go before. */
  missing?: string | null;
  /** Canned replies can be put into the box; left out: not into this one. */
  replies?: PutIn;
  /** `key`: pressed twice, or again after a lost answer, it is one. */
  send: (written: { text: string; key: string }) => Promise<unknown>;
  refresh: readonly QueryKey[];
}) => {
  const text = useDraft(draft);
  const box = useRef<HTMLTextAreaElement>(null);
  const chosen = useChosen(draft, box, maxText);
  const order = useOrder({ send, refresh, said: null, after: (_answer, sent) => endDraft(draft, sent) });
  const isReady = text.trim() !== '' && missing === null && !order.isPending;
  const sendIt = (): void => {
    const kept = draftOf(draft);
    if (isReady && kept !== null) order.mutate({ text: kept.text.trim(), key: kept.key });
  };
  const type = (typed: string): void => {
    if (replies !== undefined && text === '' && typed === '/') chosen.open('slash');
    else keepDraft(draft, typed);
  };
  return (
    <>
      {replies !== undefined && chosen.isOpen && <Replies replies={replies} chosen={chosen} />}
      <Textarea
        ref={box}
        aria-label={words.label}
        placeholder={words.placeholder}
        autosize
        minRows={1}
        maxRows={7}
        maxLength={maxText}
        dir="auto"
        value={text}
        onBlur={chosen.left}
        onChange={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          sendIt();
        }}
      />
      {missing !== null && (
        <Text size="xs" c="var(--mantine-color-error)" role="alert">
          {missing}
        </Text>
      )}
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="xs" c="dimmed" className="tabular">
          {hint}
        </Text>
        <Group wrap="nowrap" gap="xs" flex="none">
          {replies !== undefined && !chosen.isOpen && <OpenReplies open={() => chosen.open('button')} />}
          <Button
            size="compact-sm"
            flex="none"
            rightSection={icon}
            disabled={!isReady}
            loading={order.isPending}
            onClick={sendIt}
          >
            {words.send}
          </Button>
        </Group>
      </Group>
    </>
  );
};

const Replies = ({ replies, chosen }: { replies: PutIn; chosen: Chosen }) => {
  const { t } = useTranslation('chats');
  return (
    <Suspense fallback={<ListSkeleton rows={3} />}>
      <ReplyList
        language={replies.language}
        choose={(reply) => {
          if (!chosen.put(replies.fill(reply))) tellFailed(t('replies.tooLong'));
        }}
        leave={chosen.leave}
      />
    </Suspense>
  );
};

const OpenReplies = ({ open }: { open: () => void }) => {
  const { t } = useTranslation('chats');
  return (
    <ActionIcon aria-label={t('replies.title')} onClick={open}>
      <ChatBubbleBottomCenterTextIcon width={20} height={20} />
    </ActionIcon>
  );
};
