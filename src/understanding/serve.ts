import { askWhich, listedItems } from '../conversations/ask-which.ts';
import type { StepFacts } from '../conversations/conversation-state.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { expectsOf, openItems } from '../conversations/open-items.ts';
import { ownMenu } from './own-menu.ts';
import { heldRequests } from '../conversations/held-requests.ts';
import { askForCode, serveBalance, serveMovements } from './serve-accounts.ts';
import { reportWrongNumber, stop } from './route-stop.ts';

/** What a person may want of the conversation itself, by a button or by words. */
export type Matter =
  | 'menu'
  | 'openItems'
  | 'balance'
  | 'movements'
  | 'statement'
  | 'documentFromUs'
  | 'documentToUs'
  | 'price'
  | 'status'
  | 'identity'
  | 'invoice'
  | 'resend'
  | 'dispute'
  | 'language'
  | 'turkish'
  | 'english'
  | 'arabic'
  | 'privacy'
  | 'notice'
  | 'noticeUnderstood'
  | 'marketing'
  | 'feedback'
  | 'withdraw'
  | 'access'
  | 'erasure'
  | 'correction'
  | 'stop'
  | 'resume'
  | 'keep'
  | 'askStop'
  | 'wrongNumber'
  | 'human'
  | 'proof';

type Serve = (draft: FoldDraft, facts: StepFacts) => void;

type Plain = Parameters<FoldDraft['tellConversation']>[0];
const tells =
  (event: Plain): Serve =>
  (draft) =>
    void draft.tellConversation(event);

const needsStaff = (reason: string, urgent = false): Serve =>
  tells({ type: 'customer.neededStaff', reason, urgent });

const showOpenItems: Serve = (draft) => {
  const requests = listedItems(draft);
  const held = heldRequests(draft).length > 0;
  if (held) draft.tellConversation({ type: 'system.heldRequest' });
  if (requests.length === 0 && !held) draft.tellConversation({ type: 'customer.foundNothingOpen' });
  else if (requests.length > 0) draft.tellConversation({ type: 'customer.askedForOpenItems', requests });
};

/** The request that waits for a file asks for it; without one, the file may simply be sent. */
const sendDocument: Serve = (draft) => {
  const asking = draft.dialogs.filter((dialog) => expectsOf(dialog) === 'file');
  const [only] = asking;
  if (only && asking.length === 1) draft.tellDialog(only.request.requestId, { type: 'system.askedAgain' });
  else draft.tellConversation({ type: 'customer.wantedToSend' });
};

/** The open invoice once more; a copy of another one is staff's business. */
const sendInvoice: Serve = (draft, facts) => {
  const invoices = draft.dialogs.filter(
    ({ request, reported }) => request.variant === 'invoice' && reported === undefined,
  );
  const [only] = invoices;
  if (only && invoices.length === 1) draft.tellDialog(only.request.requestId, { type: 'system.askedAgain' });
  else needsStaff('query.invoice')(draft, facts);
};

/** What is open, once more, with its document. */
const resend: Serve = (draft, facts) => {
  const items = openItems(draft);
  const [only] = items;
  if (only && items.length === 1) draft.tellDialog(only.request.requestId, { type: 'system.askedAgain' });
  else if (items.length > 1) askWhich(draft);
  else needsStaff('resend')(draft, facts);
};

/** The answer comes in the new language, and what is open is asked again in it. */
const chooseLanguage =
  (language: 'tr' | 'en' | 'ar'): Serve =>
  (draft) => {
    draft.tellConversation({ type: 'customer.choseLanguage', language });
    const items = openItems(draft);
    const [only] = items;
    if (only && items.length === 1) draft.tellDialog(only.request.requestId, { type: 'system.askedAgain' });
    else if (items.length > 1) askWhich(draft);
  };

const served: { readonly [matter in Matter]: Serve } = {
  menu: (draft, facts) =>
    void draft.tellConversation({ type: 'customer.openedMenu', menu: ownMenu(draft, facts) }),
  openItems: showOpenItems,
  balance: serveBalance,
  movements: serveMovements,
  statement: tells({ type: 'customer.askedForStatement' }),
  documentFromUs: tells({ type: 'customer.askedForDocument' }),
  documentToUs: sendDocument,
  price: tells({ type: 'customer.askedForPrice' }),
  status: tells({ type: 'customer.askedForStatus' }),
  identity: tells({ type: 'customer.askedWhoWeAre' }),
  invoice: sendInvoice,
  resend,
  dispute: needsStaff('dispute.movement', true),
  language: tells({ type: 'customer.askedForLanguage' }),
  turkish: chooseLanguage('tr'),
  english: chooseLanguage('en'),
  arabic: chooseLanguage('ar'),
  privacy: tells({ type: 'customer.openedPrivacy' }),
  notice: tells({ type: 'customer.askedForNotice' }),
  noticeUnderstood: tells({ type: 'customer.understoodNotice' }),
  marketing: tells({ type: 'customer.openedConsent', purpose: 'marketing' }),
  feedback: tells({ type: 'customer.openedConsent', purpose: 'feedback' }),
  withdraw: tells({ type: 'customer.withdrewConsents' }),
  access: tells({ type: 'customer.usedPrivacyRight', kind: 'access' }),
  erasure: tells({ type: 'customer.usedPrivacyRight', kind: 'erasure' }),
  correction: tells({ type: 'customer.usedPrivacyRight', kind: 'correction' }),
  stop,
  resume: tells({ type: 'customer.optedIn' }),
  keep: tells({ type: 'customer.keptNotices' }),
  askStop: tells({ type: 'customer.optedOutUnclearly' }),
  wrongNumber: reportWrongNumber,
  proof: (draft) => askForCode(draft, 'requests'),
  human: tells({ type: 'customer.askedForHuman' }),
};

/** Does what was asked for. The conversation answers; no request is decided by it. */
export const serve = (draft: FoldDraft, matter: Matter, facts: StepFacts): void => {
  draft.understood();
  served[matter](draft, facts);
};
