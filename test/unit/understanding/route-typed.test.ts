import { readFigure } from '../../../src/reading/read-figure.ts';
import { readReply } from '../../../src/reading/read-reply.ts';
import type { Meaning, ReadReply } from '../../../src/reading/reading.ts';
import { makeFoldInput } from '../../../src/step/fold-input.ts';
import { aContact, aDocument, aLetter, anApproval, Chat } from '../conversations/chat.ts';

/** Words that nothing else reads, and what the classifier of these tests makes of them. */
const proposals: { readonly [text: string]: { meaning: Meaning; likelihood: number } } = {
  qwz: { meaning: 'unknown', likelihood: 0.9 },
  'qwz ekstre': { meaning: 'askedForStatement', likelihood: 0.8 },
  'qwz belki ekstre': { meaning: 'askedForStatement', likelihood: 0.1 },
  'qwz sil': { meaning: 'askedForErasure', likelihood: 0.8 },
  'qwz olur': { meaning: 'approve.clear', likelihood: 0.8 },
  'qwz olmaz': { meaning: 'reject.clear', likelihood: 0.8 },
  'qwz sus': { meaning: 'stoppedUnclearly', likelihood: 0.8 },
  'Kampanya izni': { meaning: 'consent.refuse', likelihood: 0.8 },
  'qwz reklam': { meaning: 'consent.refuse', likelihood: 0.8 },
};

const readProposed: ReadReply = (text) => {
  const proposed = proposals[text];
  const reading = readReply(text);
  return proposed === undefined
    ? { ...reading, proposed: null }
    : { ...reading, meaning: 'unknown', proposed, phrase: null };
};

const chatWith = (contact = aContact() as ReturnType<typeof aContact> | null): Chat =>
  new Chat(contact, undefined, makeFoldInput({ readReply: readProposed, readFigure }));

const misreadOf = (chat: Chat) => chat.last?.misread;

describe('typed words that were not understood', () => {
  it.each([
    ['nothing is open', chatWith()],
    ['a letter is open', chatWith().ask(aLetter())],
    ['several are open', chatWith().ask(aLetter()).ask(anApproval())],
  ])('%s: noted as unknown', (_title, chat) => {
    chat.type('qwz');

    expect(misreadOf(chat)).toMatchObject({ as: 'unknown', read: 'unknown', proposed: proposals['qwz'] });
  });

  it('beside a letter and a document that is asked for: what stood around them, and which was quoted', () => {
    const chat = chatWith().ask(aLetter()).ask(aDocument()).type('qwz', { quoting: 'req_letter' });

    expect(misreadOf(chat)?.requests).toEqual([
      { kind: 'reconciliation', variant: 'letter', expects: 'answer', isQuoted: true },
      { kind: 'document', variant: 'document', expects: 'file', isQuoted: false },
    ]);
  });

  it('in answer to the menu: the question they followed', () => {
    const chat = chatWith().type('menü').type('qwz');

    expect(misreadOf(chat)).toMatchObject({ as: 'unknown', asked: 'conversation.menu', requests: [] });
  });

  it('where a figure is asked: noted with what it waits for, also when the words are known elsewhere', () => {
    const chat = chatWith().ask(aLetter()).tap('disagreed').tap('choseUnit:HAS').type('bakiye sorgula');

    expect(chat.events).toContain('conversation/customer.unrecognised');
    expect(misreadOf(chat)).toMatchObject({ as: 'unknown', requests: [{ expects: 'figure' }] });
  });

  it('a proposal too weak to be used: unknown, with the proposal', () => {
    const chat = chatWith().type('qwz belki ekstre');

    expect(misreadOf(chat)).toMatchObject({ as: 'unknown', proposed: proposals['qwz belki ekstre'] });
  });

  it('served as proposed: noted as served', () => {
    const chat = chatWith().type('qwz ekstre');

    expect(chat.events).toContain('conversation/customer.askedForStatement');
    expect(misreadOf(chat)).toMatchObject({ as: 'served', proposed: proposals['qwz ekstre'] });
  });

  it.each([
    ['a wish that a button does', 'qwz sil', chatWith()],
    ['a stop', 'qwz sus', chatWith()],
    ['a consent', 'qwz reklam', chatWith()],
    ['a yes to a letter', 'qwz olur', chatWith().ask(aLetter())],
    ['a no to a letter', 'qwz olmaz', chatWith().ask(aLetter())],
  ])('%s, asked back: noted as asked', (_title, text, chat) => {
    chat.type(text);

    expect(chat.events).not.toContain('conversation/customer.unrecognised');
    expect(misreadOf(chat)).toMatchObject({ as: 'asked', read: 'unknown', proposed: proposals[text] });
  });

  it('a proposed yes that nothing waits for: unknown', () => {
    const chat = chatWith().type('qwz olur');

    expect(misreadOf(chat)).toMatchObject({ as: 'unknown', proposed: proposals['qwz olur'] });
  });

  it('each time they come: each is noted', () => {
    const chat = chatWith().type('qwz').type('qwz').type('qwz');

    expect(chat.results.map(({ misread }) => misread?.as)).toEqual(['unknown', 'unknown', 'unknown']);
  });
});

describe('what is not noted', () => {
  it.each([
    ['a wish', chatWith().type('bakiye')],
    ['thanks', chatWith().type('teşekkürler')],
    ['a yes', chatWith().ask(aLetter()).type('mutabıkız')],
    ['a question', chatWith().ask(aLetter()).type('bu ne demek?')],
    ['the title of a button', chatWith().ask(aLetter()).type('Mutabıkız')],
    [
      'the title of a button that opens what a guess would',
      chatWith().type('menü').tap('openedPrivacy').type('Kampanya izni'),
    ],
    ['DUR', chatWith().type('DUR')],
    ['a reason in words of their own', chatWith().ask(anApproval()).tap('rejected').type('qwz')],
    ['a tap', chatWith().ask(aLetter()).tap('agreed')],
    [
      'a picture',
      chatWith().send({
        type: 'sticker',
        mediaId: 'm',
        mimeType: 'image/webp',
        sha256: null,
        filename: null,
        caption: null,
      }),
    ],
  ])('%s, understood or not words at all: nothing', (_title, chat) => {
    expect(misreadOf(chat)).toBeUndefined();
  });

  it('words to staff, who reads them: nothing', () => {
    const chat = chatWith().command({ type: 'takeover', by: 'key:1' }).type('qwz');

    expect(misreadOf(chat)).toBeUndefined();
  });

  it('words of somebody who is in no books: nothing', () => {
    expect(misreadOf(chatWith(null).type('qwz'))).toBeUndefined();
  });

  it('words after a request was withheld: not a word of that request', () => {
    const chat = chatWith().ask(aLetter()).ask(aDocument());
    chat.state = {
      ...chat.state,
      dialogs: chat.state.dialogs.map((dialog) =>
        dialog.request.requestId === 'req_document' ? { ...dialog, isWithheld: true } : dialog,
      ),
    };
    chat.type('qwz');

    expect(misreadOf(chat)?.requests.map(({ kind }) => kind)).toEqual(['reconciliation']);
  });
});
