import type { Reading, ReplyIntent } from '../reading/reading.ts';
import type { OpenDialog, StepFacts } from './conversation-state.ts';
import { standOf } from './dialog-snapshots.ts';
import type { DialogStanding } from './dialog-snapshots.ts';
import type { FoldDraft } from './fold-draft.ts';
import { askWhich } from './ask-which.ts';
import { readForDialog } from './read-for-dialog.ts';
import type { Readers, TextMessage } from './typed-reply.ts';

/** What a person of ours takes care of, wherever the conversation stands: nothing here may approve anything. */
const staffMatters: ReadonlySet<ReplyIntent> = new Set([
  'optout',
  'optout.ambiguous',
  'optin',
  'wrong_recipient',
  'privacy.erase',
  'privacy.access',
  'privacy.notice',
  'privacy.withdraw',
]);
/** Also for a person, unless a dialog is just asking for words or figures. */
const staffQuestions: ReadonlySet<ReplyIntent> = new Set([
  'dispute.movement',
  'question.identity',
  'query.balance',
  'query.statement',
  'query.movements',
  'query.invoice',
  'query.price',
  'query.status',
  'document.sent',
]);
const urgentMatters: ReadonlySet<ReplyIntent> = new Set([
  'wrong_recipient',
  'dispute.movement',
  'privacy.erase',
]);

/** Typed words: read once, then understood by what the dialog they belong to is asking (domain 9.1). */
export const routeText = (
  draft: FoldDraft,
  message: TextMessage,
  facts: StepFacts,
  readers: Readers,
): void => {
  const reading = readers.readReply(message.content.text);
  const target = targetOf(draft, facts);
  if (reading.intent === 'human' || reading.intent === 'human.callback') {
    draft.understood();
    if (target) draft.tellDialog(target.request.requestId, { type: 'customer.askedForHuman' });
    else draft.tellConversation({ type: 'customer.askedForHuman' });
    return;
  }
  if (staffMatters.has(reading.intent) && !isRefusalHere(reading, message.content.text, target)) {
    callStaff(draft, reading.intent);
    return;
  }
  if (target) toDialog(draft, target, message, reading, facts, readers);
  else if (draft.dialogs.length > 1) toSeveral(draft, reading);
  else toNobody(draft, reading);
};

/**
 * The quoted request; else the one that is waiting for words or figures, last asked first; else the only open one. Null:
 * nothing open, or several and nothing says which.
 */
const targetOf = (draft: FoldDraft, facts: StepFacts): OpenDialog | null => {
  const quoted = draft.dialog(facts.quotedRequestId ?? '');
  if (quoted) return quoted;
  if (draft.dialogs.length === 1) return draft.dialogs[0] ?? null;
  const asking = draft.dialogs.filter((dialog) => awaitsWords(standOf(dialog)));
  return asking.reduce<OpenDialog | null>((last, dialog) => (askedLater(dialog, last) ? dialog : last), null);
};

const awaitsWords = (stand: DialogStanding | null): boolean =>
  stand?.meta?.expects === 'figure' ||
  stand?.meta?.expects === 'reason' ||
  stand?.meta?.expects === 'question';

const askedLater = (dialog: OpenDialog, other: OpenDialog | null): boolean =>
  other === null || (dialog.lastPromptAt ?? '') >= (other.lastPromptAt ?? '');

/**
 * «ret», «iptal» inside an open item refuse or leave that item (rule 8); outside, «ret» is the legal keyword that stops
 * messages. The reading cannot know where it stands.
 */
const isRefusalHere = ({ intent }: Reading, text: string, target: OpenDialog | null): boolean => {
  if (!target) return false;
  if (intent === 'optout.ambiguous') return standOf(target)?.meta?.expects === 'confirmation';
  return intent === 'optout' && /^\s*ret[\s.!]*$/i.test(text);
};

/** Stops at once, before anybody has read it (domain 9.1 rule 10, law 6563); BAŞLA undoes it. */
const stopping: ReadonlySet<ReplyIntent> = new Set(['optout', 'wrong_recipient']);

const callStaff = (draft: FoldDraft, intent: ReplyIntent): void => {
  draft.understood();
  if (stopping.has(intent)) draft.setNotices('off');
  if (intent === 'optin') draft.setNotices('on');
  draft.tellConversation({ type: 'customer.neededStaff', reason: intent, urgent: urgentMatters.has(intent) });
};

const toDialog = (
  draft: FoldDraft,
  dialog: OpenDialog,
  message: TextMessage,
  reading: Reading,
  facts: StepFacts,
  readers: Readers,
): void => {
  const { requestId } = dialog.request;
  const stand = standOf(dialog);
  if (!stand) {
    draft.reportUnreadable(requestId);
    return;
  }
  if (staffQuestions.has(reading.intent) && !awaitsWords(stand)) {
    callStaff(draft, reading.intent);
    return;
  }
  const event = readForDialog({ dialog, stand, message, reading, facts, readers });
  if (event.type === 'customer.unrecognised') {
    // The third miss in a row brings a person; before that the dialog asks again by itself.
    const tookOver = draft.tellConversation({ type: 'customer.unrecognised', inDialog: true });
    if (!tookOver) draft.tellDialog(requestId, event);
    return;
  }
  draft.understood();
  if (reading.intent === 'greet')
    draft.tellConversation({ type: 'customer.greeted', openCount: draft.dialogs.length });
  draft.tellDialog(requestId, event);
};

const toSeveral = (draft: FoldDraft, reading: Reading): void => {
  if (staffQuestions.has(reading.intent)) {
    callStaff(draft, reading.intent);
    return;
  }
  draft.understood();
  if (reading.intent === 'greet')
    draft.tellConversation({ type: 'customer.greeted', openCount: draft.dialogs.length });
  askWhich(draft);
};

const toNobody = (draft: FoldDraft, reading: Reading): void => {
  const { intent } = reading;
  if (intent === 'unknown' || intent === 'ambiguous') {
    draft.tellConversation({ type: 'customer.unrecognised', inDialog: false });
    return;
  }
  if (staffQuestions.has(intent) || intent === 'question' || intent === 'resend') {
    callStaff(draft, intent);
    return;
  }
  draft.understood();
  // Thanks after the end of a request need no answer.
  if (intent === 'ack') return;
  if (intent === 'greet') draft.tellConversation({ type: 'customer.greeted', openCount: 0 });
  else draft.tellConversation({ type: 'customer.foundNothingOpen' });
};
