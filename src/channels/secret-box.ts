import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createHmac,
  createSecretKey,
  hkdfSync,
  type KeyObject,
} from 'node:crypto';
import { AppError } from '../shared/errors.ts';
import { ivBytes, IvPool } from './iv-pool.ts';

/**
 * Where a sealed value belongs. Part of what is authenticated: a value moved to another row or tenant does not open
 * (reliability F3).
 */
export interface SealedPlace {
  collection: string;
  docId: string;
  field: string;
}

/** A sealed value is damaged, of another place, or sealed with a key we do not have. Says no more than that on purpose. */
export class SealBroken extends AppError {
  readonly code = 'seal_broken';
  readonly retryable = false;
}

/** Seals and opens the secrets and personal data of one tenant. */
export interface SecretBox {
  /** `1 ‖ key id (8) ‖ IV (12) ‖ tag (16) ‖ ciphertext`. Some five microseconds for 1 KB (bench/seal.mjs). */
  seal(place: SealedPlace, plain: Uint8Array | string): Buffer;
  /** Throws `SealBroken`. */
  open(place: SealedPlace, sealed: Uint8Array): Buffer;
  /** The same for text fields: base64url in, text out. */
  sealText(place: SealedPlace, plain: string): string;
  openText(place: SealedPlace, sealed: string): string;
  /** `pseudonym` with this tenant's key. */
  pseudonym(text: string): string;
  /** Key of `pseudonym`: the same for all keys of the tenant, so that pseudonyms outlive a rotation. */
  readonly pseudonymKey: Buffer;
}

const version = 1;
const keyIdBytes = 8;
const tagBytes = 16;
const ivAt = 1 + keyIdBytes;
const tagAt = ivAt + ivBytes;
const headBytes = tagAt + tagBytes;

const algorithm = 'aes-256-gcm';
// Without authTagLength Node accepts a tag of four bytes when opening, which can be forged (reliability F3).
const options = { authTagLength: tagBytes };

const ivs = new IvPool();

interface SealKey {
  id: Buffer;
  /** The last part of what is authenticated. */
  idPart: string;
  key: KeyObject;
}

const derive = (dataKey: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', dataKey, Buffer.alloc(0), `mutabik:${purpose}`, 32));

const sized = (part: string): string => `${part.length}:${part}`;

const sealKeyOf = (dataKey: Buffer): SealKey => {
  const id = createHash('sha256').update('mutabik:key-id').update(dataKey).digest().subarray(0, keyIdBytes);
  return { id, idPart: sized(id.toString('hex')), key: createSecretKey(derive(dataKey, 'seal')) };
};

/** `tenant|collection|docId|field|keyId`, each part with its length before it, so that no two places read the same. */
const authenticated = (tenantPart: string, place: SealedPlace, key: SealKey): Buffer =>
  Buffer.from(
    `${tenantPart}|${sized(place.collection)}|${sized(place.docId)}|${sized(place.field)}|${key.idPart}`,
    'utf8',
  );

const sealWith = (key: SealKey, aad: Buffer, plain: Uint8Array): Buffer => {
  const sealed = Buffer.allocUnsafe(headBytes + plain.length);
  sealed[0] = version;
  sealed.set(key.id, 1);
  ivs.take(sealed, ivAt);
  const cipher = createCipheriv(algorithm, key.key, sealed.subarray(ivAt, tagAt), options);
  cipher.setAAD(aad);
  sealed.set(cipher.update(plain), headBytes);
  cipher.final(); // gives no bytes in this mode, makes the tag
  sealed.set(cipher.getAuthTag(), tagAt);
  return sealed;
};

const openWith = (key: SealKey, aad: Buffer, sealed: Uint8Array): Buffer => {
  try {
    const decipher = createDecipheriv(algorithm, key.key, sealed.subarray(ivAt, tagAt), options);
    decipher.setAAD(aad);
    decipher.setAuthTag(sealed.subarray(tagAt, headBytes));
    const plain = decipher.update(sealed.subarray(headBytes));
    decipher.final(); // gives no bytes in this mode, throws when anything was changed
    return plain;
  } catch (error) {
    throw new SealBroken('A sealed value cannot be opened.', {}, error);
  }
};

const keyOf = (keys: readonly SealKey[], sealed: Uint8Array): SealKey => {
  if (sealed.length < headBytes || sealed[0] !== version) throw new SealBroken('Not a sealed value.');
  const key = keys.find(({ id }) => id.every((byte, index) => byte === sealed[1 + index]));
  if (key === undefined) throw new SealBroken('The key of a sealed value is not there.');
  return key;
};

/**
 * The box of one tenant. `dataKeys`: 32 bytes each, the one that seals first; older ones open what they sealed. The last
 * one, the tenant's first, gives the pseudonym key.
 */
export const makeSecretBox = (tenantId: string, dataKeys: readonly [Buffer, ...Buffer[]]): SecretBox => {
  const current = sealKeyOf(dataKeys[0]);
  const keys = [current, ...dataKeys.slice(1).map((dataKey) => sealKeyOf(dataKey))];
  const tenantPart = sized(tenantId);
  const pseudonymKey = derive(dataKeys.at(-1) ?? dataKeys[0], 'pseudonym');
  const pseudonymKeyObject = createSecretKey(pseudonymKey);
  const seal: SecretBox['seal'] = (place, plain) => {
    const bytes = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain;
    return sealWith(current, authenticated(tenantPart, place, current), bytes);
  };
  const open: SecretBox['open'] = (place, sealed) => {
    const key = keyOf(keys, sealed);
    return openWith(key, authenticated(tenantPart, place, key), sealed);
  };
  return {
    seal,
    open,
    sealText: (place, plain) => seal(place, plain).toString('base64url'),
    openText: (place, sealed) => open(place, Buffer.from(sealed, 'base64url')).toString('utf8'),
    pseudonym: (text) => pseudonym(pseudonymKeyObject, text),
    pseudonymKey,
  };
};

/**
 * A name for something that must be found again but not read: base64url HMAC-SHA256 (phone numbers, wamids; reliability A.3).
 */
export const pseudonym = (tenantKey: Buffer | KeyObject, text: string): string =>
  createHmac('sha256', tenantKey).update(text).digest('base64url');
