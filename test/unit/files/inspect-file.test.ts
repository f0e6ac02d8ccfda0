import sharp from 'sharp';
import type { FileRules } from '../../../src/files/file-rules.ts';
import { fileRulesFor } from '../../../src/documents/document-codes.ts';
import { makeFileInspector, type InspectionResult } from '../../../src/files/inspect-file.ts';
import {
  activePdfs,
  aPdf,
  aPhoto,
  aScreenshot,
  aSpreadsheet,
  aWebp,
  bombs,
  compoundFile,
  encryptedPdf,
  heic,
  jpegWithPage,
  macroSpreadsheets,
  page,
  pngOfSize,
  svg,
  windowsProgram,
  zipOf,
} from '../../support/hostile-files.ts';

const xlsx = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const everything = fileRulesFor({
  documentCode: null,
  source: 'link',
  acceptedMime: ['application/pdf', 'image/jpeg', 'image/png', xlsx, 'text/csv'],
  maxBytes: 20_000_000,
});
const inspectFile = makeFileInspector();

const inspect = (
  content: Buffer,
  filename: string | null,
  mimeType: string | null,
  rules: Partial<FileRules> = {},
): Promise<InspectionResult> =>
  inspectFile({ content, declared: { filename, mimeType }, rules: { ...everything, ...rules } });
const refusal = async (...file: Parameters<typeof inspect>): Promise<string> => {
  const result = await inspect(...file);
  return result.kind === 'refused' ? result.reason : 'accepted';
};
const asPdf = (content: Buffer): Promise<string> => refusal(content, 'dekont.pdf', 'application/pdf');
const asSpreadsheet = (content: Buffer): Promise<string> => refusal(content, 'ekstre.xlsx', xlsx);

describe('inspection of images', () => {
  it('a photo: accepted, with a view as seen and without place, owner or other metadata', async () => {
    const content = await aPhoto();
    expect(content.toString('latin1')).toContain('secret owner');
    const result = await inspect(content, null, 'image/jpeg');
    expect(result).toMatchObject({
      kind: 'accepted',
      found: { mimeType: 'image/jpeg', bytes: content.length, width: 20, height: 40, pages: null },
    });
    const view = result.kind === 'accepted' ? (result.view ?? Buffer.alloc(0)) : Buffer.alloc(0);
    expect(view.toString('latin1')).not.toContain('secret owner');
    const seen = await sharp(view).metadata();
    expect(seen).toMatchObject({ format: 'jpeg', width: 20, height: 40 });
    expect(seen.exif).toBeUndefined();
    expect(seen.orientation).toBeUndefined();
  });

  it('a screenshot: accepted, its view is a JPEG as every view', async () => {
    const result = await inspect(await aScreenshot(), 'ekran.PNG', 'image/png');
    const view = result.kind === 'accepted' ? result.view : null;
    expect(await sharp(view ?? Buffer.alloc(0)).metadata()).toMatchObject({ format: 'jpeg', width: 64 });
  });

  it('a photo that is a web page too: accepted, and nothing of the page is in the view', async () => {
    const content = await jpegWithPage();
    expect(content.toString('latin1').split(page)).toHaveLength(3);
    const result = await inspect(content, 'foto.jpg', 'image/jpeg');
    expect(result).toMatchObject({ kind: 'accepted', found: { width: 16, height: 16 } });
    expect(result.kind === 'accepted' && result.view?.toString('latin1')).not.toContain('script');
  });

  it('a WebP: taken only where the rules list it', async () => {
    const content = await aWebp();
    expect(await refusal(content, 'a.webp', 'image/webp')).toBe('type_not_allowed');
    expect(await refusal(content, 'a.webp', 'image/webp', { acceptedMime: ['image/webp'] })).toBe('accepted');
  });

  it('900 million pixels in a hundred bytes: refused for the pixels, before anything is decoded', async () => {
    const content = pngOfSize(30_000, 30_000);
    expect(content.length).toBeLessThan(200);
    expect(await refusal(content, 'a.png', 'image/png')).toBe('too_many_pixels');
  });

  it('pixels at the limit and above it: the limit itself is allowed', async () => {
    const content = await aScreenshot();
    expect(await refusal(content, null, 'image/png', { maxPixels: 64 * 32 })).toBe('accepted');
    expect(await refusal(content, null, 'image/png', { maxPixels: 64 * 32 - 1 })).toBe('too_many_pixels');
  });

  it.each([
    ['JPEG', aPhoto, 'image/jpeg'],
    ['PNG', aScreenshot, 'image/png'],
  ] as const)('a %s cut off in the middle: unreadable', async (_, make, type) => {
    const content = await make();
    expect(await refusal(content.subarray(0, content.length - 40), null, type)).toBe('unreadable');
  });

  it('an image above its own limit, below the one for files: too large', async () => {
    const content = await aPhoto();
    expect(await refusal(content, null, 'image/jpeg', { maxImageBytes: content.length - 1 })).toBe(
      'too_large',
    );
  });
});

