import { GraphRefusal } from '../../../simulator/platform-errors.ts';
import { readSendRequest } from '../../../simulator/read-send-request.ts';

const to = { messaging_product: 'whatsapp', to: '+905000000102' };
const button = (id: string, title: string): object => ({ type: 'reply', reply: { id, title } });
const buttons = (list: object[]): object => ({
  ...to,
  type: 'interactive',
  interactive: { type: 'button', body: { text: 'Onaylıyor musunuz?' }, action: { buttons: list } },
});
const list = (sections: object[]): object => ({
  ...to,
  type: 'interactive',
  interactive: { type: 'list', body: { text: 'Seçiniz' }, action: { button: 'Menü', sections } },
});
const rows = (count: number): object[] =>
  Array.from({ length: count }, (_, i) => ({ id: `r${String(i)}`, title: `Satır ${String(i)}` }));

const codeOf = (body: unknown): number | null => {
  try {
    readSendRequest(body);
    return null;
  } catch (error) {
    if (error instanceof GraphRefusal) return error.platformCode;
    throw error;
  }
};

describe('reading a send request', () => {
  it.each([
    ['text at its limit', { ...to, type: 'text', text: { body: 'x'.repeat(4096) } }],
    ['text without a type', { ...to, text: { body: 'merhaba' } }],
    ['three buttons', buttons([button('a', 'Evet'), button('b', 'Hayır'), button('c', 'x'.repeat(20))])],
    ['a title of 20 letters that take two units each', buttons([button('a', '𝒂'.repeat(20))])],
    ['a list of ten rows', list([{ rows: rows(10) }])],
    [
      'a document by link',
      { ...to, type: 'document', document: { link: 'http://127.0.0.1:3000/f', filename: 'f.pdf' } },
    ],
    [
      'a location in texts',
      { ...to, type: 'location', location: { latitude: '41.0082', longitude: '28.9784' } },
    ],
    ['a removed reaction', { ...to, type: 'reaction', reaction: { message_id: 'wamid.A', emoji: '' } }],
    [
      'a person by user id',
      { messaging_product: 'whatsapp', recipient: 'TR.7001', type: 'text', text: { body: 'a' } },
    ],
  ])('%s: is accepted', (_name, body) => {
    expect(codeOf(body)).toBeNull();
  });

  it.each([
    [100, 'no object', 'text'],
    [100, 'text one over its limit', { ...to, type: 'text', text: { body: 'x'.repeat(4097) } }],
    [100, 'a misspelled member', { ...to, type: 'text', text: { body: 'a', preview: true } }],
    [100, 'a number as text', { ...to, type: 'text', text: { body: 5 } }],
    [100, 'a button title of 21 letters', buttons([button('a', 'x'.repeat(21))])],
    [
      100,
      'callback data over 512',
      { ...to, type: 'text', text: { body: 'a' }, biz_opaque_callback_data: 'x'.repeat(513) },
    ],
    [
      100,
      'a footer over 60',
      {
        ...to,
        type: 'interactive',
        interactive: {
          type: 'button',
          body: { text: 'a' },
          footer: { text: 'x'.repeat(61) },
          action: { buttons: [button('a', 'a')] },
        },
      },
    ],
    [131008, 'no messaging_product', { to: '+905000000102', type: 'text', text: { body: 'a' } }],
    [131008, 'no recipient', { messaging_product: 'whatsapp', type: 'text', text: { body: 'a' } }],
    [131008, 'no text', { ...to, type: 'text' }],
    [131008, 'an empty text', { ...to, type: 'text', text: { body: '' } }],
    [
      131008,
      'a document with neither id nor link',
      { ...to, type: 'document', document: { filename: 'a.pdf' } },
    ],
    [
      131008,
      'two sections, one without a title',
      list([{ title: 'A', rows: rows(1) }, { rows: [{ id: 'z', title: 'Z' }] }]),
    ],
    [131009, 'four buttons', buttons(['a', 'b', 'c', 'd'].map((id) => button(id, id)))],
    [131009, 'two buttons with one title', buttons([button('a', 'Evet'), button('b', 'Evet')])],
    [131009, 'two buttons with one id', buttons([button('a', 'Evet'), button('a', 'Hayır')])],
    [
      131009,
      'eleven rows in two sections',
      list([
        { title: 'A', rows: rows(6) },
        { title: 'B', rows: rows(5).map((row, i) => ({ ...row, id: `s${String(i)}` })) },
      ]),
    ],
    [131009, 'an address that is none', { ...to, type: 'image', image: { link: 'file:///etc/passwd' } }],
    [
      131009,
      'an interactive type that is not simulated',
      { ...to, type: 'interactive', interactive: { type: 'flow' } },
    ],
    [131051, 'an unknown type', { ...to, type: 'poll', poll: {} }],
  ])('%i for %s', (code, _name, body) => {
    expect(codeOf(body)).toBe(code);
  });

  it('a read receipt with a typing sign: is told apart from a send', () => {
    const read = readSendRequest({
      messaging_product: 'whatsapp',
      status: 'read',
      message_id: 'wamid.A',
      typing_indicator: { type: 'text' },
    });

    expect(read).toMatchObject({ kind: 'receipt', receipt: { message_id: 'wamid.A' } });
  });
});
