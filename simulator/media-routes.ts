import express, { type Request, type Router } from 'express';
import { unknownObject } from './graph-answers.ts';
import { maxMediaBytes, mediaProblem, type MediaShelf } from './media-shelf.ts';
import { mediaKinds, type MediaKind } from './chat-message.ts';
import { GraphRefusal } from './platform-errors.ts';
import type { SimulatorOptions } from './simulator-options.ts';

interface Dependencies {
  options: SimulatorOptions;
  shelf: MediaShelf;
  settled(): Promise<void>;
}

/** Upload, resolve, download and delete (platform 7). */
export const addMediaRoutes = (router: Router, { options, shelf, settled }: Dependencies): void => {
  const { phoneNumberId } = options;

  router.post(
    `/${phoneNumberId}/media`,
    express.raw({ type: () => true, limit: maxMediaBytes + 1024 * 1024 }),
    async (request, response) => {
      const file = await uploadOf(request);
      const media = shelf.add(file, 'upload');
      await settled();
      response.json({ id: media.id });
    },
  );

  // Stands for the second host that serves the bytes: the token is needed there too.
  router.get('/attachments', (request, response) => {
    const { mid = '', ext = '', hash = '' } = request.query;
    const found = shelf.byQuery({ mid: String(mid), ext: String(ext), hash: String(hash) });
    if (!found) {
      response.status(404).type('html').send('<html><body>URL signature expired</body></html>');
      return;
    }
    response.setHeader('content-type', found.media.mimeType);
    response.setHeader('content-disposition', 'attachment');
    response.setHeader('x-content-type-options', 'nosniff');
    response.send(found.bytes);
  });

  // Ids of media are digits; other objects that are numbers have their own routes.
  router.get(/^\/(\d{10,20})$/, (request, response, next) => {
    const id = idOf(request);
    if (id === phoneNumberId || id === options.wabaId) {
      next();
      return;
    }
    const media = shelf.find(id);
    if (!media || !ownsMedia(request, phoneNumberId)) throw unknownObject(id);
    response.json({
      messaging_product: 'whatsapp',
      url: `${request.protocol}://${request.get('host') ?? ''}${request.baseUrl}/attachments/?${shelf.signedQuery(id)}`,
      mime_type: media.mimeType,
      // Hex here, base64 in webhooks, as seen at Meta.
      sha256: Buffer.from(media.sha256, 'base64').toString('hex'),
      file_size: media.size,
      id,
    });
  });

  router.delete(/^\/(\d{10,20})$/, async (request, response) => {
    const id = idOf(request);
    if (!ownsMedia(request, phoneNumberId) || !shelf.remove(id)) throw unknownObject(id);
    await settled();
    response.json({ success: true });
  });
};

const idOf = (request: Request): string => String(request.params['0'] ?? '');

const ownsMedia = (request: Request, phoneNumberId: string): boolean =>
  request.query['phone_number_id'] === undefined || request.query['phone_number_id'] === phoneNumberId;

const uploadOf = async (
  request: Request,
): Promise<{ bytes: Buffer; mimeType: string; filename: string | null }> => {
  const form = await formOf(request);
  if (form.get('messaging_product') !== 'whatsapp')
    throw new GraphRefusal(100, 'The parameter messaging_product is required.');
  const file = form.get('file');
  if (!file || typeof file === 'string') throw new GraphRefusal(100, 'The parameter file is required.');
  const given = form.get('type');
  const mimeType = typeof given === 'string' && given.includes('/') ? given : file.type;
  const bytes = Buffer.from(await file.arrayBuffer());
  const problem =
    bytes.length === 0 ? 'The file is empty.' : mediaProblem(uploadKind(mimeType), mimeType, bytes.length);
  if (problem !== null)
    throw new GraphRefusal(100, `Param file must be a file with one of the allowed types: ${problem}`);
  return { bytes, mimeType, filename: file.name || null };
};

const formOf = async (request: Request): Promise<FormData> => {
  try {
    // `body` is a Buffer after express.raw, and an empty object when there was no body.
    const body = Buffer.isBuffer(request.body) ? new Uint8Array(request.body) : new Uint8Array();
    return await new Response(body, {
      headers: { 'content-type': request.get('content-type') ?? '' },
    }).formData();
  } catch {
    throw new GraphRefusal(100, 'The body is not multipart/form-data.');
  }
};

const uploadKind = (mimeType: string): MediaKind => {
  if (mimeType === 'image/webp') return 'sticker';
  const family = mimeType.split('/')[0];
  return mediaKinds.find((kind) => kind === family) ?? 'document';
};
