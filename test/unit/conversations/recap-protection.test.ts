import { aLetter, anApproval, anInvoice, Chat } from './chat.ts';

const oneLine = () => aLetter({ lines: [{ unit: 'HAS', quantity: '10.000', side: 'B' }] });

/** The next message comes so long after the last one. */
const after = (chat: Chat, ms: number): Chat => chat.wait(ms - 60_000);

/** Every recap there is, and words that confirm it. */
const recaps: readonly [name: string, begin: () => Chat, words: string, recap: string][] = [
  ['approval', () => new Chat().ask(anApproval()).type('onaylıyorum'), 'onaylıyorum', 'approval.recap'],
  [
    'approval, by its button',
    () => new Chat().ask(anApproval()).tap('approved'),
    'onaylıyorum',
    'approval.recap',
  ],
  ['invoice', () => new Chat().ask(anInvoice()).type('I approve'), 'I approve', 'invoice.recap'],
  ['letter', () => new Chat().ask(aLetter()).type('mutabıkız'), 'mutabıkız', 'reconciliation.recap'],
  [
    'rejection',
    () => new Chat().ask(anApproval()).type('reddediyorum').tap('skipped'),
    'reddediyorum',
    'approval.rejectionRecap',
  ],
  [
    'objection',
    () => new Chat().ask(anInvoice()).tap('rejected').tap('choseReason:weight'),
    'Evet, itirazım var',
    'invoice.objectionRecap',
  ],
  [
    'disagreement',
    () => new Chat().ask(oneLine()).tap('disagreed').tap('skipped').tap('skipped'),
    'Evet, kaydediniz',
    'reconciliation.disagreeRecap',
  ],
  [
    'correction',
    () => new Chat().ask(anApproval()).tap('rejected').tap('skipped').tap('confirmed').tap('corrected'),
    'onaylıyorum',
    'approval.correctingToApproval',
  ],
  [
    'Arabic',
    () => {
      const chat = new Chat();
      chat.state = { ...chat.state, language: 'ar' };
      return chat.ask(anApproval()).type('أوافق');
    },
    'نعم، أوافق',
    'approval.recap',
  ],
];

describe.each(recaps)('the recap of an answer, %s', (_name, begin, words, recap) => {
  const waiting = () => {
    const chat = begin();
    const before = chat.decisions.length;
    return { chat, before, intent: `int_${chat.sent.length}` };
  };
  const decided = ({ chat, before }: { chat: Chat; before: number }) => chat.decisions.length - before;

  it('R7: the words again in the same second: nothing is decided, the recap is shown again', () => {
    const at = waiting();
    after(at.chat, 0).type(words);

    expect([at.chat.said, decided(at)]).toEqual([[recap], 0]);
    expect(at.chat.dialog(at.chat.sent.at(-1)?.requestId ?? '')?.recapNumber).not.toBeNull();
  });

  it('two seconds after it was handed over, delivery unknown: nothing is decided', () => {
    const at = waiting();
    after(at.chat, 2_000).type(words);

    expect([at.chat.said, decided(at)]).toEqual([[recap], 0]);
  });

  it('three seconds after it was handed over: decided', () => {
    const at = waiting();
    after(at.chat, 3_000).type(words);

    expect(decided(at)).toBe(1);
  });

  it('a second after its delivery was reported: decided', () => {
    const at = waiting();
    const deliveredAt = new Date(at.chat.now).toISOString();
    at.chat.deliveries[at.intent] = { handedOverAt: deliveredAt, deliveredAt, sentAs: 'free' };
    after(at.chat, 1_000).type(words);

    expect(decided(at)).toBe(1);
  });

  it('in the second of its delivery, and before it: nothing is decided', () => {
    for (const ms of [0, 5_000]) {
      const at = waiting();
      const deliveredAt = new Date(at.chat.now + ms).toISOString();
      at.chat.deliveries[at.intent] = { handedOverAt: null, deliveredAt, sentAs: 'free' };
      after(at.chat, 0).type(words);

      expect(decided(at)).toBe(0);
    }
  });

  it('never handed over as far as we know, minutes later: nothing is decided', () => {
    const at = waiting();
    at.chat.deliveries[at.intent] = { handedOverAt: null, deliveredAt: null, sentAs: null };
    at.chat.type(words);

    expect([at.chat.said, decided(at)]).toEqual([[recap], 0]);
  });

  it('the repeated recap, answered in its turn: decided once', () => {
    const at = waiting();
    after(at.chat, 0).type(words);
    at.chat.type(words);

    expect(decided(at)).toBe(1);
  });

  it('its button in the same second: decided', () => {
    const at = waiting();
    after(at.chat, 0).tap('confirmed');

    expect(decided(at)).toBe(1);
  });
});

describe('words at the recap of a rejection', () => {
  const recap = () => new Chat().ask(anApproval()).tap('rejected').tap('choseReason:price');

  it.each(['onaylıyorum', 'kabul ediyorum', 'evet'])('«%s»: may mean either, asked again', (text) => {
    const chat = recap().type(text);

    expect([chat.said, chat.decisions]).toEqual([['approval.rejectionRecap'], []]);
  });

  it.each(['hayır', 'vazgeç', 'no'])('«%s»: goes back, nothing recorded', (text) => {
    const chat = recap().type(text);

    expect([chat.said, chat.decisions]).toEqual([['approval.help'], []]);
  });

  it.each(['reddediyorum', 'onaylamıyorum', 'Evet, reddediyorum', 'I reject'])(
    '«%s»: confirms it',
    (text) => {
      expect(recap().type(text).decisions).toEqual(['rejected']);
    },
  );
});
