import fc from 'fast-check';
import { standOf } from '../../../src/conversations/dialog-snapshots.ts';
import type { OpenDialog } from '../../../src/conversations/conversation-state.ts';
import { phrases } from '../../../src/reading/phrases.ts';
import {
  aContact,
  aFeedback,
  aLetter,
  anAccount,
  anApproval,
  anInvoice,
  Chat,
} from '../conversations/chat.ts';

type Opening = () => Chat;

const person = (): Chat => new Chat(aContact({ accounts: [anAccount()] }));
/** The question, and the recap of a yes, of whatever can be answered with one; several at once. */
const openings: readonly Opening[] = [
  () => person().ask(aLetter()),
  () => person().ask(aLetter()).tap('agreed'),
  () => person().ask(anApproval()),
  () => person().ask(anApproval()).tap('approved'),
  () => person().ask(anInvoice()),
  () => person().ask(anInvoice()).tap('approved'),
  () => person().ask(anApproval()).tap('approved').type('evet'),
  () => person().ask(aLetter()).ask(anApproval()),
];
/** Where a yes was given that may be put right. */
const afterYes: Opening = () => person().ask(anApproval()).tap('approved').tap('confirmed');

const noes = [...phrases.reject, ...phrases.stoppedNotices, ...phrases.correction].filter((phrase) =>
  phrase.includes(' '),
);

/** A phrase cut in two at any of its words. */
const cut = fc.constantFrom(...noes).chain((phrase) => {
  const words = phrase.split(' ');
  return fc
    .integer({ min: 1, max: words.length - 1 })
    .map((at) => [words.slice(0, at).join(' '), words.slice(at).join(' ')] as const);
});

const gap = fc.integer({ min: 0, max: 8 }).map((seconds) => seconds * 1_000);

/** Everything is on the phone a second after it was said. */
const deliver = (chat: Chat): void => {
  for (const [intent, delivery] of Object.entries(chat.deliveries))
    if (delivery.handedOverAt !== null && delivery.deliveredAt === null) {
      const deliveredAt = new Date(Date.parse(delivery.handedOverAt) + 1_000).toISOString();
      chat.deliveries[intent] = { ...delivery, deliveredAt };
    }
};

const yes = (decisions: readonly string[]): string[] =>
  decisions.filter((result) => result.startsWith('approved') || result.startsWith('agreed'));

describe('a listed no, wish to stop or correction, typed in two messages', () => {
  it('cut anywhere, with any pause of a turn, in any place: no yes is decided', () => {
    fc.assert(
      fc.property(fc.constantFrom(...openings), cut, gap, (open, [first, second], pause) => {
        const chat = open();
        deliver(chat);
        chat.type(first);
        deliver(chat);
        chat.goOn(second, {}, pause);

        expect(yes(chat.decisions)).toEqual([]);
      }),
      { numRuns: 3_000 },
    );
  });

  it('after a yes that may be put right: nothing is decided without the recap of the correction', () => {
    fc.assert(
      fc.property(cut, gap, ([first, second], pause) => {
        const chat = afterYes();
        const { decisions } = chat;
        chat.type(first);
        deliver(chat);
        chat.goOn(second, {}, pause);

        expect(chat.decisions).toEqual(decisions);
      }),
      { numRuns: 500 },
    );
  });
});

/** Words of answers, whole answers, and pieces of them. */
const said = [...phrases['approve.strong'], ...phrases['approve.soft'], ...noes, ...phrases.conditional];
const piece = fc.constantFrom(...said).chain((phrase) => {
  const words = phrase.split(' ');
  return fc
    .tuple(fc.nat({ max: words.length - 1 }), fc.nat({ max: words.length }))
    .map(([from, to]) => words.slice(from, Math.max(from + 1, to)).join(' '));
});

const atRecap = (dialogs: readonly OpenDialog[]): boolean =>
  dialogs.some((dialog) => standOf(dialog)?.meta?.expects === 'confirmation');

describe('pieces of answers, in any order', () => {
  it('decide nothing but by one that is certain alone, after a recap', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...openings, () => person().ask(aFeedback()).ask(aLetter())),
        fc.array(fc.tuple(piece, gap), { minLength: 2, maxLength: 6 }),
        (open, pieces) => {
          const chat = open();
          for (const [text, pause] of pieces) {
            deliver(chat);
            const before = chat.state.dialogs;
            const decided = chat.decisions.length;
            chat.goOn(text, {}, pause);
            if (chat.decisions.length === decided) continue;

            expect(atRecap(before)).toBe(true);
            expect(chat.last?.read).toMatchObject({ strength: 'strong', phrase: expect.any(String) });
            expect(chat.last?.read?.joined).toBeUndefined();
          }
        },
      ),
      { numRuns: 3_000 },
    );
  });
});
