import { ActionIcon, Button, Drawer, Group, Text, Title } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { ArrowLeftIcon, HandRaisedIcon, InformationCircleIcon } from '@heroicons/react/24/outline';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { AssignMenu } from '../../parts/assign-menu.tsx';
import { CustomerName } from '../../parts/customer-name.tsx';
import { DownloadMenu } from '../../parts/download-menu.tsx';
import { useMay } from '../../parts/me.ts';
import { ItemSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { useLanguage } from '../../parts/use-language.ts';
import { useOrder } from '../../parts/use-order.ts';
import { assign } from './assign-queries.ts';
import { ContactName } from './chat-list.tsx';
import classes from './chats.module.css';
import { Composer } from './composer.tsx';
import { CustomerSide } from './customer-side.tsx';
import { MessageList } from './message-list.tsx';
import { chatQuery, giveBack, takeOver } from './queries.ts';
import type { Chat } from './shown.ts';

/** The open chat, and who it is with: beside it where there is room, else behind a button. */
export const ChatPane = ({ id, close }: { id: string; close: () => void }) => {
  const { data: chat, isPending, error, refetch } = useQuery(chatQuery(id));
  const isWide = useMediaQuery('(min-width: 80em)', true);
  const [isShown, side] = useDisclosure(false);
  const { t } = useTranslation('chats');
  if (isPending)
    return (
      <div className={classes.padded}>
        <ItemSkeleton />
      </div>
    );
  if (chat === undefined) return <ProblemState problem={error} retry={() => void refetch()} />;
  return (
    <>
      <section className={classes.chat} aria-label={t('chat')}>
        <ChatHead chat={chat} close={close} showSide={isWide ? null : side.open} />
        <MessageList chat={chat} />
        <Composer chat={chat} />
      </section>
      {isWide ? (
        <aside className={classes.side} aria-label={t('side')}>
          <CustomerSide chat={chat} />
        </aside>
      ) : (
        <Drawer
          opened={isShown}
          onClose={side.close}
          position="right"
          title={t('side')}
          closeButtonProps={{ 'aria-label': t('back') }}
        >
          <CustomerSide chat={chat} />
        </Drawer>
      )}
    </>
  );
};

const ChatHead = ({
  chat,
  close,
  showSide,
}: {
  chat: Chat;
  close: () => void;
  showSide: (() => void) | null;
}) => {
  const { t } = useTranslation('chats');
  const [customer] = chat.customerRefs;
  return (
    <header className={classes.chatHead}>
      <ActionIcon className={classes.back} onClick={close} aria-label={t('back')}>
        <ArrowLeftIcon width={20} height={20} />
      </ActionIcon>
      <div className={classes.who}>
        <Title order={2} fz={16} className={classes.cut}>
          <ContactName chat={chat} />
        </Title>
        <Text size="xs" c="dimmed" truncate>
          {customer === undefined ? t('stranger') : <CustomerName customer={customer} />}
        </Text>
      </div>
      <Group gap="xs" wrap="nowrap">
        <Whose chat={chat} />
        <Lead chat={chat} />
        <Transcript id={chat.id} />
        {showSide !== null && (
          <ActionIcon onClick={showSide} aria-label={t('side')}>
            <InformationCircleIcon width={22} height={22} />
          </ActionIcon>
        )}
      </Group>
    </header>
  );
};

/** What was said, to be taken out. */
const Transcript = ({ id }: { id: string }) => {
  const { t } = useTranslation('chats');
  const language = useLanguage();
  return (
    <DownloadMenu
      look="icon"
      label={t('transcript.title')}
      files={(['pdf', 'csv', 'json'] as const).map((format) => ({
        name: t(`transcript.${format}`),
        href: `/v1/conversations/${encodeURIComponent(id)}/transcript?format=${format}&language=${language}`,
      }))}
    />
  );
};

/** Which of us has the chat. */
const Whose = ({ chat: { id, assignment } }: { chat: Chat }) => {
  const { t } = useTranslation(['chats', 'parts']);
  if (!useMay('conversations:write'))
    return <Text size="xs">{assignment.assignee?.name ?? t('parts:assign.nobody')}</Text>;
  return (
    <AssignMenu
      assigned={{ ...assignment, id }}
      duty="chats"
      labelOf={(name) => t('assigned', { name })}
      send={assign}
      refresh="conversations"
    />
  );
};

/** Who leads the chat, and the way to change it. */
const Lead = ({ chat: { id, mode } }: { chat: Chat }) => {
  const { t } = useTranslation('chats');
  const refresh = [['conversations'], ['messages', id]];
  const take = useOrder({ send: takeOver, refresh, said: t('taken') });
  const give = useOrder({ send: giveBack, refresh, said: t('given') });
  if (!useMay('conversations:write'))
    return <Tag tone={mode === 'staff' ? 'info' : 'neutral'}>{t(`mode.${mode}`)}</Tag>;
  return mode === 'bot' ? (
    <Button
      size="compact-sm"
      leftSection={<HandRaisedIcon width={16} />}
      loading={take.isPending}
      onClick={() => take.mutate(id)}
    >
      {t('takeOver')}
    </Button>
  ) : (
    <Button size="compact-sm" variant="default" loading={give.isPending} onClick={() => give.mutate(id)}>
      {t('giveBack')}
    </Button>
  );
};
