import { aLetter, Chat } from './chat.ts';

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
  ])('changed when %s: told that it is not taken over, and the question again', (_name, goOn, question) => {
    const chat = edit(goOn(asking().type('9,5', { messageId: 'm1' })), 'm1', '8,5');

    expect(chat.said).toEqual(['conversation.editedKept', question]);
    expect(chat.decisions).toEqual([]);
  });

  it('changed after the decision, confirmed by a button: told that the record stands', () => {
    const chat = asking().type('9,5 borç', { messageId: 'm1' }).tap('skipped').tap('confirmed');
    edit(chat, 'm1', '8,5 borç');

    expect([chat.said, chat.decisions]).toEqual([['conversation.editedKept'], ['disagreed']]);
  });

  it('a reason or a "no" changed into a "yes": nothing is approved by an edit', () => {
    const chat = new Chat().ask(oneLine()).type('hayır', { messageId: 'm1' }).tap('wentBack');
    edit(chat, 'm1', 'mutabıkız');

    expect([chat.said[0], chat.decisions]).toEqual(['conversation.editedKept', []]);
  });
});
