import fc from 'fast-check';
import { cleanFileName } from '../../../src/files/clean-file-name.ts';

describe('names of files', () => {
  it.each([
    ['../../x', 'x'],
    ['..\\..\\boot.ini', 'boot.ini'],
    ['/etc/passwd', 'passwd'],
    ['dekont.pdf\r\nSet-Cookie: a=b', 'dekont.pdfSet-Cookie_ a=b'],
    ['fatura\u202Efdp.exe', 'faturafdp.exe'],
    ['a\u0000.pdf', 'a.pdf'],
    ['I\u0307mza.pdf', 'İmza.pdf'],
    ['  boşluk   var .pdf ', 'boşluk var .pdf'],
    ['.htaccess', 'htaccess'],
    ['C:fakepath:stream.pdf', 'C_fakepath_stream.pdf'],
    ['ملف.pdf', 'ملف.pdf'],
  ])('%j: shown as %j', (name, shown) => {
    expect(cleanFileName(name)).toBe(shown);
  });

  it.each([null, '', '..', '/', ' . ', '\u202E\u200F'])('%j: no name', (name) => {
    expect(cleanFileName(name)).toBeNull();
  });

  it('a very long name: cut to 150 bytes, with its extension', () => {
    const clean = cleanFileName(`${'ş'.repeat(400)}.pdf`) ?? '';
    expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(150);
    expect(clean).toMatch(/^ş+\.pdf$/u);
  });

  it('anything at all: stays short, plain and the same when cleaned again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (name) => {
        const clean = cleanFileName(name);
        if (clean === null) return;
        expect(Buffer.byteLength(clean)).toBeLessThanOrEqual(150);
        expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cf}\p{Cs}]/u);
        expect(cleanFileName(clean)).toBe(clean);
      }),
    );
  });
});
