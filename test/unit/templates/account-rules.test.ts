import { compareTemplate } from '../../../src/templates/account/compare-template.ts';
import { nextEditAt } from '../../../src/templates/account/edit-limits.ts';
import { isOutOfUse } from '../../../src/templates/account/account-template.ts';
import { sampleDocument } from '../../../src/templates/account/sample-document.ts';

const now = new Date('2026-11-23T07:00:00Z');
const ago = (hours: number): Date => new Date(now.getTime() - hours * 3_600_000);
const content = {
  header: { format: 'document', text: null },
  body: 'Sayın {{contact_name}}, hazırdır.',
  footer: null,
  buttons: [
    { type: 'quick_reply', text: 'Evet' },
    { type: 'quick_reply', text: 'Hayır' },
  ],
};
const ours = { content, category: 'utility' } as const;

describe('the difference between here and the platform', () => {
  it('the same, however the platform stores letters and line ends: none', () => {
    const body = ` ${content.body.normalize('NFD')}\r\n`;
    expect(compareTemplate(ours, { ...ours, content: { ...content, body } })).toEqual([]);
    expect(compareTemplate(ours, { ...ours, category: 'unknown' })).toEqual([]);
  });

  it('each field by itself, and what is missing on either side', () => {
    const theirs = {
      header: null,
      body: 'Sayın {{contact_name}}, bitmiştir.',
      footer: 'Demo',
      buttons: [{ type: 'url', text: 'Evet' }],
    };
    expect(compareTemplate(ours, { content: theirs, category: 'marketing' })).toEqual([
      { field: 'category', ours: 'utility', theirs: 'marketing' },
      { field: 'header', ours: 'document', theirs: null },
      { field: 'body', ours: content.body, theirs: theirs.body },
      { field: 'footer', ours: null, theirs: 'Demo' },
      { field: 'buttons[0]', ours: 'Evet', theirs: 'url: Evet' },
      { field: 'buttons[1]', ours: 'Hayır', theirs: null },
    ]);
  });
});

describe('the edits the platform takes', () => {
  it.each<[string, Parameters<typeof nextEditAt>[0], Date | null]>([
    ['rejected, edited a minute ago: now', { status: 'rejected', edits: [ago(0.01)] }, now],
    ['paused: now', { status: 'paused', edits: [ago(1)] }, now],
    ['approved, never edited: now', { status: 'approved', edits: [] }, now],
    ['approved, edited 23 hours ago: in an hour', { status: 'approved', edits: [ago(23)] }, ago(-1)],
    ['approved, edited 24 hours ago: now', { status: 'approved', edits: [ago(24)] }, now],
    [
      'approved, ten edits in thirty days: when the first of them is thirty days old',
      { status: 'approved', edits: Array.from({ length: 10 }, (_, n) => ago(24 * (29 - n))) },
      ago(-24),
    ],
    ['in review: looked at again in an hour', { status: 'pending', edits: [] }, ago(-1)],
    ['flagged: looked at again in an hour', { status: 'flagged', edits: [] }, ago(-1)],
    ['reinstated: looked at again in an hour', { status: 'reinstated', edits: [] }, ago(-1)],
    ['disabled: never', { status: 'disabled', edits: [] }, null],
  ])('%s', (_title, template, at) => {
    expect(nextEditAt(template, now)).toEqual(at);
  });
});

describe('a template that is out of use', () => {
  it.each<[Parameters<typeof isOutOfUse>[0]['status'], boolean]>([
    ['approved', false],
    ['flagged', false],
    ['reinstated', false],
    ['unknown', false],
    ['pending', true],
    ['paused', true],
    ['missing', true],
  ])('%s: %s', (status, isOut) => {
    expect(isOutOfUse({ status, statusAt: ago(1), readAt: null }, now)).toBe(isOut);
  });

  it('not confirmed for a day: not believed; read since: believed', () => {
    expect(isOutOfUse({ status: 'paused', statusAt: ago(24), readAt: null }, now)).toBe(false);
    expect(isOutOfUse({ status: 'paused', statusAt: ago(48), readAt: ago(1) }, now)).toBe(true);
  });
});

it('the sample of document headers: a PDF whose table of objects fits', () => {
  const text = Buffer.from(sampleDocument.bytes).toString('latin1');
  const start = Number(/startxref\n(\d+)/.exec(text)?.[1]);
  expect(text.slice(start, start + 4)).toBe('xref');
  const offsets = [...text.slice(start).matchAll(/^(\d{10}) 00000 n /gm)].map((match) => Number(match[1]));
  offsets.forEach((at, n) => expect(text.slice(at).startsWith(`${n + 1} 0 obj`)).toBe(true));
});
