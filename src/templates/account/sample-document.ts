import { createHash } from 'node:crypto';

const objects: readonly string[] = [
  '<< /Type /Catalog /Pages 2 0 R >>',
  '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
  '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
  ((text) => `<< /Length ${text.length} >>\nstream\n${text}\nendstream`)(
    'BT /F1 18 Tf 72 760 Td (ORNEK / SAMPLE) Tj 0 -28 Td (MUT-2026-10-C001) Tj ET',
  ),
  '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
];

/** A page that says it is a sample, written out by hand: what reviewers open, and nothing of any customer. */
const makePdf = (): Buffer => {
  let text = '%PDF-1.4\n';
  const offsets = objects.map((object, index) => {
    const at = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const start = text.length;
  const rows = offsets.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  text += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${rows}`;
  text += `trailer\n<< /Size ${objects.length + 1} /Root 1 0 R >>\nstartxref\n${start}\n%%EOF\n`;
  return Buffer.from(text, 'latin1');
};

const bytes = makePdf();

/** The sample of every document header; the same bytes each time, so that one upload serves all templates of an account. */
export const sampleDocument = {
  name: 'ornek-mektup.pdf',
  mimeType: 'application/pdf',
  bytes,
  sha256: createHash('sha256').update(bytes).digest('hex'),
} as const;
