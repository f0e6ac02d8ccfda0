import type { OutboundContent } from './message-sender.ts';
import type { Intent } from './outbox-entry.ts';
import type { SaidAs } from './plan-record.ts';
import { saidAs } from './said-as.ts';

/** What leaves, as the plan says; a plan says `template` only where there is one. */
export const contentOf = (
  intent: Pick<Intent, 'rendered'> & { withoutDocument?: boolean },
  as: SaidAs,
): OutboundContent => {
  const rendered = saidAs(intent);
  if (as === 'free' || rendered.template === null) return freeForm(rendered);
  const { name, language, parameters, buttonPayloads } = rendered.template;
  return { type: 'template', name, language, parameters, document: rendered.document, buttonPayloads };
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
