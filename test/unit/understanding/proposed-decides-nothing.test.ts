import fc from 'fast-check';
import type { EffectParams } from '../../../machines/shared/effects.ts';
import { foldText } from '../../../src/reading/fold-text.ts';
import { makeReadReply } from '../../../src/reading/make-read-reply.ts';
import { readFigure } from '../../../src/reading/read-figure.ts';
import { meanings, type Proposal } from '../../../src/reading/reading.ts';
import { isStopWish, mayBeStopWish } from '../../../src/reading/stop-wish.ts';
import { makeFoldInput } from '../../../src/step/fold-input.ts';
import {
  aContact,
  aDocument,
  aFeedback,
  aLetter,
  anAccount,
  anApproval,
  aNotice,
  Chat,
} from '../conversations/chat.ts';

/** What stands on record or is done for good. */
const acts: readonly (keyof EffectParams)[] = [
  ...(['recordDecision', 'closeRequest', 'forwardRequest', 'extendDeadline', 'setNotices'] as const),
  ...(['recordConsent', 'openPrivacyRequest', 'unlinkContact', 'lockAccount', 'setLanguage'] as const),
];

const openings: readonly ((chat: Chat) => Chat)[] = [
  (chat) => chat,
  (chat) => chat.ask(aLetter()),
  (chat) => chat.ask(anApproval()),
  (chat) => chat.ask(aDocument()),
  (chat) => chat.ask(aFeedback()),
  (chat) => chat.ask(aNotice('payment')),
  (chat) => chat.ask(aNotice('verification')),
  (chat) => chat.ask(aLetter()).ask(anApproval()),
  (chat) => chat.ask(aLetter()).tap('agreed'),
  (chat) => chat.ask(anApproval()).tap('approved'),
];

/** Words that are in no list and say nothing by the grammar: whatever comes of them comes of the classifier. */
const strange = fc.stringMatching(/^[bcdfgjklmprtvz]{4,9}( [bcdfgjklmprtvz]{4,9}){0,3}$/);
/** Words of the grammar: a verdict of its own may stand beside the guess. */
const said = fc
  .array(
    fc.constantFrom(
      ...[
        'hata',
        'yok',
        'doğru',
        'onaylıyoruz',
        'hesap',
        'bakiye',
        'abi',
        'yanlış',
        'we',
        'agree',
        'errors',
        'no',
      ],
      ...['mesaj', 'istemiyorum', 'verileri', 'silmek', 'izin', 'موافقين', 'غلط', 'الحساب', 'رسايل'],
    ),
    { minLength: 2, maxLength: 6 },
  )
  .map((words) => `${words.join(' ')} bugün`)
  // A wish to stop is the grammar's own (stop-wish.test.ts); what it only suspects the classifier may bear out.
  .filter((text) => !isStopWish(foldText(text)) && !mayBeStopWish(foldText(text)));

/** How often each act was done. That the privacy notice was shown again is on record, and consents to nothing. */
const done = (chat: Chat): number[] =>
  acts.map((act) =>
    act === 'recordConsent'
      ? chat.all(act).filter(({ purpose }) => purpose !== 'privacy_notice').length
      : chat.all(act).length,
  );

const chatThat = (ranked: { current: readonly Proposal[] }): Chat =>
  new Chat(
    aContact({ accounts: [anAccount()] }),
    '2026-11-23T07:01:00.000Z',
    makeFoldInput({ readReply: makeReadReply(() => ranked.current, 'proposer-test'), readFigure }),
  );

describe('what the classifier proposes', () => {
  it('any meaning with any likelihood, for words nobody knows, wherever and however often: nothing is done', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...openings),
        fc.array(
          fc.tuple(fc.constantFrom(...meanings), fc.double({ min: 0, max: 1, noNaN: true }), strange),
          {
            minLength: 1,
            maxLength: 5,
          },
        ),
        (open, guesses) => {
          const ranked: { current: readonly Proposal[] } = { current: [] };
          const chat = open(chatThat(ranked));
          const before = done(chat);
          for (const [meaning, likelihood, text] of guesses) {
            ranked.current = [{ meaning, likelihood }];
            chat.type(text);
          }

          expect(done(chat)).toEqual(before);
          expect(chat.standing.notices).toBe('on');
        },
      ),
      { numRuns: 400 },
    );
  });

  it('beside words of the grammar: a recap at most, and no decision, consent or erasure', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...openings),
        fc.array(fc.tuple(fc.constantFrom(...meanings), said), { minLength: 1, maxLength: 4 }),
        (open, guesses) => {
          const ranked: { current: readonly Proposal[] } = { current: [] };
          const chat = open(chatThat(ranked));
          for (const [meaning, text] of guesses) {
            ranked.current = [{ meaning, likelihood: 0.99 }];
            chat.type(text);
          }

          expect(chat.decisions).toEqual([]);
          const [consents, erasures] = ['recordConsent', 'openPrivacyRequest'].map(
            (name) => done(chat)[acts.findIndex((act) => act === name)],
          );
          expect([consents, erasures]).toEqual([0, 0]);
        },
      ),
      { numRuns: 400 },
    );
  });
});
