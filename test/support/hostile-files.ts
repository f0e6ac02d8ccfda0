import { deflateRawSync, deflateSync } from 'node:zlib';
import sharp, { type Sharp } from 'sharp';

/** Files as people and attackers send them, built by the tests themselves. */

/** The antivirus test file (eicar.org), in two parts so that no scanner takes this source for it. */
export const eicar = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-', 'STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join(''),
);

const canvas = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 160, b: 40 } } });

/** A photo with a place in its EXIF, turned by 90 degrees: 40 × 20 stored, 20 × 40 as seen. */
export const aPhoto = (): Promise<Buffer> =>
  canvas(40, 20)
    .withExif({
      IFD0: { Orientation: '6', Copyright: 'secret owner' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '41/1 0/1 0/1' },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();

export const aScreenshot = (): Promise<Buffer> => canvas(64, 32).png().toBuffer();
export const aWebp = (): Promise<Buffer> => canvas(16, 16).webp().toBuffer();

export const page = '<html><script>alert(document.domain)</script></html>';

/** A JPEG that is a web page for whoever looks for one: markup in a comment and after the end. */
export const jpegWithPage = async (): Promise<Buffer> => {
  const jpeg = await canvas(16, 16).jpeg().toBuffer();
  const text = Buffer.from(page);
  const comment = Buffer.concat([Buffer.from([0xff, 0xfe, 0, text.length + 2]), text]);
  return Buffer.concat([jpeg.subarray(0, 2), comment, jpeg.subarray(2), text]);
};

const pngChunk = (type: string, data: Buffer): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const framed = Buffer.alloc(8 + body.length);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32Of(body), 4 + body.length);
  return framed;
};

// Node 20 has no crc32 of its own.
const crcTable = Array.from({ length: 256 }, (_, index) => {
  let value = index;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? 0xedb88320 ^ (value >>> 1) : value >>> 1;
  return value >>> 0;
});
const crc32Of = (bytes: Buffer): number => {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crcTable[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
  return (crc ^ 0xffffffff) >>> 0;
};

/** A PNG of any announced size in a hundred bytes. */
export const pngOfSize = (width: number, height: number): Buffer => {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([1, 0, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(64))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
};

export const svg = Buffer.from(
  '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>',
);
/** The first bytes of an iPhone photo. */
export const heic = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypheic\0\0\0\0mif1heic'),
  Buffer.alloc(64),
]);
export const windowsProgram = Buffer.concat([Buffer.from('MZ\x90\0\x03\0\0\0', 'latin1'), Buffer.alloc(200)]);
/** An old Office file; with a password when it holds an `EncryptedPackage`. */
export const compoundFile = (stream: string): Buffer =>
  Buffer.concat([
    Buffer.from('d0cf11e0a1b11ae1', 'hex'),
    Buffer.alloc(504),
    Buffer.from(stream, 'utf16le'),
    Buffer.alloc(512),
  ]);

/** Objects as `<< … >>` texts or buffers, numbered from 4; the catalog's and the first page's own entries. */
export interface PdfParts {
  pages?: number;
  catalog?: string;
  firstPage?: string;
  objects?: readonly (string | Buffer)[];
  trailer?: string;
}

/** A PDF with a proper table of its objects. */
export const aPdf = ({
  pages = 1,
  catalog = '',
  firstPage = '',
  objects = [],
  trailer = '',
}: PdfParts = {}): Buffer => {
  const first = 4 + objects.length;
  const kids = Array.from({ length: pages }, (_, index) => `${first + index} 0 R`);
  const bodies: (string | Buffer)[] = [
    `<< /Type /Catalog /Pages 2 0 R ${catalog} >>`,
    `<< /Type /Pages /Kids [${kids.join(' ')}] /Count ${pages} >>`,
    '<< /Producer (tests) >>',
    ...objects,
    ...kids.map(
      (_, index) => `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] ${index === 0 ? firstPage : ''} >>`,
    ),
  ];
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n')];
  const offsets: number[] = [];
  let length = 9;
  bodies.forEach((body, index) => {
    const object = Buffer.concat([
      Buffer.from(`${index + 1} 0 obj\n`),
      Buffer.isBuffer(body) ? body : Buffer.from(body, 'latin1'),
      Buffer.from('\nendobj\n'),
    ]);
    offsets.push(length);
    parts.push(object);
    length += object.length;
  });
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  const size = bodies.length + 1;
  parts.push(
    Buffer.from(
      `xref\n0 ${size}\n0000000000 65535 f \n${rows}trailer\n<< /Size ${size} /Root 1 0 R /Info 3 0 R ${trailer} >>\nstartxref\n${length}\n%%EOF\n`,
    ),
  );
  return Buffer.concat(parts);
};

