import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto';

const sha256 = (data: string | Buffer): Buffer => createHash('sha256').update(data).digest();
const text = (bytes: Buffer): string => bytes.toString('base64url');

/** Of authenticator data: somebody was there, the device was unlocked, a key comes with it. */
const flags = { present: 0x01, verified: 0x04, attested: 0x40 };

/** What a test makes a device or a browser do otherwise. */
export interface Otherwise {
  origin?: string;
  rpId?: string;
  challenge?: string;
  /** False: the device asked for no lock. */
  isVerified?: boolean;
  userHandle?: string | null;
  /** Counted so far; left out: one more than the last time. */
  counter?: number;
}

interface Options {
  challenge: string;
}

/** A device with one passkey of ES256, and the browser in front of it (WebAuthn 6.5, attestation `none`). */
export class Authenticator {
  readonly id = randomBytes(32);
  readonly #key: KeyObject;
  readonly #publicKey: Buffer;
  readonly #origin: string;
  #userHandle: string | null = null;
  counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
    const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    this.#key = privateKey;
    const { x = '', y = '' } = publicKey.export({ format: 'jwk' });
    // COSE: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
    this.#publicKey = Buffer.concat([
      Buffer.from('a5010203262001215820', 'hex'),
      Buffer.from(x, 'base64url'),
      Buffer.from('225820', 'hex'),
      Buffer.from(y, 'base64url'),
    ]);
  }

  create(options: Options & { user: { id: string } }, otherwise: Otherwise = {}) {
    this.#userHandle = options.user.id;
    const idLength = Buffer.from([this.id.length >> 8, this.id.length & 0xff]);
    const attested = Buffer.concat([Buffer.alloc(16), idLength, this.id, this.#publicKey]);
    const data = Buffer.concat([this.#data(otherwise, flags.attested), attested]);
    // CBOR: {"fmt": "none", "attStmt": {}, "authData": bytes}
    const attestation = Buffer.concat([
      Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746159', 'hex'),
      Buffer.from([data.length >> 8, data.length & 0xff]),
      data,
    ]);
    return {
      ...this.#credential,
      response: {
        clientDataJSON: text(this.#clientData('webauthn.create', options, otherwise)),
        attestationObject: text(attestation),
        transports: ['internal'],
      },
    };
  }

  get(options: Options, otherwise: Otherwise = {}) {
    const clientData = this.#clientData('webauthn.get', options, otherwise);
    const data = this.#data(otherwise, 0);
    return {
      ...this.#credential,
      response: {
        clientDataJSON: text(clientData),
        authenticatorData: text(data),
        signature: text(sign('sha256', Buffer.concat([data, sha256(clientData)]), this.#key)),
        userHandle: otherwise.userHandle === undefined ? this.#userHandle : otherwise.userHandle,
      },
    };
  }

  get #credential() {
    return { id: text(this.id), rawId: text(this.id), type: 'public-key', clientExtensionResults: {} };
  }

  #clientData(type: string, options: Options, otherwise: Otherwise): Buffer {
    const challenge = otherwise.challenge ?? options.challenge;
    const origin = otherwise.origin ?? this.#origin;
    return Buffer.from(JSON.stringify({ type, challenge, origin, crossOrigin: false }));
  }

  #data(
    { rpId = new URL(this.#origin).hostname, isVerified = true, counter }: Otherwise,
    more: number,
  ): Buffer {
    this.counter = counter ?? this.counter + 1;
    const count = Buffer.alloc(4);
    count.writeUInt32BE(this.counter);
    return Buffer.concat([
      sha256(rpId),
      Buffer.from([flags.present | (isVerified ? flags.verified : 0) | more]),
      count,
    ]);
  }
}
