import type { ConversationInput } from '../vocabulary/conversation-input.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { isRefusedWithBurst } from './media-burst.ts';

type Checked = Extract<ConversationInput, { type: 'file' }>;
type Uploaded = Extract<ConversationInput, { type: 'upload' }>;

/** What the check of a file found: told to the request it belongs to by now, kept while that is not known. */
export const takeCheckedFile = (draft: FoldDraft, input: Checked): void => {
  const { fileId, result, reason } = input;
  if (draft.standing.files.includes(fileId)) {
    draft.tellConversation({ type: 'file.checked', fileId, result, reason });
    return;
  }
  const owner = draft.dialogs.find(
    ({ request, fileIds }) => request.requestId === input.requestId || fileIds?.includes(fileId),
  );
  if (result === 'accepted') {
    if (owner) draft.tellDialog(owner.request.requestId, { type: 'file.accepted', fileId });
    return;
  }
  const refused = { type: 'file.refused', fileId, reason: reason ?? 'unreadable' } as const;
  // Nobody asked for it and nobody asks what it is for any more: staff alone knew what it shows.
  if (owner === undefined && input.requestId === null && reason === 'identity_in_chat') return;
  const isKnown = owner !== undefined && draft.tellDialog(owner.request.requestId, refused);
  // A dialog that waits for the rest of an album speaks once all are checked.
  const speaksLater = owner?.request.kind === 'document';
  if (!isKnown && !speaksLater && draft.standing.mode === 'bot' && !isRefusedWithBurst(draft))
    draft.tellConversation({ type: 'file.refused' });
};

/** The person finished on the upload page; every file passed its check. */
export const takeUpload = (draft: FoldDraft, { requestId, fileIds }: Uploaded): void => {
  if (!draft.dialog(requestId)) {
    // It ended in the moment between: the files are kept with it, so somebody has to look at them.
    draft.addEffect(requestId, { type: 'openTask', params: { reason: 'unmatched_file', urgent: false } });
    return;
  }
  draft.addEffect(requestId, { type: 'attachFiles', params: { fileIds } });
  draft.tellDialog(requestId, { type: 'customer.uploadedFiles', fileIds });
};
