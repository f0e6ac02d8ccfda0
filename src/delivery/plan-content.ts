import type { OutboundContent } from './message-sender.ts';
import type { Intent } from './outbox-entry.ts';
import { saidAs } from './said-as.ts';

export type Plan =
  | { kind: 'send'; content: OutboundContent; asTemplate: boolean }
  | { kind: 'suppress'; reason: 'window_closed' };

/**
 * Our clock and the platform's differ; a window that is about to close counts as closed (reliability D.4: 24 h is 23 h 55 min).
 */
export const windowMarginMs = 5 * 60_000;

/** Free text inside the service window, the template outside; what has no template is not said outside. */
export const planContent = (
  intent: Pick<Intent, 'rendered'> & {
    windowExpiresAt: Date | null;
    forceTemplate: boolean;
    withoutDocument?: boolean;
  },
  now: Date,
): Plan => {
  const rendered = saidAs(intent);
  const isWindowOpen =
    intent.windowExpiresAt !== null && intent.windowExpiresAt.getTime() - windowMarginMs > now.getTime();
  if (isWindowOpen && !intent.forceTemplate)
    return { kind: 'send', content: freeForm(rendered), asTemplate: false };
  if (rendered.template === null) return { kind: 'suppress', reason: 'window_closed' };
  const { name, language, parameters, buttonPayloads } = rendered.template;
  return {
    kind: 'send',
    asTemplate: true,
    content: { type: 'template', name, language, parameters, document: rendered.document, buttonPayloads },
  };
};

const freeForm = (rendered: Intent['rendered']): OutboundContent => {
  const { text, choices, document } = rendered;
  if (rendered.kind === 'list') {
    return {
      type: 'list',
      text,
      button: rendered.listButton ?? '…',
      rows: choices.map(({ id, title, description }) => ({ id, title, description })),
    };
  }
  if (rendered.kind === 'buttons') {
    return { type: 'buttons', text, choices: choices.map(({ id, title }) => ({ id, title })), document };
  }
  return document === null ? { type: 'text', text } : { type: 'document', document, caption: text };
};

/** It carries a document, and there are words for going without. */
export const mayDropDocument = ({
  rendered,
  withoutDocument,
}: Pick<Intent, 'rendered'> & { withoutDocument?: boolean }): boolean =>
  rendered.document !== null && rendered.withoutDocument !== undefined && withoutDocument !== true;
