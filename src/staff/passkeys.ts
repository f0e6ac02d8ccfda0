import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
} from '@simplewebauthn/server';
import { decodeAttestationObject, decodeClientDataJSON } from '@simplewebauthn/server/helpers';
import type { Clock } from '../shared/clock.ts';
import { AppError, ValidationFailed } from '../shared/errors.ts';
import { changeCredentials } from './credential-changes.ts';
import { challengeLifeMs, type ChallengeOrder, type PasskeyChallenges } from './passkey-challenge.ts';
import { expectedOrigin, type RelyingParty } from './relying-party.ts';
import type { Credentials, Passkey, StaffAccount, UsedChallenge } from './staff-account.ts';
import type { SignedIn } from './staff-sessions.ts';
import type { StaffRepository } from './staff.repository.ts';
import { withUsed } from './used-challenges.ts';

/** Browsers make none for the address this runs at. */
export class PasskeysUnavailable extends AppError {
  readonly code = 'passkeys_unavailable';
  readonly retryable = false;
}

/** What a browser answers after it made a passkey; texts in base64url. */
export interface MadePasskey {
  id: string;
  clientDataJSON: string;
  attestationObject: string;
  transports: readonly string[];
}

/** What a browser answers after somebody used a passkey; texts in base64url. */
export interface PasskeyAnswer {
  id: string;
  clientDataJSON: string;
  authenticatorData: string;
  signature: string;
  /** Whose it is, as its device says; null: it does not say. */
  userHandle: string | null;
}

/** What browsers are given; as JSON. */
export type NewPasskeyOptions = Awaited<ReturnType<typeof generateRegistrationOptions>>;
export type PasskeyOptions = Awaited<ReturnType<typeof generateAuthenticationOptions>>;

export interface PasskeyParts {
  /** Null: there are none at this address. */
  relyingParty: RelyingParty | null;
  challenges: PasskeyChallenges;
  staff: Pick<StaffRepository, 'find' | 'saveCredentials'>;
  tenantNameOf: (tenantId: string) => Promise<string>;
  clock: Clock;
}

/** EdDSA, ES256, RS256: what devices have and Node verifies. */
const algorithms = [-8, -7, -257];
/**
 * What browsers send where no attestation is asked for: nothing, or the device's own signature. Checking others would follow the addresses in the
 * certificates that come with them.
 */
const statements: ReadonlySet<string> = new Set(['none', 'packed']);
/** Somebody's key in place of one that is not there: an unknown account costs what a known one does. Its private half was thrown away. */
const nobodysKey =
  'pQECAyYgASFYID-w0Ni_vgfKEYgV1D3q4E9VeVwvCbqWmvH_1xEpL0PkIlggw5yvLbuTdxyBHCTP3uksNsgTu3XBm8JinrVSgpM-V-8';

const type = 'public-key';
const bytesOf = (text: string): Uint8Array<ArrayBuffer> => new Uint8Array(Buffer.from(text, 'base64url'));

const listed = (passkeys: readonly Passkey[]) =>
  passkeys.map(({ id, transports }) => ({ id, transports: [...transports] }));

/** A device that counts has gone back: it is a copy of it, or one of two (WebAuthn 6.1.1). One that does not count says 0 for ever. */
const hasFallen = ({ counter }: Passkey, told: number): boolean =>
  (counter > 0 || told > 0) && told <= counter;

/**
 * Keys of people's own devices: asked for, made, used. Always with the device's own lock, and found by the device itself, so that one alone is
 * enough. No attestation is asked for: whose make a device is does not matter here (ADR 0070).
 */
export class Passkeys {
  readonly #parts: PasskeyParts;

  constructor(parts: PasskeyParts) {
    this.#parts = parts;
  }

  get areThere(): boolean {
    return this.#parts.relyingParty !== null;
  }

  /** For `navigator.credentials.create`. Throws `PasskeysUnavailable`. */
  async newOptions({ account, session }: SignedIn): Promise<NewPasskeyOptions> {
    return generateRegistrationOptions({
      rpID: this.#relyingParty().id,
      rpName: await this.#parts.tenantNameOf(account.tenantId),
      userID: new Uint8Array(Buffer.from(account.id)),
      userName: account.email ?? account.name,
      userDisplayName: account.name,
      challenge: this.#parts.challenges.issue({ for: 'registration', sessionId: session.id }),
      timeout: challengeLifeMs,
      attestationType: 'none',
      excludeCredentials: listed(account.credentials.passkeys),
      authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
      supportedAlgorithmIDs: algorithms,
    });
  }

