import { advance, startMachine } from '../../../machines/registry.ts';
import type { OpenDialog } from '../../../src/conversations/conversation-state.ts';
import { storedOf } from '../../../src/conversations/dialog-snapshots.ts';
import { makeWaitsForReview } from '../../../src/conversations/waits-for-review.ts';
import type { ConversationId, RequestId } from '../../../src/shared/ids.ts';
import { aRequest, tenantA } from '../../support/builders-api.ts';

const fresh = startMachine('document-request', {
  variant: 'document',
  lines: [],
  reminders: [],
  expiresAt: '2026-12-07T20:59:59.000Z',
}).running;
const reviewing = advance(fresh, { type: 'customer.uploadedFiles', fileIds: ['fil_1'] }).running;
const decided = advance(reviewing, { type: 'staff.acceptedDocument' }).running;

const waits = (running: typeof fresh | null): Promise<boolean> => {
  const dialog: OpenDialog | null = running && {
    snapshot: storedOf(running),
    request: aRequest().content,
    token: 'token',
    promptNumber: 1,
    recapNumber: null,
    shown: [],
    timers: [],
  };
  const waitsForReview = makeWaitsForReview({ find: async () => dialog });
  return waitsForReview(tenantA, 'cnv_1' as ConversationId, 'req_1' as RequestId);
};

describe('waiting for a review', () => {
  it('a document request before, while and after staff looks: only while', async () => {
    expect(await Promise.all([fresh, reviewing, decided, null].map(waits))).toEqual([
      false,
      true,
      false,
      false,
    ]);
  });
});
