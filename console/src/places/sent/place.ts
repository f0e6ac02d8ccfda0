import { PaperAirplaneIcon } from '@heroicons/react/24/outline';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../parts/frame-route.ts';
import { definePlace } from '../../parts/place.ts';

export interface SentSearch {
  /** `held`; left out: what was sent. */
  show?: string;
  /** Of what is held: only for this reason. */
  reason?: string;
  /** The message that is open. */
  message?: string;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && /^[\w.:~-]{1,128}$/.test(value) ? value : undefined;

const searchOf = ({ show, reason, message }: Record<string, unknown>): SentSearch =>
  Object.fromEntries(
    Object.entries({ show: textOf(show), reason: textOf(reason), message: textOf(message) }).filter(
      ([, value]) => value !== undefined,
    ),
  );

const sentRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/sent',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./sent-page.tsx'), 'SentPage'),
});

export const sentPlace = definePlace({
  name: 'sent',
  path: '/sent',
  icon: PaperAirplaneIcon,
  permission: 'conversations:read',
  routes: [sentRoute],
});
