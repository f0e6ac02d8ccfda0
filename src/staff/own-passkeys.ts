import { AppError, NotFound } from '../shared/errors.ts';
import type { Changed, OwnAccount } from './own-account.ts';
import type { MadePasskey, NewPasskeyOptions, PasskeyOptions, Passkeys } from './passkeys.ts';
import type { SignedIn, Visitor } from './staff-sessions.ts';

/** More than a person has devices. */
export class TooManyPasskeys extends AppError {
  readonly code = 'too_many_passkeys';
  readonly retryable = false;
}

const passkeysAtMost = 20;

/** Passkeys that somebody who is signed in adds, takes away, and proves themselves with. */
export class OwnPasskeys {
  readonly #passkeys: Passkeys;
  readonly #account: Pick<OwnAccount, 'change'>;

  constructor(parts: { passkeys: Passkeys; ownAccount: Pick<OwnAccount, 'change'> }) {
    this.#passkeys = parts.passkeys;
    this.#account = parts.ownAccount;
  }

  async begin(caller: SignedIn): Promise<NewPasskeyOptions> {
    return this.#passkeys.newOptions(caller);
  }

  /** Throws `ValidationFailed`: it is none of ours, came too late or is there already. */
  async add(
    caller: SignedIn,
    { name, made }: { name: string; made: MadePasskey },
    visitor: Visitor,
  ): Promise<Changed> {
    const adding = await this.#passkeys.made(caller, made);
    return this.#account.change(caller, visitor, 'passkey.added', (known) => {
      if (known.credentials.passkeys.length >= passkeysAtMost)
        throw new TooManyPasskeys(`There are ${passkeysAtMost} passkeys already; take one away first.`);
      return adding(name, known);
    });
  }

  /** Throws `NotFound`, `LastFactor`. */
  async remove(caller: SignedIn, id: string, visitor: Visitor): Promise<Changed> {
    return this.#account.change(caller, visitor, 'passkey.removed', ({ credentials: { passkeys } }) => {
      const left = passkeys.filter((one) => one.id !== id);
      if (left.length === passkeys.length) throw new NotFound('There is no such passkey.');
      return { passkeys: left };
    });
  }

  /** To prove once more who one is. Throws `NotFound` where the person has none. */
  async beginProof({ account, session }: SignedIn): Promise<PasskeyOptions> {
    const { passkeys } = account.credentials;
    if (passkeys.length === 0) throw new NotFound('You have no passkey.');
    return this.#passkeys.options({ for: 'proof', sessionId: session.id }, passkeys);
  }
}
