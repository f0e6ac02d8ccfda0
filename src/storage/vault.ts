import { Binary, BSON } from 'mongodb';
import { RecentlyUsed } from '../shared/recently-used.ts';

/** Where a ciphertext belongs: moving it elsewhere makes it undecipherable (reliability F3, AAD). */
export interface SealedPlace {
  collection: string;
  docId: string;
  field: string;
}

/** One tenant's keys at work. */
export interface TenantBox {
  seal(place: SealedPlace, plain: Uint8Array): Buffer;
  /** Throws when the ciphertext was changed or moved. */
  open(place: SealedPlace, sealed: Uint8Array): Buffer;
  /** Keyed hash for look-ups: the same text gives the same key, nobody without the tenant key can tell which. */
  pseudonym(text: string): string;
}

export type BoxOf = (tenantId: string) => TenantBox;

/** Stands for no tenant: what belongs to the whole deployment is sealed with its own key. */
export const deployment = '';

// Under a megabyte, together: aliases and message ids are some sixty characters, and texts of any length are not kept.
const pseudonymsKept = 1000;
const longestKept = 128;

// 48 bits: what shares one by chance is told apart by whoever reads the record.
const searchTokenLength = 8;

/** Personal data at rest: BSON inside AES-GCM. Everything in `value` must be plain data and dates. */
export class Vault {
  readonly #boxOf: BoxOf;
  // The same people write again and again. In memory alone, where the key that makes the pseudonyms is as well.
  readonly #pseudonyms = new RecentlyUsed<string>(pseudonymsKept);

  constructor(boxOf: BoxOf) {
    this.#boxOf = boxOf;
  }

  seal(tenantId: string, collection: string, id: string, field: string, value: object): Binary {
    const plain = BSON.serialize({ v: value }, { ignoreUndefined: true });
    return new Binary(this.#boxOf(tenantId).seal({ collection, docId: id, field }, plain));
  }

  /** The caller names the type it sealed; a ciphertext cannot come from anywhere else. */
  open<T>(tenantId: string, collection: string, id: string, field: string, sealed: Binary): T {
    const plain = this.#boxOf(tenantId).open(
      { collection, docId: id, field },
      sealed.buffer.subarray(0, sealed.position),
    );
    return (BSON.deserialize(plain) as { v: T }).v;
  }

  /** A short keyed hash of what a record is found by (ADR 0061): nothing else is named so, and none is kept in memory. */
  searchToken(tenantId: string, text: string): string {
    return this.#boxOf(tenantId).pseudonym(`search:${text}`).slice(0, searchTokenLength);
  }

  pseudonym(tenantId: string, text: string): string {
    if (text.length > longestKept) return this.#boxOf(tenantId).pseudonym(text);
    const key = `${tenantId.length}:${tenantId}|${text}`;
    return this.#pseudonyms.get(key, () => this.#boxOf(tenantId).pseudonym(text));
  }
}
