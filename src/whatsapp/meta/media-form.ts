import { randomBytes } from 'node:crypto';

/** Nothing of a name may end its header: quotes, line breaks and what is no printable ASCII are left out. */
const plainName = (filename: string): string =>
  filename.replaceAll(/[^\x20-\x7e]|["\\]/g, '_').slice(0, 150) || 'file';

const field = (boundary: string, name: string, value: string): string =>
  `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;

/** The body of `POST /{phone-number-id}/media` (platform 7). The name people see is said by the message, not here. */
export const mediaForm = ({
  content,
  filename,
  mimeType,
}: {
  content: Buffer;
  filename: string;
  mimeType: string;
}): { body: Buffer; contentType: string } => {
  const boundary = `mutabik-${randomBytes(18).toString('hex')}`;
  const head = [
    field(boundary, 'messaging_product', 'whatsapp'),
    field(boundary, 'type', mimeType),
    `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="${plainName(filename)}"\r\n`,
    `Content-Type: ${mimeType}\r\n\r\n`,
  ].join('');
  return {
    body: Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)]),
    contentType: `multipart/form-data; boundary=${boundary}`,
  };
};
