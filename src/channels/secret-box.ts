import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '../shared/errors.ts';

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
  /** `1 ‖ key id (8) ‖ IV (12) ‖ tag (16) ‖ ciphertext`. Some ten microseconds for a snapshot. */
  seal(place: SealedPlace, plain: Buffer | string): Buffer;
  /** Throws `SealBroken`. */
  open(place: SealedPlace, sealed: Buffer): Buffer;
  /** The same for text fields: base64url in, text out. */
  sealText(place: SealedPlace, plain: string): string;
  openText(place: SealedPlace, sealed: string): string;
  /** Key of `pseudonym`: the same for all keys of the tenant, so that pseudonyms outlive a rotation. */
  readonly pseudonymKey: Buffer;
}

const version = 1;
const keyIdBytes = 8;
const ivBytes = 12;
const tagBytes = 16;
const headBytes = 1 + keyIdBytes + ivBytes + tagBytes;

interface SealKey {
  id: Buffer;
  idText: string;
  key: Buffer;
}

const derive = (dataKey: Buffer, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', dataKey, Buffer.alloc(0), `mutabik:${purpose}`, 32));

const sealKeyOf = (dataKey: Buffer): SealKey => {
  const id = createHash('sha256').update('mutabik:key-id').update(dataKey).digest().subarray(0, keyIdBytes);
  return { id, idText: id.toString('hex'), key: derive(dataKey, 'seal') };
};

/** `tenant|collection|docId|field|keyId`, each part with its length before it, so that no two places read the same. */
const authenticated = (tenantId: string, place: SealedPlace, keyId: string): Buffer =>
  Buffer.from(
    [tenantId, place.collection, place.docId, place.field, keyId]
      .map((part) => `${part.length}:${part}`)
      .join('|'),
  );

const sealWith = (key: SealKey, aad: Buffer, plain: Buffer): Buffer => {
  const iv = randomBytes(ivBytes);
  const cipher = createCipheriv('aes-256-gcm', key.key, iv, { authTagLength: tagBytes });
  cipher.setAAD(aad);
  const body = cipher.update(plain);
  cipher.final();
  return Buffer.concat([Buffer.from([version]), key.id, iv, cipher.getAuthTag(), body]);
};

const openWith = (key: SealKey, aad: Buffer, sealed: Buffer): Buffer => {
  const iv = sealed.subarray(1 + keyIdBytes, 1 + keyIdBytes + ivBytes);
  const tag = sealed.subarray(1 + keyIdBytes + ivBytes, headBytes);
  try {
    // Without authTagLength Node accepts a tag of four bytes, which can be forged (reliability F3).
    const decipher = createDecipheriv('aes-256-gcm', key.key, iv, { authTagLength: tagBytes });
    decipher.setAAD(aad);
    decipher.setAuthTag(tag);
    return Buffer.concat([decipher.update(sealed.subarray(headBytes)), decipher.final()]);
  } catch (error) {
    throw new SealBroken('A sealed value cannot be opened.', {}, error);
  }
};

const keyIdIn = (sealed: Buffer): string => {
  if (sealed.length < headBytes || sealed[0] !== version) throw new SealBroken('Not a sealed value.');
  return sealed.subarray(1, 1 + keyIdBytes).toString('hex');
};

/**
 * The box of one tenant. `dataKeys`: 32 bytes each, the one that seals first; older ones open what they sealed. The last
 * one, the tenant's first, gives the pseudonym key.
 */
export const makeSecretBox = (tenantId: string, dataKeys: readonly [Buffer, ...Buffer[]]): SecretBox => {
  const current = sealKeyOf(dataKeys[0]);
  const byId = new Map(dataKeys.map((dataKey) => sealKeyOf(dataKey)).map((key) => [key.idText, key]));
  const seal: SecretBox['seal'] = (place, plain) => {
    const bytes = typeof plain === 'string' ? Buffer.from(plain, 'utf8') : plain;
    return sealWith(current, authenticated(tenantId, place, current.idText), bytes);
  };
  const open: SecretBox['open'] = (place, sealed) => {
    const key = byId.get(keyIdIn(sealed));
    if (key === undefined) throw new SealBroken('The key of a sealed value is not there.');
    return openWith(key, authenticated(tenantId, place, key.idText), sealed);
  };
  return {
    seal,
    open,
    sealText: (place, plain) => seal(place, plain).toString('base64url'),
    openText: (place, sealed) => open(place, Buffer.from(sealed, 'base64url')).toString('utf8'),
    pseudonymKey: derive(dataKeys.at(-1) ?? dataKeys[0], 'pseudonym'),
  };
};

/**
 * A name for something that must be found again but not read: base64url HMAC-SHA256 (phone numbers, wamids; reliability A.3).
 */
export const pseudonym = (tenantKey: Buffer, text: string): string =>
  createHmac('sha256', tenantKey).update(text).digest('base64url');
