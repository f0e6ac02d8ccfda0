import {
  fillIn,
  findReplies,
  hasStrangePlaceholder,
  placeholdersIn,
  putInto,
  replyPlaceholders,
  textIn,
} from '../../../console/src/parts/reply-text.ts';
import { readReply, typedReply } from '../../../console/src/places/settings/replies/typed-reply.ts';
import {
  hasStrangePlaceholder as isRefused,
  replyPlaceholders as taken,
} from '../../../src/conversations/canned-reply.ts';

describe('placeholders in the console', () => {
  it('are those the API takes', () => {
    expect(replyPlaceholders).toEqual(taken);
  });

  it.each(['Merhaba', '{{contact.name}}', '{{{staff.name}}}', '{{x}}', '{{ staff.name }}', '{{', 'a }} b'])(
    '«%s»: taken and refused as the API does',
    (text) => {
      expect(hasStrangePlaceholder(text)).toBe(isRefused(text));
    },
  );
});

describe('filling a reply in', () => {
  const known = { 'contact.name': 'Elif Örnek', 'customer.name': '$& Kuyum {{staff.name}}' };

  it('what is known stands in its place, as often as it is there and as it is written', () => {
    expect(fillIn('{{contact.name}}, {{customer.name}}: {{contact.name}}', known)).toBe(
      'Elif Örnek, $& Kuyum {{staff.name}}: Elif Örnek',
    );
  });

  it('what is not known keeps its place, and is told', () => {
    const filled = fillIn('Sayın {{contact.name}}, ben {{staff.name}}', { 'contact.name': 'Elif' });

    expect(filled).toBe('Sayın Elif, ben {{staff.name}}');
    expect(placeholdersIn(filled)).toEqual(['staff.name']);
    expect(placeholdersIn('Sayın Elif')).toEqual([]);
  });
});

describe('the text of a reply', () => {
  it.each([
    ['ar', { tr: 'Evet', en: 'Yes', ar: 'نعم' }, 'نعم', 'ar'],
    ['ar', { tr: 'Evet', en: 'Yes' }, 'Evet', 'tr'],
    ['tr', { en: 'Yes', ar: 'نعم' }, 'Yes', 'en'],
    ['en', { ar: 'نعم' }, 'نعم', 'ar'],
  ] as const)(
    'for a chat in %s: its own, else the Turkish one, else what there is (%#)',
    (language, texts, text, of) => {
      expect(textIn(texts, language)).toEqual({ text, in: of });
    },
  );
});

describe('chosen words', () => {
  it.each([
    ['in an empty box', '', 0, 'Selam', 5],
    ['behind what was typed', 'Merhaba', 7, 'Merhaba Selam', 13],
    ['behind a space', 'Merhaba ', 8, 'Merhaba Selam', 13],
    ['before what was typed', 'iyi günler', 0, 'Selam iyi günler', 5],
    ['in the middle', 'Merhaba.Bye', 8, 'Merhaba. Selam Bye', 14],
    ['on a new line', 'Merhaba\n', 8, 'Merhaba\nSelam', 13],
  ])('%s: stand there, and nothing is lost', (_where, text, at, expected, cursor) => {
    expect(putInto(text, 'Selam', at)).toEqual({ text: expected, cursor });
  });
});

describe('finding replies', () => {
  const replies = [
    { title: 'Teşekkür', shortcut: 'sag-olun', texts: { tr: 'Çok teşekkürler' } },
    { title: 'IŞIK tamiri', shortcut: 'tamir', texts: { tr: 'Tamir bitti', en: 'Repaired' } },
    { title: 'Adres', shortcut: 'adres', texts: { ar: 'العنوان', tr: 'Tamirhane Sokak 3' } },
  ];
  const found = (typed: string): string[] => findReplies(replies, typed).map(({ shortcut }) => shortcut);

  it.each([
    ['', ['adres', 'tamir', 'sag-olun']],
    ['tesekkur', ['sag-olun']],
    ['TEŞEKKÜR', ['sag-olun']],
    ['ışık', ['tamir']],
    ['isik', ['tamir']],
    ['repair', ['tamir']],
    ['العنوان', ['adres']],
    ['tamir', ['tamir', 'adres']],
    ['sokak adres', ['adres']],
    [' sag ', ['sag-olun']],
    ['yok', []],
  ])('«%s»: by title, shortcut and texts, what it begins first', (typed, expected) => {
    expect(found(typed)).toEqual(expected);
  });
});

describe('a reply in the form', () => {
  const typed = { ...typedReply(null), title: ' Selam ', shortcut: 'SELAM' };
  const texts = { tr: ' Merhaba {{contact.name}} ', en: '', ar: ' ' };

  it('whole: as the API takes it, without languages that have no text', () => {
    expect(readReply({ ...typed, texts })).toEqual({
      ...{ title: 'Selam', shortcut: 'selam', texts: { tr: 'Merhaba {{contact.name}}' } },
    });
  });

  it.each([
    ['without a name', { title: ' ' }],
    ['with a shortcut of other letters', { shortcut: 'teşekkür' }],
    ['without a text', { texts: { tr: '', en: ' ', ar: '' } }],
    ['with something strange in braces', { texts: { tr: 'Merhaba', en: '{{price}}', ar: '' } }],
  ])('%s: is not sent', (_case, changes) => {
    expect(readReply({ ...typed, texts, ...changes })).toBeNull();
  });
});
