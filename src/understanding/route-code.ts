import { readCode } from '../reading/read-code.ts';
import type { OpenDialog } from '../conversations/conversation-state.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { releaseHeld } from '../conversations/held-requests.ts';
import { awaitsWords, expectsOf } from '../conversations/open-items.ts';
import { standOf } from '../conversations/dialog-snapshots.ts';
import { provePerson } from '../conversations/settle-keys.ts';
import { saidAt } from './said-at.ts';
import { serve } from './serve.ts';
import type { TextScene } from './typed-reply.ts';
import { codeAskedAt, hashOfCode, isAwaitingCode } from '../conversations/verification-code.ts';

/** Six digits while a code is awaited. False: these words are no code, or belong to a question asked after it. */
export const takeCode = (draft: FoldDraft, scene: TextScene, target: OpenDialog | null): boolean => {
  const code = readCode(scene.message.content.text);
  if (code === null || (draft.standing.code === null && !isProving(target))) return false;
  if (target && asksForFigure(draft, target, scene)) return false;
  draft.understood();
  tryCode(draft, code, scene);
  return true;
};

const isProving = (target: OpenDialog | null): boolean => target !== null && expectsOf(target) === 'code';

/** Six digits may be a balance: quoted, or asked for after the code, or when the code's time is over. */
const asksForFigure = (draft: FoldDraft, target: OpenDialog, { facts }: TextScene): boolean => {
  if (!awaitsWords(standOf(target)) || expectsOf(target) === 'code') return false;
  if (facts.quotedRequestId === target.request.requestId) return true;
  const isLater = Date.parse(target.lastPromptAt ?? draft.now) > codeAskedAt(draft.standing);
  return isLater || !isAwaitingCode(draft.standing, draft.now);
};

/** The machine says what became of it; a request that asked hears it as well, and what waited is answered at once. */
const tryCode = (draft: FoldDraft, code: string, scene: TextScene): void => {
  const { facts, message } = scene;
  const before = draft.standing;
  const now = saidAt(draft, scene);
  const isInTime = isAwaitingCode(before, now);
  const hash = hashOfCode(code);
  const asker = askerOf(draft);
  const isRight = isInTime && hash === before.code?.hash;
  // Before the business hears of it: what is proved holds for the keys the code came from.
  if (isRight && facts.contact !== null) provePerson(draft, message);
  draft.tellConversation({
    type: 'customer.typedCode',
    hash,
    now,
    phone: facts.contact?.phone ?? null,
    asker: asker.is,
  });
  if (!isInTime || before.code === null) return;
  if (hash !== before.code.hash) {
    const triesLeft = before.code.triesLeft - 1;
    if (asker.requestId !== null && asker.is === 'hears')
      draft.tellDialog(asker.requestId, { type: 'customer.failedIdentity', triesLeft });
    return;
  }
  if (asker.requestId !== null) draft.tellDialog(asker.requestId, { type: 'customer.provedIdentity' });
  else if (before.wanted !== null && before.wanted !== 'startedProof') {
    draft.speech.allowRepeats();
    serve(draft, before.wanted, facts);
  }
  releaseHeld(draft);
};

type Asker = { is: 'hears' | 'open'; requestId: string } | { is: 'gone'; requestId: null };

/** The request that asked for the code; the conversation answers where it is over. */
const askerOf = (draft: FoldDraft): Asker => {
  const { code } = draft.standing;
  const dialog = draft.dialog(code?.for ?? '');
  if (dialog === undefined) return { is: 'gone', requestId: null };
  const { requestId } = dialog.request;
  const hears = draft.wouldHear(requestId, {
    type: 'customer.failedIdentity',
    triesLeft: (code?.triesLeft ?? 1) - 1,
  });
  return { is: hears ? 'hears' : 'open', requestId };
};
