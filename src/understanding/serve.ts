import type { Wish } from '../../machines/conversation/wishes.ts';
import { askWhich, listedItems } from '../conversations/ask-which.ts';
import type { StepFacts } from '../conversations/conversation-state.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { expectsOf, openItems } from '../conversations/open-items.ts';
import { ownMenu } from './own-menu.ts';
import { serveBalance, serveMovements } from './serve-accounts.ts';
import { reportWrongNumber, stop } from './route-stop.ts';

type Serve = (draft: FoldDraft, facts: StepFacts) => void;

type Plain = Parameters<FoldDraft['tellConversation']>[0];
const tells =
  (event: Plain): Serve =>
  (draft) =>
    void draft.tellConversation(event);

const showOpenItems: Serve = (draft) =>
  void draft.tellConversation({ type: 'customer.openedItems', requests: listedItems(draft) });

/** The request that waits for a file asks for it; without one, the file may simply be sent. */
const sendDocument: Serve = (draft) => {
  const asking = draft.dialogs.filter((dialog) => expectsOf(dialog) === 'file');
  const [only] = asking;
  if (only && asking.length === 1) draft.tellDialog(only.request.requestId, { type: 'system.askedAgain' });
  else draft.tellConversation({ type: 'customer.wantedToSend' });
};

/** The open invoice once more; a copy of another one is staff's business. */
const sendInvoice: Serve = (draft) => {
  const invoices = draft.dialogs.filter(
    ({ request, reported }) => request.variant === 'invoice' && reported === undefined,
  );
  const [only] = invoices;
  if (only && invoices.length === 1) draft.tellDialog(only.request.requestId, { type: 'system.askedAgain' });
  else draft.tellConversation({ type: 'customer.askedForInvoice' });
};

/** The answer comes in the new language, and what is open is asked again in it. */
const chooseLanguage =
  (wish: 'choseTurkish' | 'choseEnglish' | 'choseArabic'): Serve =>
  (draft) => {
    draft.tellConversation({ type: `customer.${wish}` });
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
  disputedMovement: tells({ type: 'customer.disputedMovement' }),
  askedForPrice: tells({ type: 'customer.askedForPrice' }),
  askedForStatus: tells({ type: 'customer.askedForStatus' }),
  askedWhoWeAre: tells({ type: 'customer.askedWhoWeAre' }),
  askedForLanguage: tells({ type: 'customer.askedForLanguage' }),
  choseTurkish: chooseLanguage('choseTurkish'),
  choseEnglish: chooseLanguage('choseEnglish'),
  choseArabic: chooseLanguage('choseArabic'),
  openedPrivacy: tells({ type: 'customer.openedPrivacy' }),
  askedForNotice: tells({ type: 'customer.askedForNotice' }),
  understoodNotice: tells({ type: 'customer.understoodNotice' }),
  openedMarketing: tells({ type: 'customer.openedMarketing' }),
  openedFeedback: tells({ type: 'customer.openedFeedback' }),
  withdrewConsents: tells({ type: 'customer.withdrewConsents' }),
  askedForAccess: tells({ type: 'customer.askedForAccess' }),
  askedForErasure: tells({ type: 'customer.askedForErasure' }),
  askedForCorrection: tells({ type: 'customer.askedForCorrection' }),
  stoppedNotices: stop,
  stoppedUnclearly: tells({ type: 'customer.stoppedUnclearly' }),
  resumedNotices: tells({ type: 'customer.resumedNotices' }),
  keptNotices: tells({ type: 'customer.keptNotices' }),
  reportedWrongNumber: reportWrongNumber,
  startedProof: (draft) =>
    void draft.tellConversation({ type: 'customer.startedProof', code: draft.codeFacts }),
  askedForHuman: tells({ type: 'customer.askedForHuman' }),
};

/** Does what was wished. The conversation answers; no request is decided by it. */
export const serve = (draft: FoldDraft, wish: Wish, facts: StepFacts): void => {
  draft.understood();
  served[wish](draft, facts);
};
