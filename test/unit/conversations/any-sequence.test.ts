import fc from 'fast-check';
import type { Language } from '../../../src/vocabulary/language.ts';
import { encodeChoiceId } from '../../../src/conversations/choice-id.ts';
import type { ConversationState, FoldInput } from '../../../src/conversations/conversation-state.ts';
import type { ConversationInput } from '../../../src/vocabulary/conversation-input.ts';
import { makeFoldInput } from '../../../src/step/fold-input.ts';
import { readFigure } from '../../../src/reading/read-figure.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import type { InboundContent } from '../../../src/vocabulary/inbound-unit.ts';
import {
  aContact,
  aDocument,
  aFeedback,
  aLetter,
  anAccount,
  anApproval,
  anInvoice,
  aNotice,
  Chat,
} from './chat.ts';

type Move = (chat: Chat) => void;

const requests = [
  aLetter(),
  anApproval(),
  anInvoice(),
  aDocument(),
  aFeedback(),
  aNotice('payment'),
  aNotice('movement'),
  aNotice('verification'),
];
const ids = requests.map(({ requestId }) => requestId);
const by = 'staff:1';

const taps = [
  ...[
    'agreed',
    'disagreed',
    'approved',
    'rejected',
    'confirmed',
    'wentBack',
    'skipped',
    'finished',
    'choseUnitMore',
  ],
  ...['askedForHuman', 'askedQuestion', 'corrected', 'refusedToSend', 'notMine', 'negative'],
];
const argued = [
  ...[
    'choseUnit:ALL',
    'choseUnit:USD',
    'choseReason:price',
    'choseReason:other',
    'choseSide:A',
    'gaveFigureOption:0',
  ],
  ...['choseUnit:__proto__', 'choseReason:nonsense', 'constructor:x'],
];
const notYes = [
  ...[
    'hayır',
    'tamam',
    'evet',
    '👍',
    'onaylarım',
    'mutabık değiliz',
    'mutabıkız ama 500 TL fark var',
    'olur mu',
    'inşallah',
  ],
  ...[
    'teşekkürler',
    'DUR',
    'RET',
    'yanlış numara',
    'altında mutabıkız dolarda değiliz',
    'should I approve?',
    'لا أوافق',
    'xyz',
  ],
  ...['1.250', '12.450,00 alacak', '0', 'temsilci', 'merhaba', 'neyi onaylıyorum'],
  ...['menü', 'bakiye', 'english', 'dil', 'BAŞLA', 'iptal', 'vazgeç', '123456', 'evet ama 5 gram eksik'],
  ...['yanlış bastım', 'süre iste', 'bilgim dışında', 'belge göndermeyeceğim', 'izin veriyorum', 'kvkk'],
];
const yes = ['mutabıkız', 'onaylıyorum', 'أوافق', 'we agree', 'evet onaylıyorum'];

const typing = (texts: readonly string[]): fc.Arbitrary<Move> =>
  fc
    .tuple(fc.constantFrom(...texts), fc.option(fc.constantFrom(...ids)), fc.constantFrom(0, 90_000))
    .map(([text, quoting, age]) => (chat: Chat) => {
      const at = new Date(chat.now + 60_000 - age);
      chat.type(text, quoting === null ? { at } : { at, quoting });
    });

const tapping: fc.Arbitrary<Move> = fc
  .tuple(fc.constantFrom(...taps, ...argued), fc.constantFrom(...ids, 'stranger'), fc.nat({ max: 12 }))
  .map(([choice, id, back]) => (chat: Chat) => {
    const newest = chat.dialog(id)?.promptNumber ?? 3;
    const [name = '', arg] = choice.split(':');
    const promptNumber = Math.max(0, newest - (back > 8 ? back : 0));
    const offered = arg === undefined ? { choice: name } : { choice: name, arg };
    chat.tapId(encodeChoiceId({ token: `tok_${id}`, promptNumber, choice: offered }));
  });

/** A row of the menu, of a list or of a consent that was offered. */
const tappingMenu: fc.Arbitrary<Move> = fc
  .tuple(fc.nat({ max: 3 }), fc.nat({ max: 9 }))
  .map(([back, which]) => (chat: Chat) => {
    const offered = chat.sent.filter(
      ({ requestId, choices = [] }) => requestId === null && choices.length > 0,
    );
    const prompt = offered.at(-1 - back);
    const choice = prompt?.choices?.[which % prompt.choices.length];
    if (!prompt || !choice) return;
    chat.tapId(encodeChoiceId({ token: 'menu', promptNumber: prompt.promptNumber, choice }));
  });

