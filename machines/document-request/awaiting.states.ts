import { askAgain, explained } from '../shared/ask-again.ts';
import * as prompts from './document-request.prompts.ts';
import { documentRequest } from './document-request.setup.ts';

/** Waits for the document, from the chat or the upload page (domain 7.7, 8.4). */
export const awaitingFile = documentRequest.createStateConfig({
  meta: { expects: 'file' },
  on: {
    ...explained({
      softlyAgreed: prompts.sendFile,
      deferred: prompts.deferred,
      unclear: prompts.help,
      sentMedia: prompts.help,
      askedAgain: prompts.requestAgain,
    }),
    'customer.announcedFile': { actions: { type: 'sendPrompt', params: prompts.sendFile } },
  },
});

const stillOpen = {
  target: 'awaitingFile',
  actions: { type: 'sendPrompt', params: prompts.sendFile },
} as const;

/**
 * A refusal counts when its button is tapped: «no» may mean the document or the question (domain 9.1 rule 8). Silence
 * leaves the request open.
 */
export const confirmingRefusal = documentRequest.createStateConfig({
  meta: { expects: 'confirmation' },
  entry: { type: 'sendPrompt', params: prompts.confirmRefusal },
  on: {
    ...askAgain('confirmingRefusal'),
    'customer.refusedToSend': { target: 'confirmingRefusal', reenter: true },
    'customer.announcedFile': stillOpen,
    'customer.wentBack': stillOpen,
    'customer.confirmedRefusal': {
      target: 'refused',
      actions: { type: 'openTask', params: { reason: 'document_refused', urgent: false } },
    },
  },
});
