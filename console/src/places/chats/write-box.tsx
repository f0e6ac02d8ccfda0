import { Button, Group, Text, Textarea } from '@mantine/core';
import type { ReactNode } from 'react';
import type { QueryKey } from '@tanstack/react-query';
import { useOrder } from '../../parts/use-order.ts';
import { draftOf, endDraft, keepDraft } from './drafts.ts';
import { useDraft } from './use-draft.ts';

const maxText = 4096;

/** Where one types and sends with Enter; what was typed stays until it is taken. */
export const WriteBox = ({
  draft,
  words,
  icon,
  hint,
  send,
  refresh,
}: {
  /** What was typed is kept under it. */
  draft: string;
  words: { label: string; placeholder: string; send: string };
  icon: ReactNode;
  hint: string;
  /** `key`: pressed twice, or again after a lost answer, it is one. */
  send: (written: { text: string; key: string }) => Promise<unknown>;
  refresh: readonly QueryKey[];
}) => {
  const text = useDraft(draft);
  const order = useOrder({ send, refresh, said: null, after: (_answer, sent) => endDraft(draft, sent) });
  const isReady = text.trim() !== '' && !order.isPending;
  const sendIt = (): void => {
    const kept = draftOf(draft);
    if (isReady && kept !== null) order.mutate({ text: kept.text.trim(), key: kept.key });
  };
  return (
    <>
      <Textarea
        aria-label={words.label}
        placeholder={words.placeholder}
        autosize
        minRows={1}
        maxRows={7}
        maxLength={maxText}
        dir="auto"
        value={text}
        onChange={(event) => keepDraft(draft, event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
          event.preventDefault();
          sendIt();
        }}
      />
      <Group justify="space-between" wrap="nowrap" gap="xs">
        <Text size="xs" c="dimmed" className="tabular">
          {hint}
        </Text>
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
    </>
  );
};
