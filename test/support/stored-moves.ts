import { encodeChoiceId } from '../../src/conversations/choice-id.ts';
import type { FoldResult } from '../../src/conversations/conversation-state.ts';
import type { ContactFacts } from '../../src/vocabulary/contact-facts.ts';
import type { StaffCommand } from '../../src/vocabulary/conversation-input.ts';
import type { InboundContent } from '../../src/vocabulary/inbound-unit.ts';
import type { RequestContent } from '../../src/vocabulary/request-content.ts';
import type { Chat } from '../unit/conversations/chat.ts';

/** One thing that happens to a conversation, as JSON. */
export type StoredMove =
  | { do: 'type'; text: string; quoting?: string; forwarded?: boolean }
  /** A button of the question this request asks now. */
  | { do: 'tap'; requestId: string; choice: string; arg?: string }
  | { do: 'choice'; id: string }
  | { do: 'send'; content: InboundContent }
  | { do: 'ask'; request: RequestContent }
  | { do: 'command'; command: StaffCommand }
  | { do: 'timer'; requestId: string; timer: string }
  | { do: 'checked'; fileId: string; result: 'accepted' | 'refused'; requestId: string | null }
  | { do: 'uploaded'; requestId: string; fileIds: string[] }
  | { do: 'wait'; ms: number }
  /** From now on the books name this person; null: nobody. */
  | { do: 'contact'; contact: ContactFacts | null }
  /** The code the next question for one would get; null: none can be made. */
  | { do: 'code'; code: string | null }
  | { do: 'privacyNotice'; version: string };

/** What a fold did, without the state it left. */
export interface StoredResult {
  effects: FoldResult['effects'];
  /** Ended dialogs with the outcome they reported. */
  ended: [requestId: string, outcome: string | null][];
  readdressed: FoldResult['readdressed'];
}

const tap = (chat: Chat, { requestId, choice, arg }: Extract<StoredMove, { do: 'tap' }>): void => {
  const promptNumber = chat.dialog(requestId)?.questionNumber ?? 1;
  const offered = arg === undefined ? { choice } : { choice, arg };
  chat.tapId(encodeChoiceId({ token: `tok_${requestId}`, promptNumber, choice: offered }));
};

/** Does it; answers what the fold did, null where the move is none of its inputs. */
export const doMove = (chat: Chat, move: StoredMove): StoredResult | null => {
  const before = chat.results.length;
  perform(chat, move);
  const result = chat.results[before];
  return result === undefined ? null : storedResult(result);
};

const perform = (chat: Chat, move: StoredMove): void => {
  switch (move.do) {
    case 'type': {
      const { text, quoting, forwarded = false } = move;
      chat.type(text, { forwarded, ...(quoting === undefined ? {} : { quoting }) });
      return;
    }
    case 'tap':
      tap(chat, move);
      return;
    case 'choice':
      chat.tapId(move.id);
      return;
    case 'send':
      chat.send(move.content);
      return;
    case 'ask':
      chat.ask(move.request);
      return;
    case 'command':
      chat.command(move.command);
      return;
    case 'timer':
      chat.fireTimer(move.requestId, move.timer);
      return;
    case 'checked':
      chat.checked(move.result, { fileId: move.fileId, requestId: move.requestId });
      return;
    case 'uploaded':
      chat.uploaded(move.requestId, move.fileIds);
      return;
    default:
      prepare(chat, move);
  }
};

const prepare = (
  chat: Chat,
  move: Extract<StoredMove, { do: 'wait' | 'contact' | 'code' | 'privacyNotice' }>,
): void => {
  switch (move.do) {
    case 'wait':
      chat.wait(move.ms);
      return;
    case 'contact':
      chat.contact = move.contact;
      return;
    case 'code': {
      const { freshCode: _before, ...facts } = chat.facts;
      chat.facts = move.code === null ? facts : { ...facts, freshCode: move.code };
      return;
    }
    case 'privacyNotice':
      chat.facts = { ...chat.facts, privacyNotice: { version: move.version } };
  }
};

type Scoped = FoldResult['effects'][number];

/**
 * What was meant to become different since the records were made, told as it was then: a stranger's first answer says what is
 * kept of him as well, and that is recorded.
 */
const asThen = (effects: FoldResult['effects']): FoldResult['effects'] => {
  const metAt = effects.findIndex(({ effect }) => promptOf(effect) === 'conversation.metStranger');
  return effects
    .filter(({ effect }, index) => metAt < 0 || index !== metAt + 1 || effect.type !== 'recordConsent')
    .map((scoped, index) => (index === metAt ? saying(scoped, 'conversation.unknownContact') : scoped));
};

const promptOf = (effect: Scoped['effect']): string | null =>
  effect.type === 'sendPrompt' ? effect.params.prompt : null;

const saying = ({ effect, ...scope }: Scoped, prompt: string): Scoped =>
  effect.type === 'sendPrompt'
    ? { ...scope, effect: { ...effect, params: { ...effect.params, prompt } } }
    : { ...scope, effect };

const storedResult = ({ effects, ended, readdressed }: FoldResult): StoredResult => ({
  effects: asThen(effects),
  ended: ended.map(({ request, reported }) => [request.requestId, reported ?? null]),
  readdressed,
});
