import { hasStrangePlaceholder, printOf } from '../../../src/conversations/canned-reply.ts';

describe('placeholders of a canned reply', () => {
  it.each([
    'Merhaba',
    'Sayın {{contact.name}}, {{customer.name}} hesabınız hazır. {{staff.name}}',
    '{{contact.name}}{{customer.name}}',
    '{{{contact.name}}}',
    'a { b } c',
    '} {',
  ])('«%s»: every one of the list', (text) => {
    expect(hasStrangePlaceholder(text)).toBe(false);
  });

  it.each([
    '{{price}}',
    '{{ contact.name }}',
    '{{contact.name',
    'contact.name}}',
    '{{Contact.name}}',
    '{{contact.phone}}',
    '{{}}',
    '{{{{contact.name}}}}',
    '{{contact\n.name}}',
    '{{contact.name}} ve {{x}}',
  ])('«%s»: not all of the list', (text) => {
    expect(hasStrangePlaceholder(text)).toBe(true);
  });
});

describe('the print of a reply', () => {
  const words = { title: 'a', shortcut: 'b', texts: { tr: 'c', en: 'd' } };

  it('is of the words, in whatever order the languages come', () => {
    expect(printOf({ ...words, texts: { en: 'd', tr: 'c' } })).toBe(printOf(words));
  });

  it.each([
    ['title', { ...words, title: 'A' }],
    ['shortcut', { ...words, shortcut: 'c' }],
    ['a text', { ...words, texts: { tr: 'c', en: 'D' } }],
    ['a language', { ...words, texts: { tr: 'c', ar: 'd' } }],
  ])('is another with another %s', (_case, other) => {
    expect(printOf(other)).not.toBe(printOf(words));
  });
});
