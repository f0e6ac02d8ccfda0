import type { Choice } from '../../../machines/shared/effects.ts';
import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
import type { PromptToRender } from '../../../src/vocabulary/rendered-prompt.ts';
import { letterRequest } from './sample-prompt.ts';

export const documentRequest: RequestContent = {
  ...letterRequest,
  requestId: 'req_document',
  kind: 'document',
  variant: 'document',
  eventId: 'evt_1012',
  reference: 'BLG-2044',
  customerRef: 'C003',
  accountNo: null,
  lines: [],
  dueAt: '2026-12-07T20:59:59.000Z',
  expiresAt: '2026-12-07T20:59:59.000Z',
  details: {
    request_id: 'BLG-2044',
    document_code: 'imza_sirkuleri',
    reason_code: 'onboarding',
    accepted_mime: ['application/pdf', 'image/jpeg', 'image/png'],
    max_bytes: 15_000_000,
    due_date: '2026-12-07',
  },
};

export interface DocumentCase {
  prompt: string;
  request: RequestContent;
  values: PromptToRender['values'];
  choices: readonly Choice[];
  kind: 'text' | 'buttons';
}

const said = (name: string, choices = '', values: PromptToRender['values'] = {}): DocumentCase => ({
  prompt: `document.${name}`,
  request: documentRequest,
  values: { dueAt: documentRequest.dueAt, ...values },
  choices: choices
    .split(' ')
    .filter(Boolean)
    .map((choice) => ({ choice })),
  kind: choices === '' ? 'text' : 'buttons',
});

const ways = 'askedForLink askedForTime askedForHuman';
const uploadUrl = 'https://yukle.example.com/u/Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4';

/** Every prompt of a document request as its machine asks for it, with what the step adds. */
export const documentCases: readonly DocumentCase[] = [
  said('request', ways),
  said('reminder', ways),
  said('uploadLink', '', { uploadUrl }),
  said('sendFile', ways, { way: 'link' }),
  said('idInChat', '', { uploadUrl }),
  said('checking'),
  said('received', '', { count: 2, refusals: ['too_large'] }),
  said('added', '', { count: 1, refusals: [] }),
  said('refused', 'askedForLink askedForHuman', { count: 0, refusals: ['type_not_allowed', 'infected'] }),
  said('inReview', 'askedForHuman'),
  said('accepted'),
  said('rejected', ways, { reason: 'unreadable' }),
  said('rejectedFinally', '', { reason: 'expired' }),
  said('extended', '', { dueAt: '2026-12-14T20:59:59.000Z' }),
  said('extensionAsked'),
  said('confirmRefusal', 'confirmedRefusal wentBack'),
  said('recordedRefused'),
  said('deferred', ways),
  said('help', ways),
  said('expired'),
  said('withdrawn'),
  said('superseded'),
];
