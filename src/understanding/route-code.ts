import { readCode } from '../reading/read-code.ts';
import type { OpenDialog } from '../conversations/conversation-state.ts';
import type { FoldDraft } from '../conversations/fold-draft.ts';
import { releaseHeld } from '../conversations/held-requests.ts';
import { awaitsWords, expectsOf } from '../conversations/open-items.ts';
import { standOf } from '../conversations/dialog-snapshots.ts';
import { serve } from './serve.ts';
import type { TextScene } from './typed-reply.ts';
import { codeAskedAt, isAwaitingCode, tryCode } from '../conversations/verification-code.ts';

/** Six digits while a code is awaited. False: these words are no code, or belong to a question asked after it. */
export const takeCode = (draft: FoldDraft, scene: TextScene, target: OpenDialog | null): boolean => {
  const code = readCode(scene.message.content.text);
  if (code === null || (draft.state.stepUp === undefined && !isProving(target))) return false;
  if (target && asksForFigure(draft, target, scene)) return false;
  draft.understood();
  const askedBy = draft.state.stepUp?.for ?? null;
  const phone = scene.facts.contact?.phone ?? null;
  const { state, tried } = tryCode(draft.state, code, { now: draft.now, phone });
  draft.change(() => state);
  if (tried.result === 'late') draft.tellConversation({ type: 'customer.typedLateCode' });
  else if (tried.result === 'wrong') tellWrong(draft, askedBy, tried.triesLeft);
  else tellRight(draft, scene, askedBy);
  return true;
};

const isProving = (target: OpenDialog | null): boolean => target !== null && expectsOf(target) === 'code';

/** Six digits may be a balance: quoted, or asked for after the code, or when the code's time is over. */
const asksForFigure = (draft: FoldDraft, target: OpenDialog, { facts }: TextScene): boolean => {
  if (!awaitsWords(standOf(target)) || expectsOf(target) === 'code') return false;
  if (facts.quotedRequestId === target.request.requestId) return true;
  const isLater = Date.parse(target.lastPromptAt ?? draft.now) > codeAskedAt(draft.state);
  return isLater || !isAwaitingCode(draft.state, draft.now);
};

const tellWrong = (draft: FoldDraft, askedBy: string | null, triesLeft: number): void => {
  if (askedBy !== null && draft.tellDialog(askedBy, { type: 'customer.failedIdentity', triesLeft })) return;
  draft.tellConversation(
    triesLeft > 0 ? { type: 'customer.mistypedCode', triesLeft } : { type: 'customer.usedUpCode' },
  );
};

/** What was asked for is answered at once; the person need not ask again. */
const tellRight = (draft: FoldDraft, { facts }: TextScene, askedBy: string | null): void => {
  if (askedBy !== null && draft.dialog(askedBy)) {
    draft.addEffect(null, { type: 'announce', params: { type: 'contact.verified' } });
    draft.tellDialog(askedBy, { type: 'customer.provedIdentity' });
    releaseHeld(draft);
    return;
  }
  const { wanted } = draft.conversationContext;
  draft.tellConversation({ type: 'customer.provedIdentity' });
  if (wanted === 'balance') serve(draft, 'askedForBalance', facts);
  if (wanted === 'movements') serve(draft, 'askedForMovements', facts);
  releaseHeld(draft);
};
