import { approvalPromptKeys } from './approval/approval.prompt-keys.ts';
import { conversationPromptKeys } from './conversation/conversation.prompt-keys.ts';
import { documentPromptKeys } from './document-request/document-request.prompt-keys.ts';
import { feedbackPromptKeys } from './feedback/feedback.prompt-keys.ts';
import { noticePromptKeys } from './notice/notice.prompt-keys.ts';
import { reconciliationPromptKeys } from './reconciliation/reconciliation.prompt-keys.ts';

/**
 * Every text a machine or the routing may ask for: `<file>.<key>` of `locales/<lang>/`. A test holds the locales and the
 * machines against this list, so a prompt without words cannot be added.
 */
export const promptKeys = [
  ...reconciliationPromptKeys,
  ...approvalPromptKeys,
  ...documentPromptKeys,
  ...feedbackPromptKeys,
  ...noticePromptKeys,
  ...conversationPromptKeys,
] as const;
