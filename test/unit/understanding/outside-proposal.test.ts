import fc from 'fast-check';
import { outsideLabels } from '../../../src/reading/outside-labels.ts';
import { withOutside } from '../../../src/reading/outside-reading.ts';
import { meanings, type Meaning } from '../../../src/reading/reading.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import { rightOf } from '../../../src/reading/rights.ts';
import { unclearWords } from '../../support/unclear-words.ts';
import { isWish } from '../../../machines/conversation/wishes.ts';
import type { EffectParams } from '../../../machines/shared/effects.ts';
import {
  aDocument,
  aFeedback,
  aLetter,
  anAccount,
  anApproval,
  aNotice,
  aContact,
  Chat,
} from '../conversations/chat.ts';

const unclear = unclearWords();

/** Everything that stands on record or is done, for all that a guess may lead to. */
const acts: readonly (keyof EffectParams)[] = [
  ...(['recordDecision', 'closeRequest', 'forwardRequest', 'extendDeadline', 'setNotices'] as const),
  ...(['recordConsent', 'openPrivacyRequest', 'unlinkContact', 'lockAccount', 'setLanguage'] as const),
  ...(['announce', 'requestVerification', 'attachFiles', 'linkPerson'] as const),
];
const done = (chat: Chat): string[] => acts.filter((act) => chat.all(act).length > 0);

const known = (): Chat => new Chat(aContact({ accounts: [anAccount()] }));
const guessed = (chat: Chat, outside: Meaning, text: string = unclear[0]): Chat => {
  chat.facts = { ...chat.facts, outside };
  return chat.type(text);
};
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
  (chat) => chat.ask(aLetter()).tap('disagreed'),
];

describe('what a model outside proposes', () => {
  it.each(meanings.filter((meaning) => meaning !== 'unknown'))('%s: asked back, never served', (meaning) => {
    const { proposed } = withOutside(readReply(unclear[0]), meaning);

    expect([proposed?.meaning, rightOf(proposed)]).toEqual([meaning, 'ask']);
  });

  it.each(['evet', 'mutabık değiliz', 'bakiye', 'menü', 'DUR', 'temsilci', 'teşekkürler'])(
    '«%s», which is known here: read as ever, whatever is proposed',
    (text) => {
      const plain = readReply(text);

      expect(outsideLabels.map((label) => withOutside(plain, label))).toEqual(outsideLabels.map(() => plain));
    },
  );

  it.each(outsideLabels.filter((label) => isWish(label) && !/^(opened(Menu|Marketing)|stopped)/.test(label)))(
    '%s with nothing open: asked whether it is meant, with its button',
    (label) => {
      const chat = guessed(known(), label);

      expect(chat.said).toEqual(['conversation.perhapsMeant']);
      expect(chat.sent.at(-1)?.choices).toEqual([{ choice: label }, { choice: 'openedMenu' }]);
      expect(done(chat)).toEqual([]);
    },
  );

  it('the balance, asked back and tapped: told', () => {
    const chat = guessed(known(), 'askedForBalance').tap('askedForBalance');

    expect(chat.texts.join()).toContain('3.180,075');
  });

  it('the balance, asked back: no amount is told before the tap', () => {
    expect(guessed(known(), 'askedForBalance').texts.join()).not.toContain('3.180');
  });

  it('a yes to an approval: its question once more, with buttons; the tap and its recap decide', () => {
    const chat = guessed(known().ask(anApproval()), 'approve.clear');
    const before = chat.decisions;
    chat.tap('approved').tap('confirmed');

    expect([before, chat.decisions]).toEqual([[], ['approved']]);
  });

  it('a wish to stop: asked what is meant, messages go on', () => {
    const chat = guessed(known(), 'stoppedNotices');

    expect(chat.said).toEqual(['conversation.askOptout']);
    expect(chat.standing.notices).toBe('on');
  });

  it('while the request waits for words of the person: theirs, whatever is proposed', () => {
    const asked = (outside?: Meaning): readonly string[] => {
      const chat = known().ask(aLetter()).tap('disagreed').tap('choseUnit:HAS');
      if (outside !== undefined) chat.facts = { ...chat.facts, outside };
      return chat.type(unclear[0]).said;
    };

    expect(outsideLabels.map((label) => asked(label))).toEqual(outsideLabels.map(() => asked()));
  });

  it('any labels for any unclear words in any place, however often: nothing is done and nothing goes on record', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...openings),
        fc.array(fc.tuple(fc.constantFrom(...meanings), fc.constantFrom(...unclear)), {
          minLength: 1,
          maxLength: 5,
        }),
        (open, guesses) => {
          const chat = open(known());
          const before = acts.map((act) => chat.all(act).length);
          for (const [label, text] of guesses) guessed(chat, label, text);

          expect(acts.map((act) => chat.all(act).length)).toEqual(before);
          expect(chat.standing.notices).toBe('on');
        },
      ),
    );
  });
});
