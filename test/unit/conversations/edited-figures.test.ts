import { aContact, aFeedback, aLetter, anApproval, anInvoice, Chat } from './chat.ts';

const oneLine = () => aLetter({ lines: [{ unit: 'HAS', quantity: '10.000', side: 'B' }] });
const edit = (chat: Chat, originalMessageId: string, text: string): Chat =>
  chat.send({ type: 'edited', originalMessageId, text });
const asking = (): Chat => new Chat().ask(oneLine()).tap('disagreed');

describe('a typed figure that is edited', () => {
  it('not understood, put right while it is asked: taken', () => {
    const chat = edit(asking().type('dokuz buçuk gibi', { messageId: 'm1' }), 'm1', '9,5 borç');

    expect(chat.said).toEqual(['reconciliation.askReason']);
    expect(chat.view('req_letter').lines[0]?.own).toEqual({ quantity: '9.500', side: 'B' });
  });

  it.each([
    ['its side is asked', (chat: Chat) => chat, 'reconciliation.askSide'],
    ['the reason is asked', (chat: Chat) => chat.tap('choseSide:B'), 'reconciliation.askReason'],
    [
      'the recap waits',
      (chat: Chat) => chat.tap('choseSide:B').tap('skipped'),
      'reconciliation.disagreeRecap',
    ],
  ])(
    'changed when %s: told that nothing is on record yet, and the question again',
    (_name, goOn, question) => {
      const chat = edit(goOn(asking().type('9,5', { messageId: 'm1' })), 'm1', '8,5');

      expect(chat.said).toEqual(['conversation.editedOpen', question]);
      expect(chat.decisions).toEqual([]);
    },
  );

  it('changed after the decision, confirmed by a button: told that the record stands', () => {
    const chat = asking().type('9,5 borç', { messageId: 'm1' }).tap('skipped').tap('confirmed');
    edit(chat, 'm1', '8,5 borç');

    expect([chat.said, chat.decisions]).toEqual([['conversation.editedKept'], ['disagreed']]);
  });

  it('a reason or a "no" changed into a "yes": nothing is approved by an edit', () => {
    const chat = new Chat().ask(oneLine()).type('hayır', { messageId: 'm1' }).tap('wentBack');
    edit(chat, 'm1', 'mutabıkız');

    expect([chat.said[0], chat.decisions]).toEqual(['conversation.editedOpen', []]);
  });
});

describe('an answer that is edited, what is said', () => {
  const inEach = (['tr', 'en', 'ar'] as const).map((language) => [language] as const);
  const said = {
    tr: 'Henüz kayıtlı',
    en: 'No reply of yours is on record',
    ar: 'لا يوجد لكم رد مسجّل',
  };
  const recorded = { tr: 'kayıtlı yanıtınız değişmedi', en: 'has not changed', ar: 'لم يتغير' };

  it.each(inEach)(
    'nothing recorded yet, %s: said so, and the recap again; no word of a recorded reply',
    (language) => {
      const chat = new Chat().ask(anInvoice());
      chat.state = { ...chat.state, language };
      edit(chat.type('onaylıyorum', { messageId: 'm1' }), 'm1', 'hayır');

      expect([chat.said, chat.decisions]).toEqual([['conversation.editedOpen', 'invoice.recap'], []]);
      expect(chat.texts[0]).toContain(said[language]);
      expect(chat.texts[0]).not.toContain(recorded[language]);
    },
  );

  it.each(inEach)('recorded, %s: the record has not changed', (language) => {
    const chat = new Chat().ask(anInvoice()).type('onaylıyorum', { messageId: 'm1' }).tap('confirmed');
    chat.state = { ...chat.state, language };
    edit(chat, 'm1', 'hayır');

    expect([chat.said, chat.decisions]).toEqual([['conversation.editedKept'], ['approved']]);
    expect(chat.texts[0]).toContain(recorded[language]);
  });

  it('the first of two people, whose yes is on record: it has not changed', () => {
    const chat = new Chat(aContact()).ask(anApproval({ details: { four_eyes: true } }));
    chat.type('onaylıyorum', { messageId: 'm1' }).tap('confirmed');
    const decided = chat.decisions;
    edit(chat, 'm1', 'hayır');

    expect([decided.length, chat.said[0]]).toEqual([1, 'conversation.editedKept']);
  });

  it.each([
    ['time ran out', (chat: Chat) => chat.fireTimer('req_invoice', 'expiry'), 'invoice.expired'],
    [
      'it was withdrawn',
      (chat: Chat) => chat.command({ type: 'cancel', requestId: 'req_invoice', by: 'key:1' }),
      'invoice.alreadyRecorded',
    ],
  ])(
    '%s before anything was recorded: what became of the request, nothing of a reply',
    (_name, end, told) => {
      const chat = new Chat().ask(anInvoice()).type('onaylıyorum', { messageId: 'm1' });
      edit(end(chat), 'm1', 'hayır');

      expect([chat.said, chat.decisions]).toEqual([[told], []]);
      expect(chat.history.at(-1)).toBe('answer_edited');
    },
  );

  it('a comment that was taken: what is recorded has not changed', () => {
    const chat = new Chat().ask(aFeedback()).tap('negative').type('geç geldi', { messageId: 'm1' });
    edit(chat, 'm1', 'iyiydi');

    expect([chat.said, chat.outcomes]).toEqual([['conversation.editedKept'], ['negative']]);
  });
});
