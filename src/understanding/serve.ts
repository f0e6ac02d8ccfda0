import type { Wish } from '../../machines/conversation/wishes.ts';
import { askWhich, listedItems } from '../conversations/ask-which.ts';
import type { StepFacts } from '../conversations/conversation-state.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { expectsOf, openItems } from '../conversations/open-items.ts';
import { ownMenu } from './own-menu.ts';
import { heldRequests } from '../conversations/held-requests.ts';
import { askForCode, serveBalance, serveMovements } from './serve-accounts.ts';
import { reportWrongNumber, stop } from './route-stop.ts';

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

const served: { readonly [wish in Wish]: Serve } = {
  openedMenu: (draft, facts) =>
    void draft.tellConversation({ type: 'customer.openedMenu', menu: ownMenu(draft, facts) }),
  openedItems: showOpenItems,
  askedForBalance: serveBalance,
  askedForMovements: serveMovements,
  askedForStatement: tells({ type: 'customer.askedForStatement' }),
  askedForDocument: tells({ type: 'customer.askedForDocument' }),
  askedForInvoice: sendInvoice,
  wantedToSend: sendDocument,
  disputedMovement: needsStaff('dispute.movement', true),
  askedForPrice: tells({ type: 'customer.askedForPrice' }),
  askedForStatus: tells({ type: 'customer.askedForStatus' }),
  askedWhoWeAre: tells({ type: 'customer.askedWhoWeAre' }),
  askedForLanguage: tells({ type: 'customer.askedForLanguage' }),
  choseTurkish: chooseLanguage('tr'),
  choseEnglish: chooseLanguage('en'),
  choseArabic: chooseLanguage('ar'),
  openedPrivacy: tells({ type: 'customer.openedPrivacy' }),
  askedForNotice: tells({ type: 'customer.askedForNotice' }),
  understoodNotice: tells({ type: 'customer.understoodNotice' }),
  openedMarketing: tells({ type: 'customer.openedConsent', purpose: 'marketing' }),
  openedFeedback: tells({ type: 'customer.openedConsent', purpose: 'feedback' }),
  withdrewConsents: tells({ type: 'customer.withdrewConsents' }),
  askedForAccess: tells({ type: 'customer.usedPrivacyRight', kind: 'access' }),
  askedForErasure: tells({ type: 'customer.usedPrivacyRight', kind: 'erasure' }),
  askedForCorrection: tells({ type: 'customer.usedPrivacyRight', kind: 'correction' }),
  stoppedNotices: stop,
  stoppedUnclearly: tells({ type: 'customer.optedOutUnclearly' }),
  resumedNotices: tells({ type: 'customer.optedIn' }),
  keptNotices: tells({ type: 'customer.keptNotices' }),
  reportedWrongNumber: reportWrongNumber,
  startedProof: (draft) => askForCode(draft, 'requests'),
  askedForHuman: tells({ type: 'customer.askedForHuman' }),
};

/** Does what was wished. The conversation answers; no request is decided by it. */
export const serve = (draft: FoldDraft, wish: Wish, facts: StepFacts): void => {
  draft.understood();
  served[wish](draft, facts);
};