const media = { mediaId: 'm1', mimeType: 'image/jpeg', sha256: null, filename: null };
const sending: fc.Arbitrary<Move> = fc
  .tuple(
    fc.constantFrom('image', 'document', 'video', 'voice', 'sticker', 'audio'),
    fc.constantFrom(null, 'onaylıyorum', 'MUT-2026-10-C002', 'BLG-2044'),
    fc.option(fc.constantFrom(...ids)),
  )
  .map(
    ([type, caption, quoting]) =>
      (chat: Chat) =>
        void chat.send({ type, ...media, caption } as never, quoting === null ? {} : { quoting }), // one of the media types
  );
const mildly: fc.Arbitrary<Move> = fc
  .constantFrom<InboundContent>(
    { type: 'reaction', emoji: '👍', targetMessageId: 'x' },
    { type: 'edited', originalMessageId: 'in_9', text: 'onaylıyorum' },
    { type: 'deleted', originalMessageId: 'in_9' },
    { type: 'location', latitude: 41, longitude: 29, name: null, address: null },
    { type: 'unsupported', reason: 'poll' },
  )
  .map((content) => (chat: Chat) => void chat.send(content));
const checking: fc.Arbitrary<Move> = fc
  .tuple(fc.constantFrom('accepted', 'refused'), fc.option(fc.constantFrom(...ids)))
  .map(
    ([result, requestId]) =>
      (chat: Chat) =>
        void chat.checked(result as 'accepted', { requestId }), // one of the two
  );

/** A button that really was offered: mostly of the newest question, now and then of one of the three before it. */
const tappingOffered: fc.Arbitrary<Move> = fc
  .tuple(fc.constantFrom(...ids), fc.nat({ max: 9 }), fc.nat({ max: 9 }))
  .map(([id, which, back]) => (chat: Chat) => {
    const asked = chat.sent.filter(({ requestId, choices = [] }) => requestId === id && choices.length > 0);
    const prompt = asked.at(back > 6 ? 5 - back : -1);
    const choice = prompt?.choices?.[which % prompt.choices.length];
    if (!prompt || !choice) return;
    chat.tapId(encodeChoiceId({ token: `tok_${id}`, promptNumber: prompt.promptNumber, choice }));
  });

const elsewhere: fc.Arbitrary<Move> = fc.oneof(
  fc.constantFrom(...requests).map((request) => (chat: Chat) => void chat.ask(request)),
  fc.tuple(fc.constantFrom(...ids), fc.constantFrom('reminder', 'expiry', 'correction'), fc.boolean()).map(
    ([id, timer, isCurrent]) =>
      (chat: Chat) =>
        void chat.fireTimer(id, timer, isCurrent ? undefined : 77),
  ),
  fc
    .tuple(
      fc.constantFrom(...ids),
      fc.constantFrom('cancel', 'remind', 'supersede', 'accept-document', 'reject-document', 'settle'),
    )
    .map(
      ([requestId, type]) =>
        (chat: Chat) =>
          void chat.command({ type, requestId, by, reason: 'wrong_type', outcome: 'refused' } as never),
    ), // one of these commands
  fc.constantFrom(...ids).map((id) => (chat: Chat) => void chat.uploaded(id, ['fil_up'])),
  fc
    .constantFrom('takeover', 'release', 'unlock')
    .map((type) => (chat: Chat) => void chat.command({ type, by } as never)), // likewise
  fc.constantFrom(...ids).map((id) => (chat: Chat) => void chat.failDelivery(id, 1)),
  fc.boolean().map((canBind) => (chat: Chat) => void (chat.contact = aContact({ canBind }))),
  fc.constantFrom(3_600_000, 86_400_000).map((ms) => (chat: Chat) => void chat.wait(ms)),
);

const tapEnough = fc.oneof(
  { arbitrary: tappingOffered, weight: 20 },
  { arbitrary: tapping, weight: 2 },
  { arbitrary: elsewhere, weight: 1 },
  { arbitrary: tappingMenu, weight: 1 },
  { arbitrary: sending, weight: 1 },
  { arbitrary: checking, weight: 1 },
  { arbitrary: mildly, weight: 1 },
);
const anything = fc.oneof(
  { arbitrary: typing([...notYes, ...yes]), weight: 3 },
  { arbitrary: tapEnough, weight: 6 },
);

const unverified = { accounts: [anAccount()], phoneVerified: false };

const play = (moves: readonly Move[], chat = new Chat(aContact(unverified))): Chat => {
  for (const request of requests) chat.ask(request);
  for (const move of moves) move(chat);
  return chat;
};

/** Decisions or ends that stand: what corrects another takes its place, and what was opened again has not ended. */
const countsOf = (chat: Chat, type: 'recordDecision' | 'closeRequest'): number[] =>
  ids.map((id) =>
    chat.results
      .flatMap(({ effects }) => effects)
      .filter(({ requestId }) => requestId === id)
      .reduce((count, { effect }) => {
        if (effect.type === type && !('corrects' in effect.params)) return count + 1;
        return type === 'closeRequest' && effect.type === 'reopenRequest' ? count - 1 : count;
      }, 0),
  );

