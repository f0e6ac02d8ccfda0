import { ReadReceipts } from '../../../src/delivery/read-receipts.ts';
import type { MessageSender } from '../../../src/delivery/message-sender.ts';
import { anInboundMessage, anInboxEntry } from '../../support/builders-work.ts';

const access = { phoneNumberId: '1', accessToken: 't' };

describe('read receipts of a turn', () => {
  let marked: string[];
  let receipts: ReadReceipts;
  let now: number;
  let timers: { at: number; run: () => void }[];
  beforeEach(() => {
    marked = [];
    now = 0;
    timers = [];
    const markRead: MessageSender['markRead'] = (_channel, messageId, { showsTyping }) => {
      marked.push(`${messageId}${showsTyping ? ' typing' : ''}`);
      return Promise.resolve(true);
    };
    receipts = new ReadReceipts(
      { markRead } as MessageSender, // only this is called
      () => Promise.resolve(access as never),
      (milliseconds, run) => timers.push({ at: now + milliseconds, run }),
    );
  });

  const write = (messageId: string, phone = '+905321112233'): void => {
    const unit = { ...anInboundMessage(), messageId };
    const sender = { ...unit.sender, phone, userId: null };
    receipts.note([anInboxEntry({ body: { from: 'webhook', unit: { ...unit, sender }, raw: '{}' } })]);
  };
  const settled = async (milliseconds = 0): Promise<void> => {
    now += milliseconds;
    for (const { run } of timers.filter(({ at }) => at <= now)) run();
    timers = timers.filter(({ at }) => at > now);
    await new Promise((resolve) => setImmediate(resolve));
  };

  it('of one message: marked at once, once', async () => {
    write('a');
    await settled();
    await settled(10_000);

    expect(marked).toEqual(['a typing']);
  });

  it('of several messages: the first at once, at its end the last, without a sign of typing', async () => {
    for (const id of ['a', 'b', 'c']) write(id);
    await settled(2_999);
    expect(marked).toEqual(['a typing']);
    await settled(1);

    expect(marked).toEqual(['a typing', 'c']);
  });

  it('that is over: the next message begins another', async () => {
    write('a');
    await settled(3_000);
    write('b');
    await settled();

    expect(marked).toEqual(['a typing', 'b typing']);
  });

  it('of two people: each has its own', async () => {
    write('a');
    write('b', '+905321112244');
    await settled();

    expect(marked).toEqual(['a typing', 'b typing']);
  });
});
