import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import type { Clock } from '../src/shared/clock.ts';
import type { MediaKind } from './chat-message.ts';
import { newMediaId } from './identifiers.ts';
import type { Journal } from './journal.ts';

const mediaSchema = z.object({
  id: z.string(),
  mimeType: z.string(),
  filename: z.string().nullable(),
  size: z.number(),
  /** base64, as in webhooks. */
  sha256: z.string(),
  /** Milliseconds since 1970. */
  expiresAt: z.number(),
  seq: z.number(),
  parts: z.number(),
});
export type Media = z.infer<typeof mediaSchema>;
const partSchema = z.object({ media: z.string(), index: z.number(), data: z.string() });

const day = 24 * 60 * 60 * 1000;
/** Ids of uploads live 30 days, ids in webhooks seven (platform 7). */
export const mediaLifetimeMs = { upload: 30 * day, webhook: 7 * day } as const;
const urlLifetimeMs = 5 * 60 * 1000;
/** One part fits any document limit after base64. */
const partBytes = 4 * 1024 * 1024;
/** All files together; the oldest go first, so that a long demo stays small. */
const shelfBytes = 64 * 1024 * 1024;

const mb = 1024 * 1024;
export const maxMediaBytes = 100 * mb;
const limits: Readonly<Record<MediaKind, { types: readonly string[] | null; bytes: number }>> = {
  image: { types: ['image/jpeg', 'image/png'], bytes: 5 * mb },
  audio: { types: ['audio/aac', 'audio/amr', 'audio/mpeg', 'audio/mp4', 'audio/ogg'], bytes: 16 * mb },
  video: { types: ['video/mp4', 'video/3gpp'], bytes: 16 * mb },
  document: { types: null, bytes: maxMediaBytes },
  sticker: { types: ['image/webp'], bytes: mb / 2 },
};

/** `image/png; charset=…` without its parameters. */
export const bareType = (mimeType: string): string => (mimeType.split(';')[0] ?? '').trim().toLowerCase();

/** Why a file cannot be sent as this kind; null when it can. */
export const mediaProblem = (kind: MediaKind, mimeType: string, size: number): string | null => {
  const { types, bytes } = limits[kind];
  if (types && !types.includes(bareType(mimeType))) return `${mimeType} cannot be sent as ${kind}`;
  return size > bytes
    ? `${String(size)} bytes is more than the ${String(bytes)} bytes allowed for ${kind}`
    : null;
};

/** Uploaded, fetched and received files. Addresses carry a signature and live five minutes. */
export class MediaShelf {
  readonly #media = new Map<string, { media: Media; bytes: Buffer }>();
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #key: string;
  #seq = 0;

  constructor(journal: Journal, clock: Clock, key: string) {
    this.#journal = journal;
    this.#clock = clock;
    this.#key = key;
  }

  restore(bodies: readonly unknown[], parts: readonly unknown[]): void {
    const read = parts.flatMap((part) => partSchema.safeParse(part).data ?? []);
    for (const body of bodies) {
      const media = mediaSchema.safeParse(body).data;
      if (!media) continue;
      const own = read.filter((part) => part.media === media.id).sort((a, b) => a.index - b.index);
      if (own.length !== media.parts) continue;
      this.#seq = Math.max(this.#seq, media.seq);
      this.#media.set(media.id, {
        media,
        bytes: Buffer.concat(own.map((part) => Buffer.from(part.data, 'base64'))),
      });
    }
  }

  add(
    file: { bytes: Buffer; mimeType: string; filename: string | null },
    origin: keyof typeof mediaLifetimeMs,
  ): Media {
    this.#seq += 1;
    const media: Media = {
      id: newMediaId(),
      mimeType: file.mimeType,
      filename: file.filename,
      size: file.bytes.length,
      sha256: createHash('sha256').update(file.bytes).digest('base64'),
      expiresAt: this.#clock.now().getTime() + mediaLifetimeMs[origin],
      seq: this.#seq,
      parts: Math.max(1, Math.ceil(file.bytes.length / partBytes)),
    };
    this.#media.set(media.id, { media, bytes: file.bytes });
    for (let index = 0; index < media.parts; index += 1) {
      const data = file.bytes.subarray(index * partBytes, (index + 1) * partBytes).toString('base64');
      this.#journal.put('media-part', `${media.id}-${String(index)}`, { media: media.id, index, data });
    }
    this.#journal.put('media', media.id, media);
    this.#makeRoom();
    return media;
  }

  /** For the business: gone after its lifetime. */
  find(id: string): Media | null {
    const found = this.#media.get(id)?.media;
    return found && found.expiresAt > this.#clock.now().getTime() ? found : null;
  }

  /** For the phone, which keeps its own copy as long as there is room. */
  contentOf(id: string): { media: Media; bytes: Buffer } | null {
    return this.#media.get(id) ?? null;
  }

  remove(id: string): boolean {
    const found = this.#media.get(id);
    if (!found) return false;
    this.#media.delete(id);
    this.#journal.remove('media', id);
    for (let index = 0; index < found.media.parts; index += 1)
      this.#journal.remove('media-part', `${id}-${String(index)}`);
    return true;
  }

  /** Query of a download address, valid for five minutes. */
  signedQuery(id: string): string {
    const expires = String(this.#clock.now().getTime() + urlLifetimeMs);
    return new URLSearchParams({ mid: id, ext: expires, hash: this.#hashOf(id, expires) }).toString();
  }

  /** Null when the address was not made here, or is too old. */
  byQuery(query: { mid: string; ext: string; hash: string }): { media: Media; bytes: Buffer } | null {
    const expected = Buffer.from(this.#hashOf(query.mid, query.ext));
    const given = Buffer.from(query.hash);
    const isOurs = expected.length === given.length && timingSafeEqual(expected, given);
    return isOurs && Number(query.ext) > this.#clock.now().getTime() ? this.contentOf(query.mid) : null;
  }

  #hashOf(id: string, expires: string): string {
    return createHmac('sha256', this.#key).update(`${id}:${expires}`).digest('base64url');
  }

  #makeRoom(): void {
    const all = [...this.#media.values()].sort((a, b) => a.media.seq - b.media.seq);
    let total = all.reduce((sum, { media }) => sum + media.size, 0);
    while (total > shelfBytes && all.length > 1) {
      const oldest = all.shift();
      if (!oldest) return;
      total -= oldest.media.size;
      this.remove(oldest.media.id);
    }
  }
}
