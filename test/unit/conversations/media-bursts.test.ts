import type { InboundContent } from '../../../src/vocabulary/inbound-unit.ts';
import { aLetter, Chat } from './chat.ts';

const media = (type: 'image' | 'document' | 'video' | 'voice' | 'audio' | 'sticker'): InboundContent => ({
  ...{ type, mediaId: '1', mimeType: 'image/jpeg', sha256: null, filename: null, caption: null },
});
const allSaid = (chat: Chat): string[] => chat.sent.map(({ prompt }) => prompt);
const six = (chat: Chat, content: InboundContent, gapMs = 2_000): Chat => {
  const from = chat.now;
  for (let n = 0; n < 6; n += 1) {
    chat.now = from + n * gapMs;
    chat.send(content);
  }
  return chat;
};

describe('media that come together', () => {
  it.each(['image', 'document', 'video', 'voice', 'audio'] as const)(
    'six of the type %s with nothing open: one answer',
    (type) => {
      expect(allSaid(six(new Chat(), media(type)))).toHaveLength(1);
    },
  );

  it('six photos: all are kept, staff has one task', () => {
    const chat = six(new Chat(), media('image'));
    const fetched = chat.results
      .flatMap(({ effects }) => effects)
      .filter(({ effect }) => effect.type === 'fetchFile');
    expect([fetched.length, chat.tasks]).toEqual([6, ['unmatched_file']]);
  });

  it('six photos of a stranger: one answer', () => {
    expect(allSaid(six(new Chat(null), media('image')))).toHaveLength(1);
  });

  it('six photos that are refused: one answer to them, and one that says so', () => {
    const chat = six(new Chat(), media('image'));
    for (let n = 0; n < 6; n += 1) chat.checked('refused', { fileId: `fil_${n}`, reason: 'too_large' });
    expect(allSaid(chat)).toEqual(['conversation.fileKept', 'conversation.fileRefused']);
  });

  it('six videos while a letter is open: one answer, and the question once', () => {
    const chat = new Chat().ask(aLetter());
    const before = allSaid(chat).length;
    six(chat, media('video'));
    expect(allSaid(chat).slice(before)).toEqual(['reconciliation.statementAdded']);
  });

  it('a minute apart, or with words between: each has its answer', () => {
    expect(allSaid(six(new Chat(), media('image'), 60_000))).toHaveLength(6);
    const chat = new Chat().send(media('image'));
    const { now } = chat;
    chat.type('merhaba');
    chat.now = now + 5_000;
    expect(chat.send(media('image')).said).toEqual(['conversation.fileKept']);
  });
});