  /** Adds what a browser made. Throws `ValidationFailed`: not asked for by us, asked for too long ago, taken before, or without a lock. */
  async made({ session }: SignedIn, made: MadePasskey): Promise<(name: string, to: StaffAccount) => Change> {
    const order: ChallengeOrder = { for: 'registration', sessionId: session.id };
    const found = await this.#checked(made.clientDataJSON, order, async (expected) => {
      const { id, clientDataJSON, attestationObject } = made;
      if (!statements.has(decodeAttestationObject(bytesOf(attestationObject)).get('fmt'))) return null;
      const response = { clientDataJSON, attestationObject };
      const { verified, registrationInfo } = await verifyRegistrationResponse({
        response: { id, rawId: id, type, response, clientExtensionResults: {} },
        ...expected,
        supportedAlgorithmIDs: algorithms,
      });
      return verified ? registrationInfo.credential : null;
    });
    if (found === null) throw notTaken();
    const { result, used } = found;
    return (name, { credentials }) => {
      if (credentials.passkeys.some(({ id }) => id === result.id)) throw notTaken();
      const usedChallenges = withUsed(credentials, used, this.#parts.clock.now());
      if (usedChallenges === null) throw notTaken();
      const passkey: Passkey = {
        id: result.id,
        name,
        publicKey: Buffer.from(result.publicKey).toString('base64url'),
        counter: result.counter,
        transports: made.transports,
        createdAt: this.#parts.clock.now(),
        lastUsedAt: null,
      };
      return { passkeys: [...credentials.passkeys, passkey], usedChallenges };
    };
  }

  /** For `navigator.credentials.get`. `allowed`: none of them named, whoever's the device has. Throws `PasskeysUnavailable`. */
  async options(order: ChallengeOrder, allowed: readonly Passkey[]): Promise<PasskeyOptions> {
    return generateAuthenticationOptions({
      rpID: this.#relyingParty().id,
      challenge: this.#parts.challenges.issue(order),
      timeout: challengeLifeMs,
      userVerification: 'required',
      ...(allowed.length === 0 ? {} : { allowCredentials: listed(allowed) }),
    });
  }

  /** Whether an answer is one to this. */
  isFor({ clientDataJSON }: PasskeyAnswer, order: ChallengeOrder): boolean {
    const said = clientDataOf(clientDataJSON);
    return said !== null && this.#parts.challenges.accept(said.challenge, order) !== null;
  }

  /**
   * Takes an answer, once: of two that bring it at once one gets it. The account afterwards; null: not of this account, not to this order, taken before, or of
   * a device that has gone back in its count (`counter_fell`). The same work where there is no such account.
   */
  async take(
    account: StaffAccount | null,
    answer: PasskeyAnswer,
    order: ChallengeOrder,
  ): Promise<StaffAccount | 'counter_fell' | null> {
    const { id, userHandle, clientDataJSON, authenticatorData, signature } = answer;
    const known = account?.credentials.passkeys.find((passkey) => passkey.id === id);
    const publicKey = bytesOf(known?.publicKey ?? nobodysKey);
    const found = await this.#checked(clientDataJSON, order, async (expected) => {
      const { verified, authenticationInfo } = await verifyAuthenticationResponse({
        response: {
          ...{ id, rawId: id, type, clientExtensionResults: {} },
          response: { clientDataJSON, authenticatorData, signature },
        },
        ...expected,
        // Ours is compared where it is written: of two copies of a device at once, one is refused.
        credential: { id, publicKey, counter: 0 },
      });
      return verified ? authenticationInfo.newCounter : null;
    });
    const isOther = userHandle !== null && bytesAsText(userHandle) !== account?.id;
    if (found === null || account === null || known === undefined || isOther) return null;
    return this.#use(account, id, found);
  }

  async #use(
    account: StaffAccount,
    id: string,
    { result: counter, used }: { result: number; used: UsedChallenge },
  ): Promise<StaffAccount | 'counter_fell' | null> {
    let isCopy = false;
    const changed = await changeCredentials(this.#parts.staff, account, ({ credentials }) => {
      const passkey = credentials.passkeys.find((one) => one.id === id);
      const usedChallenges = withUsed(credentials, used, this.#parts.clock.now());
      if (passkey === undefined || usedChallenges === null) return null;
      isCopy = hasFallen(passkey, counter);
      if (isCopy) return null;
      const seen: Passkey = { ...passkey, counter, lastUsedAt: this.#parts.clock.now() };
      return { passkeys: credentials.passkeys.map((one) => (one.id === id ? seen : one)), usedChallenges };
    });
    return changed === null && isCopy ? 'counter_fell' : changed;
  }

  async #checked<Result>(
    clientDataJSON: string,
    order: ChallengeOrder,
    check: (expected: Expected) => Promise<Result | null>,
  ): Promise<{ result: Result; used: UsedChallenge } | null> {
    const relyingParty = this.#relyingParty();
    const said = clientDataOf(clientDataJSON);
    const used = said === null ? null : this.#parts.challenges.accept(said.challenge, order);
    const expected: Expected = {
      expectedChallenge: () => used !== null,
      expectedOrigin: expectedOrigin(relyingParty, said?.origin ?? ''),
      expectedRPID: relyingParty.id,
      requireUserVerification: true,
    };
    try {
      const result = await check(expected);
      return result === null || used === null ? null : { result, used };
    } catch {
      // The library throws plain errors for whatever is wrong with what a browser sent; nobody outside learns which it was.
      return null;
    }
  }

  #relyingParty(): RelyingParty {
    const { relyingParty } = this.#parts;
    if (relyingParty === null)
      throw new PasskeysUnavailable('Passkeys need https and the name of a host in PUBLIC_URL.');
    return relyingParty;
  }
}

type Change = Pick<Credentials, 'passkeys'> & { usedChallenges: readonly UsedChallenge[] };

interface Expected {
  expectedChallenge: () => boolean;
  expectedOrigin: string;
  expectedRPID: string;
  requireUserVerification: true;
}

const notTaken = (): ValidationFailed =>
  new ValidationFailed([{ field: 'response', message: 'is no new passkey of this page, or came too late' }]);

const bytesAsText = (text: string): string => Buffer.from(text, 'base64url').toString();

/** What the browser says it signed; null: it is nothing of the kind. */
const clientDataOf = (text: string): { challenge: string; origin: string } | null => {
  try {
    const { challenge, origin } = decodeClientDataJSON(text);
    return typeof challenge === 'string' && typeof origin === 'string' ? { challenge, origin } : null;
  } catch {
    return null;
  }
};
