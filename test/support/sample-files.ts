import sharp from 'sharp';
import type { SentFile } from './scenario.ts';

export const sampleFileNames = ['pdf', 'photo', 'heic', 'statement-pdf', 'receipt-photo'] as const;
export type SampleFile = (typeof sampleFileNames)[number];

/** A small valid PDF of one page that says `text`. */
export const aPdf = (text: string): Buffer => {
  const content = `BT /F1 18 Tf 40 780 Td (${text.replace(/[()\\]/g, '')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${content.length} >>\nstream\n${content}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const offset = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return offset;
  });
  const start = body.length;
  const rows = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('');
  body += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  body += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(body, 'latin1');
};

/** A photo with a little noise, as JPEG. */
const aPhoto = (): Promise<Buffer> =>
  sharp({ create: { width: 640, height: 480, channels: 3, background: '#c8a24a' } })
    .jpeg()
    .toBuffer();

/** The head of an iPhone photo, which is what a type check sees. */
const heicHead = Buffer.concat([
  Buffer.from([0, 0, 0, 24]),
  Buffer.from('ftypheic'),
  Buffer.from([0, 0, 0, 0]),
  Buffer.from('mif1heic'),
  Buffer.alloc(4_000, 1),
]);

export const sampleFile = async (name: SampleFile): Promise<SentFile> => {
  switch (name) {
    case 'pdf':
      return { content: aPdf('Imza sirkuleri'), mimeType: 'application/pdf', filename: 'sirkuler.pdf' };
    case 'statement-pdf':
      return { content: aPdf('Ekstre 8418,990'), mimeType: 'application/pdf', filename: 'ekstre.pdf' };
    case 'photo':
    case 'receipt-photo':
      return { content: await aPhoto(), mimeType: 'image/jpeg' };
    case 'heic':
      return { content: heicHead, mimeType: 'image/heic', filename: 'IMG_0001.HEIC' };
  }
};
