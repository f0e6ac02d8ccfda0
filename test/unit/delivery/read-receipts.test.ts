import { ReadReceipts } from '../../../src/delivery/read-receipts.ts';
import type { MessageSender } from '../../../src/delivery/message-sender.ts';
import type { InboxEntry } from '../../../src/inbox/inbox.repository.ts';
import { anInboundMessage, anInboxEntry } from '../../support/builders-work.ts';

const access = { phoneNumberId: '1', accessToken: 't' };

describe('read receipts', () => {
  let marked: string[];
  let answers: (() => void)[];
  let receipts: ReadReceipts;
  beforeEach(() => {
    marked = [];
    answers = [];
    const markRead: MessageSender['markRead'] = (_channel, messageId) => {
      marked.push(messageId);
      return new Promise((resolve) => answers.push(() => resolve(true)));
    };
    receipts = new ReadReceipts({ markRead } as MessageSender, () => Promise.resolve(access as never)); // only this is called
  });

  const message = (messageId: string, phone = '+905321112233'): InboxEntry => {
    const unit = { ...anInboundMessage(), messageId };
    const sender = { ...unit.sender, phone, userId: null };
    return anInboxEntry({ body: { from: 'webhook', unit: { ...unit, sender }, raw: '{}' } });
  };
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
  const answered = async (): Promise<void> => {
    await settled();
    for (const answer of answers.splice(0)) answer();
    await settled();
  };

  it('of one message: marked at once, once', async () => {
    receipts.note([message('a')]);
    await answered();

    expect(marked).toEqual(['a']);
  });

  it('of several messages in one delivery: the last one, which marks them all', async () => {
    receipts.note(['a', 'b', 'c'].map((id) => message(id)));
    await answered();

    expect(marked).toEqual(['c']);
  });

  it('of messages that come while one is on its way: one more, for the newest', async () => {
    receipts.note([message('a')]);
    await settled();
    for (const id of ['b', 'c']) receipts.note([message(id)]);
    await settled();
    expect(marked).toEqual(['a']);
    await answered();

    expect(marked).toEqual(['a', 'c']);
  });

  it('of two people: each has its own', async () => {
    receipts.note([message('a'), message('b', '+905321112244')]);
    await answered();

    expect(marked).toEqual(['a', 'b']);
  });

  it('that fail: dropped, the next one goes', async () => {
    const sender = { markRead: () => Promise.reject(new Error('cut')) } as unknown as MessageSender;
    const failing = new ReadReceipts(sender, () => Promise.resolve(access as never));
    failing.note([message('a')]);
    await settled();
    expect(() => failing.note([message('b')])).not.toThrow();
  });
});