/** A stream object with its dictionary. */
export const pdfStream = (dictionary: string, bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`<< ${dictionary} /Length ${bytes.length} >>\nstream\n`),
    bytes,
    Buffer.from('\nendstream'),
  ]);

const script = '<< /S /JavaScript /JS (app.alert\\(1\\)) >>';

/** PDFs that act, each in another way. */
export const activePdfs: Readonly<Record<string, Buffer>> = {
  'a script on opening': aPdf({ catalog: `/OpenAction ${script}` }),
  'a script under an escaped name': aPdf({
    catalog: '/OpenAction << /S /J#61vaScr#69pt /JS (app.alert\\(1\\)) >>',
  }),
  'a script of a page': aPdf({ firstPage: `/AA << /O ${script} >>` }),
  'a script in a list of names': aPdf({ catalog: `/Names << /JavaScript << /Names [(a) ${script}] >> >>` }),
  'a script in a packed object': aPdf({
    catalog: '/OpenAction 9 0 R',
    objects: [pdfStream('/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode', deflateSync(`9 0 ${script}`))],
  }),
  'objects packed so that nobody sees them': aPdf({
    objects: [pdfStream('/Type /ObjStm /N 1 /First 4 /Filter /LZWDecode', Buffer.from('80010203', 'hex'))],
  }),
  'a program to start': aPdf({ catalog: '/OpenAction << /S /Launch /F (cmd.exe) >>' }),
  'a page of the web on opening': aPdf({
    catalog: '/OpenAction << /S /URI /URI (https://example.com/?seen) >>',
  }),
  'a page of the web on opening, elsewhere in the file': aPdf({
    catalog: '/OpenAction 4 0 R',
    objects: ['<< /Type /Action /S /URI /URI (https://example.com/?seen) >>'],
  }),
  'a page of the web on opening, packed': aPdf({
    catalog: '/OpenAction 9 0 R',
    objects: [
      pdfStream(
        '/Type /ObjStm /N 1 /First 4 /Filter /FlateDecode',
        deflateSync('9 0 << /S /URI /URI (https://example.com/?seen) >>'),
      ),
    ],
  }),
  'an opening that is nowhere to be found': aPdf({ catalog: '/OpenAction 99 0 R' }),
  'a page of the web when a page is shown': aPdf({
    firstPage: '/AA << /O << /S /URI /URI (https://example.com/?seen) >> >>',
  }),
  'a page of the web when the document closes': aPdf({
    catalog: '/AA << /WC << /S /URI /URI (https://example.com/?seen) >> >>',
  }),
  'a file inside': aPdf({
    catalog:
      '/Names << /EmbeddedFiles << /Names [(a) << /Type /Filespec /F (a.exe) /EF << /F 4 0 R >> >>] >> >>',
    objects: [pdfStream('/Type /EmbeddedFile', Buffer.from('MZ'))],
  }),
  'a form that sends': aPdf({
    firstPage:
      '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /SubmitForm /F (http://example.com) >> >>]',
  }),
  'a link to a script': aPdf({
    firstPage:
      '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (javascript:alert\\(1\\)) >> >>]',
  }),
  'a link to a share': aPdf({
    firstPage:
      '/Annots [<< /Type /Annot /Subtype /Link /Rect [0 0 9 9] /A << /S /URI /URI (file://host/share) >> >>]',
  }),
};

