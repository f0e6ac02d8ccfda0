import { askAgain } from '../shared/ask-again.ts';
import * as prompts from './document-request.prompts.ts';
import { documentRequest } from './document-request.setup.ts';

const help = { actions: { type: 'sendPrompt', params: prompts.help } } as const;

/** Waits for the document, from the chat or the upload page. */
export const awaitingFile = documentRequest.createStateConfig({
  meta: { expects: 'file' },
  on: {
    'customer.softlyAgreed': { actions: { type: 'sendPrompt', params: prompts.sendFile } },
    'customer.announcedFile': { actions: { type: 'sendPrompt', params: prompts.sendFile } },
    'customer.deferred': { actions: { type: 'sendPrompt', params: prompts.deferred } },
    'customer.repliedUnclearly': help,
    'customer.unrecognised': help,
    'customer.sentMedia': help,
    'system.askedAgain': { actions: { type: 'sendPrompt', params: prompts.requestAgain } },
  },
});

const stillOpen = {
  target: 'awaitingFile',
  actions: { type: 'sendPrompt', params: prompts.sendFile },
} as const;

/** A refusal counts when its button is tapped: «no» may mean the document or the question. Silence leaves the request open. */
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