describe('inspection of PDFs', () => {
  it('pages with links to pages and to the web: accepted with their number', async () => {
    const content = aPdf({
      pages: 3,
      catalog: '/OpenAction [5 0 R /Fit]',
      firstPage:
        '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (https://example.com) >> >>]',
    });
    expect(await inspect(content, 'Dekont.PDF', 'application/pdf')).toMatchObject({
      kind: 'accepted',
      found: { mimeType: 'application/pdf', pages: 3, width: null },
      view: null,
    });
  });

  it.each([
    ['a place', { catalog: '/OpenAction [5 0 R /Fit]' }],
    ['going to a place', { catalog: '/OpenAction << /S /GoTo /D [5 0 R /Fit] >>' }],
    [
      'going to a place, elsewhere in the file',
      { catalog: '/OpenAction 4 0 R', objects: ['<< /S /GoTo /D [5 0 R /Fit] >>'] },
    ],
    ['a place, elsewhere in the file', { catalog: '/OpenAction 4 0 R', objects: ['[5 0 R /Fit]'] }],
  ])('that open at %s: accepted', async (_title, parts) => {
    expect(await inspect(aPdf(parts), 'Dekont.pdf', 'application/pdf')).toMatchObject({ kind: 'accepted' });
  });

  it.each(Object.entries(activePdfs))('with %s: active content', async (_, content) => {
    expect(await asPdf(content)).toBe('active_content');
  });

  it('encrypted: password protected', async () => {
    expect(await asPdf(encryptedPdf())).toBe('password_protected');
  });

  it('more pages than allowed: too many pages; as many: accepted', async () => {
    expect(await refusal(aPdf({ pages: 51 }), 'a.pdf', 'application/pdf')).toBe('too_many_pages');
    expect(await refusal(aPdf({ pages: 50 }), 'a.pdf', 'application/pdf')).toBe('accepted');
  });

  it('cut off: unreadable', async () => {
    const content = aPdf({ pages: 3 });
    expect(await asPdf(content.subarray(0, content.length / 2))).toBe('unreadable');
  });

  it('nothing but the frame of a PDF: unreadable', async () => {
    expect(await asPdf(Buffer.from('%PDF-1.7\nstartxref\n0\n%%EOF\n'))).toBe('unreadable');
  });

  it.each([
    ['a web page behind it', Buffer.concat([aPdf(), Buffer.from(page)])],
    ['an archive behind it', Buffer.concat([aPdf(), zipOf([{ name: 'a', content: Buffer.from('a') }])])],
    ['an archive around it', zipOf([{ name: 'a', content: aPdf() }])],
    ['a web page before it', Buffer.concat([Buffer.from(page), aPdf()])],
    ['a web page in its first comment', Buffer.concat([Buffer.from(`%PDF-1.7\n%${page}\n`), aPdf()])],
  ])('with %s: not the type it says', async (_, content) => {
    expect(await asPdf(content)).toBe('type_mismatch');
  });
});

describe('inspection of tables', () => {
  it('a spreadsheet: accepted', async () => {
    expect(await inspect(aSpreadsheet(), 'ekstre.xlsx', xlsx)).toMatchObject({
      kind: 'accepted',
      found: { mimeType: xlsx },
      view: null,
    });
  });

  it.each(Object.entries(macroSpreadsheets))('a spreadsheet with %s: active content', async (_, content) => {
    expect(await asSpreadsheet(content)).toBe('active_content');
  });

  it.each(Object.entries(bombs))('%s: too large, without unpacking', async (_, content) => {
    const before = process.memoryUsage().rss;
    expect(await asSpreadsheet(content)).toBe('too_large');
    expect(process.memoryUsage().rss - before).toBeLessThan(50_000_000);
  });

  it('with a password: said so, in the old format and the new one', async () => {
    const secret = [{ name: 'xl/a.xml', content: Buffer.from('x'), encrypted: true }];
    expect(await asSpreadsheet(aSpreadsheet(secret))).toBe('password_protected');
    expect(await asSpreadsheet(compoundFile('EncryptedPackage'))).toBe('password_protected');
  });

  it('names that leave the folder: unreadable', async () => {
    expect(await asSpreadsheet(aSpreadsheet([{ name: '../../x', content: Buffer.from('x') }]))).toBe(
      'unreadable',
    );
  });

  it('an archive that calls itself a spreadsheet: not the type it says', async () => {
    expect(await asSpreadsheet(zipOf([{ name: 'a.txt', content: Buffer.from('x') }]))).toBe('type_mismatch');
  });

  it.each([
    ['UTF-8', Buffer.from('﻿tarih;tutar\r\n01.10.2026;-12,50\r\n+90 500;="001"\r\n')],
    ['Windows-1254', Buffer.from('tarih;a\xe7\xfdklama\r\n', 'latin1')],
  ])('a CSV in %s: accepted under each name for it', async (_, content) => {
    for (const type of ['text/csv', 'application/vnd.ms-excel', 'text/plain', null])
      expect(await refusal(content, 'ekstre.csv', type)).toBe('accepted');
  });

  it.each([
    ['a page in a cell', 'a;b\n<script>alert(1)</script>;c', 'type_mismatch'],
    ['zero bytes', 'a;b\0', 'type_mismatch'],
    ['a cell that starts a program', "a;b\n=cmd|' /C calc'!A0;c", 'active_content'],
  ])('a CSV with %s: refused', async (_, text, reason) => {
    expect(await refusal(Buffer.from(text), 'a.csv', 'text/csv')).toBe(reason);
  });
});