export const encryptedPdf = (): Buffer => {
  const key = '00'.repeat(32);
  return aPdf({
    trailer: `/Encrypt << /Filter /Standard /V 1 /R 2 /O <${key}> /U <${key}> /P -4 >> /ID [<00> <00>]`,
  });
};

export interface ZipEntry {
  name: string;
  content: Buffer;
  /** What the directory says instead of the truth. */
  claimedBytes?: number;
  encrypted?: boolean;
}

/** A ZIP archive of deflated entries. */
export const zipOf = (entries: readonly ZipEntry[]): Buffer => {
  const local: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  for (const { name, content, claimedBytes, encrypted } of entries) {
    const packed = deflateRawSync(content);
    const fields = Buffer.alloc(26);
    fields.writeUInt16LE(20, 0);
    fields.writeUInt16LE(encrypted === true ? 1 : 0, 2);
    fields.writeUInt16LE(8, 4);
    fields.writeUInt32LE(crc32Of(content), 10);
    fields.writeUInt32LE(packed.length, 14);
    fields.writeUInt32LE(claimedBytes ?? content.length, 18);
    fields.writeUInt16LE(Buffer.byteLength(name), 22);
    const tail = Buffer.alloc(14);
    tail.writeUInt32LE(offset, 10);
    local.push(Buffer.from('504b0304', 'hex'), fields, Buffer.from(name), packed);
    central.push(Buffer.from('504b01021400', 'hex'), fields, tail, Buffer.from(name));
    offset += 30 + Buffer.byteLength(name) + packed.length;
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.write('504b0506', 'hex');
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...local, directory, end]);
};

const typesXml = (workbook: string, more = ''): Buffer =>
  Buffer.from(
    `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/xl/workbook.xml" ContentType="${workbook}"/>${more}</Types>`,
  );
const sheetType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml';

/** A spreadsheet's parts and whatever else a test puts in. */
export const aSpreadsheet = (more: readonly ZipEntry[] = [], types: Buffer = typesXml(sheetType)): Buffer =>
  zipOf([
    { name: '[Content_Types].xml', content: types },
    { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') },
    { name: 'xl/worksheets/sheet1.xml', content: Buffer.from('<worksheet/>') },
    ...more,
  ]);

/** Macros, with the type of a macro file and without. */
export const macroSpreadsheets: Readonly<Record<string, Buffer>> = {
  'a macro program': aSpreadsheet([{ name: 'xl/vbaProject.bin', content: Buffer.from('VBA') }]),
  'the type of a macro file': aSpreadsheet(
    [],
    typesXml('application/vnd.ms-excel.sheet.macroEnabled.main+xml'),
  ),
  'a macro program under another name': aSpreadsheet(
    [{ name: 'xl/thing.dat', content: Buffer.from('VBA') }],
    typesXml(
      sheetType,
      '<Override PartName="/xl/thing.dat" ContentType="application/vnd.ms-office.vbaProject"/>',
    ),
  ),
  'an old macro sheet': aSpreadsheet([{ name: 'xl/macrosheets/sheet2.xml', content: Buffer.from('<x/>') }]),
  'a file inside': aSpreadsheet([{ name: 'xl/embeddings/oleObject1.bin', content: Buffer.from('x') }]),
  'a link to another file': aSpreadsheet([
    { name: 'xl/externalLinks/externalLink1.xml', content: Buffer.from('<x/>') },
  ]),
};

/** Archives that are small and unpack to much. */
export const bombs: Readonly<Record<string, Buffer>> = {
  'one entry of zeros': aSpreadsheet([
    { name: 'xl/worksheets/sheet2.xml', content: Buffer.alloc(30_000_000) },
  ]),
  'a directory that says a gigabyte': aSpreadsheet([
    { name: 'xl/worksheets/sheet2.xml', content: Buffer.from('x'), claimedBytes: 1_000_000_000 },
  ]),
  'thousands of entries': aSpreadsheet(
    Array.from({ length: 2_100 }, (_, index) => ({ name: `xl/media/${index}`, content: Buffer.from('x') })),
  ),
};
