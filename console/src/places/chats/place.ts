import { ChatBubbleLeftRightIcon } from '@heroicons/react/24/outline';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../parts/frame-route.ts';
import { definePlace } from '../../parts/place.ts';
import { isShown, type Shown } from './shown-lists.ts';

export interface ChatsSearch {
  /** Which chats are listed; left out: those that wait for us. */
  show?: Shown;
  /** The one that is open. */
  chat?: string;
  /** Of this customer alone. */
  customer?: string;
}

const searchOf = ({ show, chat, customer }: Record<string, unknown>): ChatsSearch => ({
  ...(isShown(show) ? { show } : {}),
  ...(typeof chat === 'string' ? { chat } : {}),
  ...(typeof customer === 'string' ? { customer } : {}),
});

const chatsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/chats',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./chats-page.tsx'), 'ChatsPage'),
});

export const chatsPlace = definePlace({
  name: 'chats',
  path: '/chats',
  icon: ChatBubbleLeftRightIcon,
  permission: 'conversations:read',
  onPhone: true,
  routes: [chatsRoute],
});
