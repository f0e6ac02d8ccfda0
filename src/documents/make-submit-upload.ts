import type { SubmitInput } from '../inbox/submit-input.ts';
import { derivedId } from '../shared/ids.ts';
import type { SubmitUpload } from './finish-upload.ts';

/** A finished upload is an input like any other: stored durably, then applied by a step of its conversation. */
export const makeSubmitUpload =
  (submitInput: SubmitInput): SubmitUpload =>
  async ({ tenantId, conversationId, requestId, fileIds, linkId }) => {
    const id = derivedId('in', tenantId, 'upload', linkId);
    await submitInput(tenantId, {
      id,
      conversationId,
      body: { from: 'system', input: { type: 'upload', id, requestId, fileIds } },
    });
  };
