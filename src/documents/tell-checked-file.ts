import type { FileRecord } from '../files/file-record.ts';
import type { SubmitInput } from '../inbox/submit-input.ts';
import { derivedId } from '../shared/ids.ts';

/** The conversation learns what became of a file of the chat; hearing it twice is hearing it once. */
export const makeTellCheckedFile =
  (submitInput: SubmitInput) =>
  async (file: FileRecord): Promise<void> => {
    // The upload page says so itself, and the person finishes there.
    // A recording is answered when it comes, whatever becomes of it.
    if (file.source !== 'chat' || file.isRecording === true) return;
    const result = file.state === 'clean' || file.state === 'unscanned' ? 'accepted' : 'refused';
    const { requestId, reason } = file;
    const id = derivedId('in', 'file', file.id, result);
    await submitInput(file.tenantId, {
      id,
      conversationId: file.conversationId,
      body: { from: 'system', input: { type: 'file', id, fileId: file.id, requestId, result, reason } },
    });
  };