const sequences = fc.array(anything, { maxLength: 50, size: 'max' });
const readers = { readReply, readFigure };

describe('any sequence of inputs', () => {
  it('whatever comes in: one standing decision and one end at most; open, ended or passed on, never two of these', () => {
    fc.assert(
      fc.property(sequences, fc.constantFrom<Language>('tr', 'en', 'ar'), (moves, language) => {
        const chat = new Chat(aContact(unverified));
        chat.state = { ...chat.state, language };
        const { state, seen } = play(moves, chat);

        expect(Math.max(...countsOf(chat, 'recordDecision'))).toBeLessThanOrEqual(1);
        expect(Math.max(...countsOf(chat, 'closeRequest'))).toBeLessThanOrEqual(1);
        const open = state.dialogs.map(({ request }) => request.requestId);
        const closed = state.closed.map(({ requestId }) => requestId);
        expect([...open, ...closed].sort()).toEqual([...ids].sort());
        expect(state.dialogs.flatMap(({ timers }) => timers.map(({ gen }) => gen > 0))).not.toContain(false);
        // Every prompt has words in each language and fits the platform.
        for (const rendered of seen) {
          expect(rendered.text.length).toBeGreaterThan(0);
          expect(rendered.choices.length).toBeLessThanOrEqual(10);
          for (const { id } of rendered.choices) expect(id.length).toBeLessThanOrEqual(200);
        }
      }),
      { numRuns: 150 },
    );
  });

  it('R5 R6 R7: decisions: come from the tap or the clear words of a person who may bind, in time, never from anything else', () => {
    const decisions: string[] = [];
    const checked: FoldInput = (state, input, facts) => {
      const result = makeFoldInput(readers)(state, input, facts);
      for (const { effect, requestId } of result.effects) {
        if (effect.type !== 'recordDecision') continue;
        decisions.push(effect.params.result);
        const before = state.dialogs.find(({ request }) => request.requestId === requestId);
        // A refusal was said before, in its own message; a timer or a late message only completes it.
        if (/^(rejected|objected)$/.test(effect.params.result)) continue;
        expect(input.type).toBe('message');
        expect(Date.parse(facts.now)).toBeLessThanOrEqual(Date.parse(before?.request.expiresAt ?? ''));
        if (/^(agreed|agreed_partial|approved)$/.test(effect.params.result)) {
          expect(facts.contact?.canBind).toBe(true);
          expect(isClearConfirm(input, before)).toBe(true);
        }
      }
      return result;
    };

    fc.assert(
      fc.property(sequences, (moves) => {
        play(moves, new Chat(aContact(), '2026-11-24T07:00:00.000Z', checked));
      }),
      { numRuns: 250, seed: 7 },
    );
    // The sequences do reach decisions, so the checks above have something to check.
    expect(new Set(decisions).size).toBeGreaterThanOrEqual(4);
  });

  it('R30: words that are no yes, in any state a person can reach by tapping: never agreed, never approved', () => {
    const moves = fc.array(tapEnough, { maxLength: 12 });
    fc.assert(
      fc.property(moves, fc.array(typing(notYes), { minLength: 1, maxLength: 6 }), (way, words) => {
        const chat = play(way);
        const before = chat.decisions.length;
        for (const word of words) word(chat);

        expect(
          chat.decisions.slice(before).filter((result) => !['rejected', 'objected'].includes(result)),
        ).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  it('folded twice, and through JSON between inputs: byte for byte the same', () => {
    const twice: FoldInput = (state, input, facts) => {
      const fold = makeFoldInput(readers);
      const once = fold(state, input, facts);
      const stored = JSON.parse(JSON.stringify(state)) as ConversationState; // what storage gives back
      expect(JSON.stringify(fold(stored, input, facts))).toBe(JSON.stringify(once));
      return once;
    };
    fc.assert(
      fc.property(sequences, (moves) => {
        play(moves, new Chat(aContact(), '2026-11-24T07:00:00.000Z', twice));
      }),
      { numRuns: 60 },
    );
  });
});

const isClearConfirm = (
  input: ConversationInput,
  before: ConversationState['dialogs'][number] | undefined,
): boolean => {
  if (input.type !== 'message') return false;
  const { content } = input.message;
  if (content.type === 'choice') return content.id === `${before?.token}.${before?.recapNumber}.confirmed`;
  return (
    content.type === 'text' &&
    before?.recapNumber !== null &&
    readReply(content.text).meaning === 'approve.strong'
  );
};
