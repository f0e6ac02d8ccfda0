import { DocumentTextIcon } from '@heroicons/react/24/outline';
import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { frameRoute } from '../../parts/frame-route.ts';
import { definePlace } from '../../parts/place.ts';
import { shownFiles, type ShownFiles } from './shown-files.ts';

export interface DocumentsSearch {
  /** Left out: what waits for a review. */
  show?: ShownFiles;
  /** Only of this customer, by reference. */
  customer?: string;
  /** What is open: a file, or all files of a request or of a chat that somebody has to look at. */
  file?: string;
  request?: string;
  chat?: string;
}

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' && value.length <= 128 ? value : undefined;

const searchOf = ({ show, customer, file, request, chat }: Record<string, unknown>): DocumentsSearch => {
  const shown = shownFiles.find((one) => one === show);
  const found = {
    show: shown,
    customer: textOf(customer),
    file: textOf(file),
    request: textOf(request),
    chat: textOf(chat),
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== undefined));
};

const documentsRoute = createRoute({
  getParentRoute: () => frameRoute,
  path: '/documents',
  validateSearch: searchOf,
  component: lazyRouteComponent(() => import('./documents-page.tsx'), 'DocumentsPage'),
});

export const documentsPlace = definePlace({
  name: 'documents',
  path: '/documents',
  icon: DocumentTextIcon,
  permission: 'documents:read',
  onPhone: true,
  routes: [documentsRoute],
});
