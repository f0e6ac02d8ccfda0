import { aLetter, anApproval, Chat } from './chat.ts';

const by = 'staff:1';
const unreached = (): Chat => new Chat().ask(aLetter()).failDelivery('req_letter', 1);
const reopenings = (chat: Chat): number =>
  chat.results.flatMap(({ effects }) => effects).filter(({ effect }) => effect.type === 'reopenRequest')
    .length;

describe('a letter that could not be delivered', () => {
  it('delivered after all: open again where it stood, with its later reminders and its buttons', () => {
    const chat = unreached().deliverLate('req_letter');

    expect(reopenings(chat)).toBe(1);
    expect(chat.dialog('req_letter')?.timers.map(({ timer }) => timer)).toEqual(['expiry', 'reminder']);
    expect(chat.state.closed).toEqual([]);
    chat.tap('agreed').tap('confirmed');
    expect([chat.decisions, chat.outcomes]).toEqual([['agreed'], ['undeliverable', 'agreed']]);
  });

  it.each([
    ['«no» by its button', 'reconciliation.whichUnit', (chat: Chat) => chat.tap('disagreed')],
    ['«yes» by its button', 'reconciliation.recap', (chat: Chat) => chat.tap('agreed')],
    ['«mutabık değiliz»', 'reconciliation.whichUnit', (chat: Chat) => chat.type('mutabık değiliz')],
    ['«mutabıkız»', 'reconciliation.recap', (chat: Chat) => chat.type('mutabıkız')],
  ])('answered by %s: open again, and the answer counts (%s)', (_how, asked, answer) => {
    const chat = unreached();
    answer(chat);

    expect(reopenings(chat)).toBe(1);
    expect(chat.dialog('req_letter')).toBeDefined();
    expect(chat.said.at(-1)).toBe(asked);
  });

  it('other words: nothing is opened', () => {
    const chat = unreached().type('bakiyem ne kadar');
    expect([reopenings(chat), chat.dialog('req_letter')]).toEqual([0, undefined]);
  });

  it('told twice of the delivery, or of one that never failed: once, or nothing', () => {
    const twice = unreached().deliverLate('req_letter').deliverLate('req_letter');
    const never = new Chat().deliverLate('req_letter');
    expect([reopenings(twice), reopenings(never)]).toEqual([1, 0]);
  });

  it('reminders that were due meanwhile: passed over in silence, the next one stands', () => {
    const chat = unreached();
    chat.now = Date.parse('2026-11-27T06:00:00.000Z');
    const before = chat.sent.length;
    chat.deliverLate('req_letter');

    expect(chat.sent).toHaveLength(before);
    expect(chat.dialog('req_letter')?.timers.find(({ timer }) => timer === 'reminder')?.at).toBe(
      '2026-12-02T06:00:00.000Z',
    );
  });

  it.each([
    ['its time is over', (chat: Chat) => void (chat.now = Date.parse('2026-12-24T06:00:00.000Z'))],
    ['it was withdrawn', (chat: Chat) => chat.command({ type: 'cancel', requestId: 'req_letter', by })],
    ['it was superseded', (chat: Chat) => chat.command({ type: 'supersede', requestId: 'req_letter', by })],
    ['a newer version came', (chat: Chat) => chat.ask(aLetter({ requestId: 'req_newer', version: 2 }))],
    ['the number is a wrong one', (chat: Chat) => chat.type('yanlış numara')],
  ])('delivered when %s: stays as it ended', (_why, happen) => {
    const chat = unreached();
    happen(chat);
    chat.deliverLate('req_letter');
    expect([reopenings(chat), chat.dialog('req_letter')]).toEqual([0, undefined]);
  });

  it('an approval, which stays open when it seems out of reach: the delivery is in its history', () => {
    const chat = new Chat().ask(anApproval()).failDelivery('req_approval', 1).deliverLate('req_approval');
    expect([chat.outcomes, chat.history]).toEqual([[], ['undeliverable', 'delivered_late']]);
  });
});
