import { Binary, BSON } from 'mongodb';

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

/** Personal data at rest: BSON inside AES-GCM. Everything in `value` must be plain data and dates. */
export class Vault {
  readonly #boxOf: BoxOf;

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

  pseudonym(tenantId: string, text: string): string {
    return this.#boxOf(tenantId).pseudonym(text);
  }
}
