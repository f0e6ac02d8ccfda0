import fc from 'fast-check';
import { decodeCallbackData, encodeCallbackData, namesAnother } from '../../../src/delivery/callback-data.ts';
import { contentOf } from '../../../src/delivery/content-of.ts';
import type { RenderedPrompt } from '../../../src/vocabulary/rendered-prompt.ts';

const rendered = (changes: Partial<RenderedPrompt> = {}): RenderedPrompt => ({
  text: 'Bakiye mutabık mı?',
  kind: 'buttons',
  choices: [{ id: 'c1', title: 'Mutabıkız', description: null }],
  listButton: null,
  document: null,
  template: {
    name: 'recon_letter_ready_v1',
    language: 'tr',
    parameters: [{ name: 'company', value: 'Demo' }],
    buttonPayloads: ['c1'],
  },
  ...changes,
});

const document = { link: 'https://a.example/x.pdf', filename: 'x.pdf' };

describe('what a message is sent as', () => {
  it('as free text: its words with its buttons', () => {
    expect(contentOf({ rendered: rendered() }, 'free')).toEqual({
      type: 'buttons',
      text: 'Bakiye mutabık mı?',
      choices: [{ id: 'c1', title: 'Mutabıkız' }],
      document: null,
    });
  });

  it('as a template: name, language, values and payloads', () => {
    expect(contentOf({ rendered: rendered({ document }) }, 'template')).toEqual({
      ...{ type: 'template', name: 'recon_letter_ready_v1', language: 'tr', document },
      ...{ parameters: [{ name: 'company', value: 'Demo' }], buttonPayloads: ['c1'] },
    });
  });

  it('refused for its document: the words for going without, in the window and outside', () => {
    const bare = {
      text: 'Bakiye mutabık mı? (ek yok)',
      template: {
        name: 'recon_letter_ready_nodoc_v1',
        language: 'tr' as const,
        parameters: [],
        buttonPayloads: [],
      },
    };
    const intent = { rendered: rendered({ document, withoutDocument: bare }), withoutDocument: true };
    expect(contentOf(intent, 'template')).toMatchObject({
      ...{ type: 'template', name: 'recon_letter_ready_nodoc_v1', document: null },
    });
    expect(contentOf(intent, 'free')).toMatchObject({ type: 'buttons', text: bare.text, document: null });
  });

  it('a list, a plain text, a document with its words: each in its form', () => {
    const of = (changes: Partial<RenderedPrompt>): unknown =>
      contentOf({ rendered: rendered(changes) }, 'free');

    expect(of({ kind: 'list', listButton: 'Seç' })).toMatchObject({
      type: 'list',
      button: 'Seç',
      rows: [{ id: 'c1' }],
    });
    expect(of({ kind: 'text', choices: [] })).toEqual({ type: 'text', text: 'Bakiye mutabık mı?' });
    expect(of({ kind: 'text', choices: [], document })).toEqual({
      type: 'document',
      document,
      caption: 'Bakiye mutabık mı?',
    });
  });
});

describe('what travels with a message', () => {
  it('any intent and attempt: comes back as it was, short and printable', () => {
    const userIds = fc.constantFrom(null, 'TR.7001234567890123456');
    const id = fc.stringMatching(/^cnv_[A-Za-z0-9_-]{1,40}:\d{1,9}:\d{1,3}$/);
    fc.assert(
      fc.property(id, fc.integer({ min: 1, max: 999_999 }), userIds, (intentId, attempt, userId) => {
        const data = encodeCallbackData(intentId, attempt, userId);
        expect(data.length).toBeLessThanOrEqual(512);
        const decoded = decodeCallbackData(data);
        expect(decoded).toMatchObject({ intentId, attempt });
        expect(decoded && namesAnother(decoded, 'TR.7001234567890123456')).toBe(userId === null);
        expect(decoded && namesAnother(decoded, 'TR.7001234567890123457')).toBe(true);
        expect(data).not.toContain('TR.7');
      }),
    );
  });

  it('anything else, of other applications for example: not ours', () => {
    for (const data of [
      null,
      '',
      'v2.a.1',
      'v1.a',
      'v1.a.x',
      'v1..1',
      'v1.a.b.1',
      'v1.a.1\n',
      'v1.a.1.x',
      'v1.a.1.',
      'v1.a.1.0123456g',
    ])
      expect(decodeCallbackData(data)).toBeNull();
    fc.assert(fc.property(fc.string(), (text) => void decodeCallbackData(text)));
  });
});
