import type { Scheduler } from './scheduler.ts';
import type { Attachment } from './chat-message.ts';
import { bareType, maxMediaBytes, mediaProblem, type MediaShelf } from './media-shelf.ts';

const fetchTimeoutMs = 10_000;

/** Fetches a linked file as Meta does at send time. Null: unreachable, too large, or not of the kind it is sent as. */
export const makeFetchLink =
  (shelf: MediaShelf, scheduler: Scheduler) =>
  async (attachment: Attachment): Promise<Attachment | null> => {
    const timeout = new AbortController();
    const cancel = scheduler.after(fetchTimeoutMs, () => {
      timeout.abort();
    });
    try {
      const answer = await fetch(attachment.link ?? '', {
        headers: { 'user-agent': 'WhatsApp/2' },
        signal: timeout.signal,
      });
      const bytes = answer.ok ? await readBytes(answer) : null;
      const mimeType = answer.headers.get('content-type') ?? 'application/octet-stream';
      if (!bytes || mediaProblem(attachment.kind, mimeType, bytes.length) !== null) return null;
      const filename = attachment.filename ?? lastSegment(answer.url);
      const media = shelf.add({ bytes, mimeType, filename }, 'upload');
      return { ...attachment, mediaId: media.id, mimeType: bareType(mimeType), filename, size: media.size };
    } catch {
      // An address that is wrong, unreachable or too slow is one answer to the sender: 131053.
      return null;
    } finally {
      cancel();
    }
  };

const readBytes = async (answer: Response): Promise<Buffer | null> => {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of answer.body ?? []) {
    // A fetch body yields byte arrays; the library's type does not say so.
    const bytes = chunk as Uint8Array;
    size += bytes.length;
    if (size > maxMediaBytes) return null;
    chunks.push(bytes);
  }
  return Buffer.concat(chunks);
};

const lastSegment = (url: string): string | null => {
  const name = new URL(url).pathname.split('/').pop() ?? '';
  try {
    return decodeURIComponent(name) || null;
  } catch {
    return name;
  }
};
