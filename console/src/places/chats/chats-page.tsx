import { VisuallyHidden } from '@mantine/core';
import { ChatBubbleLeftRightIcon } from '@heroicons/react/24/outline';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useKeys } from '../../parts/keys.ts';
import { useMe } from '../../parts/me.ts';
import { EmptyState } from '../../parts/states.tsx';
import { ChatList } from './chat-list.tsx';
import { ChatPane } from './chat-pane.tsx';
import classes from './chats.module.css';
import type { Shown } from './shown-lists.ts';
import { shownTo } from './shown.ts';

const chatsRoute = getRouteApi('/frame/chats');

/** Three panes: the chats, the one that is open as WhatsApp shows it, and the customer beside it. On a phone one at a time. */
export const ChatsPage = () => {
  const { t } = useTranslation('chats');
  const { show: wanted = 'waiting', chat, customer } = chatsRoute.useSearch();
  const show = shownTo(useMe().kind, wanted);
  const navigate = chatsRoute.useNavigate();
  const go = (to: { show?: Shown; chat?: string | undefined }): void =>
    void navigate({
      search: ({ chat: before, ...rest }) => {
        const next = 'chat' in to ? to.chat : before;
        return {
          ...rest,
          ...(to.show === undefined ? {} : { show: to.show }),
          ...(next === undefined ? {} : { chat: next }),
        };
      },
    });
  useEffect(() => {
    document.title = `${t('title')} · Mutabık`;
  }, [t]);
  useKeys({ Escape: chat === undefined ? undefined : () => go({ chat: undefined }) });
  return (
    <div className={classes.panes} data-open={chat !== undefined || undefined}>
      <VisuallyHidden component="h1">{t('title')}</VisuallyHidden>
      <ChatList
        show={show}
        customer={customer}
        openId={chat ?? null}
        setShow={(next) => go({ show: next })}
        open={(id) => go({ chat: id })}
        everyone={() => void navigate({ search: ({ customer: _one, ...rest }) => rest })}
      />
      {chat === undefined ? (
        <div className={classes.nothing}>
          <EmptyState icon={ChatBubbleLeftRightIcon} title={t('choose.title')}>
            {t('choose.text')}
          </EmptyState>
        </div>
      ) : (
        <ChatPane key={chat} id={chat} close={() => go({ chat: undefined })} />
      )}
    </div>
  );
};
