import { Button, SegmentedControl, Text, UnstyledButton } from '@mantine/core';
import { InboxIcon } from '@heroicons/react/24/outline';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { customerQuery } from '../../parts/customer.ts';
import { CustomerName } from '../../parts/customer-name.tsx';
import { useListKeys } from '../../parts/keys.ts';
import { useMay, useMe } from '../../parts/me.ts';
import { EmptyState, ListSkeleton, ProblemState } from '../../parts/states.tsx';
import { Tag } from '../../parts/tag.tsx';
import { When } from '../../parts/when.tsx';
import classes from './chats.module.css';
import { chatsQuery, waitingQuery } from './queries.ts';
import { useUnread } from './seen.ts';
import { isShown, shownLists, type Shown } from './shown-lists.ts';
import { isIn, shownTo, type Chat } from './shown.ts';

const rowId = (id: string): string => `chat-${id}`;
const nobody: ReadonlySet<string> = new Set();

/** The chats of one of the four lists, last activity first. */
export const ChatList = ({
  show,
  customer,
  openId,
  setShow,
  open,
  everyone,
}: {
  show: Shown;
  customer: string | undefined;
  openId: string | null;
  setShow: (shown: Shown) => void;
  open: (id: string) => void;
  /** Not of one customer any more. */
  everyone: () => void;
}) => {
  const { t } = useTranslation('chats');
  const { kind } = useMe();
  return (
    <section className={classes.list} aria-label={t('list')}>
      <header className={classes.listHead}>
        <Text fz={20} fw={700} aria-hidden>
          {t('title')}
        </Text>
        <SegmentedControl
          fullWidth
          className={classes.which}
          size="xs"
          aria-label={t('which')}
          value={show}
          onChange={(value) => isShown(value) && setShow(value)}
          data={shownLists
            .filter((value) => shownTo(kind, value) === value)
            .map((value) => ({ value, label: t(`show.${value}`) }))}
        />
        {customer !== undefined && (
          <Button size="compact-xs" variant="light" onClick={everyone}>
            <CustomerName customer={customer} />
            <span aria-hidden>&nbsp;×</span>
          </Button>
        )}
      </header>
      <Rows show={show} customer={customer} openId={openId} open={open} />
    </section>
  );
};

const Rows = ({
  show,
  customer,
  openId,
  open,
}: {
  show: Shown;
  customer: string | undefined;
  openId: string | null;
  open: (id: string) => void;
}) => {
  const { t } = useTranslation('chats');
  const mayTasks = useMay('tasks:read');
  const chats = useInfiniteQuery(chatsQuery(customer, show === 'mine'));
  const { data: waiting = nobody } = useQuery({ ...waitingQuery, enabled: mayTasks });
  const shown = (chats.data?.pages ?? [])
    .flatMap(({ data }) => data)
    .filter((chat) => isIn(chat, show, waiting));
  const { index, setIndex } = useListKeys({
    count: shown.length,
    open: (at) => shown[at] && open(shown[at].id),
    reveal: (at) => document.getElementById(rowId(shown[at]?.id ?? ''))?.scrollIntoView({ block: 'nearest' }),
  });
  if (chats.isPending)
    return (
      <div className={classes.padded}>
        <ListSkeleton rows={8} height={60} />
      </div>
    );
  if (chats.data === undefined)
    return <ProblemState problem={chats.error} retry={() => void chats.refetch()} />;
  return (
    <div className={classes.rows}>
      {shown.length === 0 && (
        <EmptyState icon={InboxIcon} title={t(`empty.${show}`)}>
          {t('empty.text')}
        </EmptyState>
      )}
      <ul className={classes.plain}>
        {shown.map((chat, at) => (
          <Row
            key={chat.id}
            chat={chat}
            isWaiting={waiting.has(chat.id) || chat.waiting !== null}
            isActive={at === index}
            isOpen={chat.id === openId}
            open={() => {
              setIndex(at);
              open(chat.id);
            }}
          />
        ))}
      </ul>
      {chats.hasNextPage && (
        <Button
          variant="subtle"
          fullWidth
          loading={chats.isFetchingNextPage}
          onClick={() => void chats.fetchNextPage()}
        >
          {t('more')}
        </Button>
      )}
    </div>
  );
};

const Row = ({
  chat,
  isWaiting,
  isActive,
  isOpen,
  open,
}: {
  chat: Chat;
  isWaiting: boolean;
  isActive: boolean;
  isOpen: boolean;
  open: () => void;
}) => {
  const { t } = useTranslation('chats');
  const isUnread = useUnread()(chat) && !isOpen;
  const [customer] = chat.customerRefs;
  const written = chat.waiting?.messages ?? 0;
  return (
    <li className={classes.item}>
      <UnstyledButton
        id={rowId(chat.id)}
        className={classes.row}
        data-active={isActive || undefined}
        aria-current={isOpen ? 'true' : undefined}
        onClick={open}
      >
        <span className={classes.rowText}>
          <Text span size="sm" fw={isUnread ? 700 : 550} truncate>
            <ContactName chat={chat} />
          </Text>
          <Text span size="xs" c="dimmed" truncate>
            {customer === undefined ? t('stranger') : <CustomerName customer={customer} />}
          </Text>
        </span>
        <span className={classes.rowSide}>
          <Text span size="xs" c="dimmed">
            {chat.lastMessageAt !== null && <When at={chat.lastMessageAt} />}
          </Text>
          <span className={classes.marks}>
            {isWaiting && (
              <Tag tone="warn">{written > 0 ? t('waitsWith', { count: written }) : t('waits')}</Tag>
            )}
            {chat.assignment.assignee === null ? (
              chat.mode === 'staff' && <Tag tone="info">{t('led')}</Tag>
            ) : (
              <Tag tone="info">{chat.assignment.assignee.name}</Tag>
            )}
            {isUnread && <span className={classes.dot} role="img" aria-label={t('unread')} />}
          </span>
        </span>
      </UnstyledButton>
    </li>
  );
};

/** The name of the person; their reference until it is there. */
export const ContactName = ({ chat }: { chat: Pick<Chat, 'contactRef' | 'customerRefs'> }) => {
  const { t } = useTranslation('chats');
  const mayRead = useMay('customers:read');
  const [customer = ''] = chat.customerRefs;
  const { data } = useQuery({ ...customerQuery(customer), enabled: mayRead && customer !== '' });
  const contact = data?.contacts.find(({ ref }) => ref === chat.contactRef);
  return <bdi>{contact?.name ?? chat.contactRef ?? t('unknown')}</bdi>;
};
