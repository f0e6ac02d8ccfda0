import { ChatBubbleBottomCenterTextIcon } from '@heroicons/react/24/outline';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../parts/frame-route.ts';
import { definePlace } from '../../parts/place.ts';
import { views, type View } from './views.ts';

const languages = ['tr', 'en', 'ar'] as const;

export interface TemplatesSearch {
  /** Part of a name or of its words. */
  q?: string;
  show?: View;
  /** The one that is open, by the product's name, and in which language. */
  template?: string;
  language?: (typeof languages)[number];
}

const oneOf = <One extends string>(all: readonly One[], value: unknown): One | undefined =>
  all.find((one) => one === value);

const searchOf = ({ q, show, template, language }: Record<string, unknown>): TemplatesSearch => {
  const [view, spoken] = [oneOf(views, show), oneOf(languages, language)];
  return {
    ...(typeof q === 'string' && q !== '' ? { q } : {}),
    ...(view === undefined ? {} : { show: view }),
    ...(typeof template === 'string' && /^[a-z0-9_]{1,512}$/.test(template) ? { template } : {}),
    ...(spoken === undefined ? {} : { language: spoken }),
  };
};

const templatesRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/templates',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./templates-page.tsx'), 'TemplatesPage'),
});

export const templatesPlace = definePlace({
  name: 'templates',
  path: '/templates',
  icon: ChatBubbleBottomCenterTextIcon,
  permission: 'templates:read',
  routes: [templatesRoute],
});
