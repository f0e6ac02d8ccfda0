import type { EffectParams } from '../shared/effects.ts';
import type { ApprovalPromptKey } from '../approval/approval.prompt-keys.ts';
import type { DocumentPromptKey } from '../document-request/document-request.prompt-keys.ts';
import type { NoticePromptKey } from '../notice/notice.prompt-keys.ts';
import type { ReconciliationPromptKey } from '../reconciliation/reconciliation.prompt-keys.ts';
import type { ConversationPromptKey } from './conversation.prompt-keys.ts';

type PromptKey =
  ConversationPromptKey | ReconciliationPromptKey | ApprovalPromptKey | NoticePromptKey | DocumentPromptKey;

/** Whoever was told this asked for a person and is answered by one. */
const answered: PromptKey = 'conversation.handover';

/** A person of ours gets back on a matter: by these texts the customer was told so. */
const expecting: ReadonlySet<string> = new Set<PromptKey>([
  ...(['conversation.humanRequested', 'conversation.documentRequested', 'conversation.fileKept'] as const),
  ...(['conversation.codeLocked', 'conversation.codeLimit'] as const),
  ...(['reconciliation.recordedDisagreed', 'reconciliation.recordedPartial'] as const),
  ...([
    'approval.questionForwarded',
    'invoice.recordedObjected',
    'notice.timeRequested',
    'document.extensionAsked',
  ] as const),
  ...(['notice.disputed', 'notice.held', 'notice.callPromised', 'notice.identityRefused'] as const),
  ...(['document.rejectedFinally', 'document.recordedRefused'] as const),
]);

/** What a text promises: a person who answers what was asked for, one who gets back on a matter, or nothing. */
export const promiseOf = ({
  prompt,
}: Pick<EffectParams['sendPrompt'], 'prompt'>): 'answer' | 'matter' | null =>
  prompt === answered ? 'answer' : expecting.has(prompt) ? 'matter' : null;