describe('inspection of large tables', () => {
  const csvOf = (bytes: number): Buffer =>
    Buffer.from('tarih;tutar\n'.repeat(bytes / 12 + 1)).subarray(0, bytes);

  it('5 MB: accepted; a byte more: too large', async () => {
    expect(await refusal(csvOf(5_000_000), 'ekstre.csv', 'text/csv')).toBe('accepted');
    expect(await refusal(csvOf(5_000_001), 'ekstre.csv', 'text/csv')).toBe('too_large');
  });
});

describe('inspection of what is named or declared otherwise and harmless', () => {
  it.each([
    ['a date at the end of its name', aPdf, 'Levha 31.10.2026', 'application/pdf'],
    ['a version at the end of its name', aPdf, 'sözleşme v1.2', 'application/pdf'],
    ['a month at the end of its name', aPdf, 'ekstre.ekim', 'application/pdf'],
    ['the name of another picture', aScreenshot, 'IMG_0042.HEIC', 'image/png'],
    ['the name and the type of another picture', aScreenshot, 'IMG_0042.jpg', 'image/jpeg'],
    ['the type of a picture nobody takes', aScreenshot, null, 'image/heic'],
  ])('%s: taken as what its bytes are', async (_, content, filename, type) => {
    expect(await refusal(await content(), filename, type)).toBe('accepted');
  });

  it.each(['a.exe', 'a.png.exe', 'a.scr', 'a.js', 'a.html', 'a.svg', 'a.lnk', 'a.pdf'])(
    'a picture with the name %s: still refused',
    async (filename) => {
      expect(await refusal(await aScreenshot(), filename, 'image/png')).toBe('type_mismatch');
    },
  );
});

describe('inspection of what is not what it says', () => {
  it.each([
    ['an SVG', svg, 'a.svg', 'image/svg+xml', 'type_not_allowed'],
    ['an SVG as PNG', svg, 'a.png', 'image/png', 'type_mismatch'],
    ['a web page', Buffer.from(page), 'a.html', 'text/html', 'type_not_allowed'],
    ['a web page as PDF', Buffer.from(page), 'a.pdf', 'application/pdf', 'type_mismatch'],
    ['XML', Buffer.from('<?xml version="1.0"?><a/>'), 'a.xml', 'text/xml', 'type_not_allowed'],
    ['a HEIC', heic, 'IMG_1.HEIC', 'image/heic', 'type_not_allowed'],
    ['a HEIC as JPEG', heic, 'IMG_1.jpg', 'image/jpeg', 'type_mismatch'],
    ['a program', windowsProgram, 'a.exe', 'application/x-msdownload', 'type_not_allowed'],
    ['a program as PDF', windowsProgram, 'a.pdf', 'application/pdf', 'type_mismatch'],
    ['an archive', zipOf([]), 'a.zip', 'application/zip', 'type_not_allowed'],
    [
      'a macro file by its own name',
      macroSpreadsheets['a macro program'],
      'a.xlsm',
      'application/zip',
      'type_not_allowed',
    ],
    ['an old Office file', compoundFile('Workbook'), 'a.xls', 'application/vnd.ms-excel', 'type_mismatch'],
    ['a PDF with the name of a program', aPdf(), 'a.pdf.exe', 'application/pdf', 'type_mismatch'],
    ['a PDF declared as JPEG', aPdf(), null, 'image/jpeg', 'type_mismatch'],
    ['noise', Buffer.from('0102030405060708', 'hex'), 'a.pdf', 'application/pdf', 'type_mismatch'],
    ['nothing', Buffer.alloc(0), 'a.pdf', 'application/pdf', 'empty'],
    ['21 MB', Buffer.alloc(21_000_000, 'a'), 'a.pdf', 'application/pdf', 'too_large'],
  ] as const)('%s: refused', async (_, content, filename, type, reason) => {
    expect(await refusal(content ?? Buffer.alloc(0), filename, type)).toBe(reason);
  });

  it('a type that this request does not take, honestly named: not allowed', async () => {
    const rules = { acceptedMime: ['application/pdf'] };
    expect(await refusal(await aScreenshot(), 'a.png', 'image/png', rules)).toBe('type_not_allowed');
  });

  it('a way that takes nothing: refused with its reason whatever the file is', async () => {
    expect(await refusal(aPdf(), 'a.pdf', 'application/pdf', { barred: 'identity_in_chat' })).toBe(
      'identity_in_chat',
    );
  });
});
