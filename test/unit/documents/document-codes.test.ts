import { documentKindOf, documentKinds, fileRulesFor } from '../../../src/documents/document-codes.ts';
import { defaultFileLimits } from '../../../src/files/file-rules.ts';

const pdf = 'application/pdf';

describe('rules of requested documents', () => {
  it.each(Object.entries(documentKinds))(
    '%s: barred from the chat exactly when it goes by link',
    (code, kind) => {
      expect(fileRulesFor({ documentCode: code, source: 'chat' }).barred).toBe(
        kind.way === 'link' ? 'identity_in_chat' : null,
      );
      expect(fileRulesFor({ documentCode: code, source: 'link' }).barred).toBeNull();
    },
  );

  it('identity documents: the card and the address alone; what goes by link besides is none', () => {
    const byLink = Object.entries(documentKinds).filter(([, { way }]) => way === 'link');
    const codes = (isIdentity: boolean) =>
      byLink.filter(([, kind]) => kind.isIdentity === isIdentity).map(([code]) => code);
    expect(codes(true)).toEqual(['kimlik', 'ikametgah']);
    expect(codes(false)).toEqual([
      'imza_sirkuleri',
      'imza_beyannamesi',
      'gercek_faydalanici',
      'vekaletname',
      'gider_pusulasi',
      'kanal_delil_sozlesmesi',
      'cari_hesap_sozlesmesi',
    ]);
    expect(
      Object.values(documentKinds).filter(({ way, isIdentity }) => isIdentity && way === 'chat'),
    ).toEqual([]);
  });

  it('a table of a counterparty: CSV by link only', () => {
    const accepted = (source: 'chat' | 'link') =>
      fileRulesFor({ documentCode: 'karsi_ekstre', source }).acceptedMime;
    expect(accepted('link')).toContain('text/csv');
    expect(accepted('chat')).not.toContain('text/csv');
    expect(accepted('chat')).toContain(pdf);
  });

  it('types and size of the request: narrow the table, never widen it', () => {
    const rules = fileRulesFor({
      documentCode: 'vergi_levhasi',
      source: 'chat',
      acceptedMime: [pdf, 'image/webp'],
      maxBytes: 2_000_000,
    });
    expect(rules).toMatchObject({ acceptedMime: [pdf], maxBytes: 2_000_000, maxPages: 50 });
  });

  it('a request that asks for more than the deployment takes: its limit stays', () => {
    const rules = fileRulesFor({ documentCode: 'dekont', source: 'link', maxBytes: 900_000_000 });
    expect(rules.maxBytes).toBe(defaultFileLimits.absoluteBytes);
  });

  it('no request, or a code nobody knows: the general types and 15 MB', () => {
    for (const documentCode of [null, 'constructor', 'none']) {
      const rules = fileRulesFor({ documentCode, source: 'chat' });
      expect(rules).toMatchObject({
        acceptedMime: [pdf, 'image/jpeg', 'image/png'],
        maxBytes: 15_000_000,
        barred: null,
      });
    }
    expect(documentKindOf('toString')).toBeNull();
  });
});
