import { hash, verify } from '@node-rs/argon2';
import { Unavailable } from '../shared/errors.ts';

/** argon2id with 19 MB, two passes, one lane: OWASP's first choice, and small beside 512 MB. */
const cost = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Computed at once; each takes its memory and a thread for some dozen milliseconds. */
const atOnce = 2;
const waitingAtMost = 20;

export const passwordLength = { min: 12, max: 256 } as const;

/** Never anybody's: so that an account without a password takes as long to refuse as one with it. */
const nobodysPassword = 'of nobody, compared all the same';

/** Hashes and compares passwords beside the event loop, a few at a time. */
export class Passwords {
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  #ofNobody: Promise<string> | null = null;

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(normal(password), cost));
  }

  /** `known: null`: there is no such account, or it has no password. False then, after the same work. */
  async verify(known: string | null, password: string): Promise<boolean> {
    this.#ofNobody ??= hash(nobodysPassword, cost);
    const against = known ?? (await this.#ofNobody);
    const isRight = await this.#inTurn(() => verify(against, normal(password)));
    return isRight && known !== null;
  }

  async #inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (this.#running >= atOnce) {
      if (this.#waiting.length >= waitingAtMost) throw new Unavailable('Too many passwords at once.');
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running += 1;
    try {
      return await work();
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#running -= 1;
      else next();
    }
  }
}

/** The same letters typed on another keyboard are the same password (NIST SP 800-63B 5.1.1.2). */
const normal = (password: string): string => password.normalize('NFKC');

const fold = (text: string): string => text.normalize('NFKC').toLowerCase();

let common: Promise<ReadonlySet<string>> | null = null;

/** Fifty thousand that people use most. Read when the first password is set, and kept. */
const commonPasswords = (): Promise<ReadonlySet<string>> => {
  common ??= import('@zxcvbn-ts/language-common').then(
    ({ dictionary }) => new Set(dictionary['passwords-common']),
  );
  return common;
};

/** `abcabcabc` → `abc`. */
const unitOf = (text: string): string => /^(.+?)\1+$/.exec(text)?.[1] ?? text;

/** Without digits and signs around it, which are what people add when they must. */
const coreOf = (text: string): string => text.replace(/^[^\p{L}]+|[^\p{L}]+$/gu, '');

export type PasswordFault = 'too_short' | 'too_long' | 'too_common' | 'of_person';

/**
 * Why this cannot be a password; null: it can. `own`: name, address and firm of the person. Length and a list of common ones, no
 * rules about kinds of characters (ASVS 6.2).
 */
export const faultOfPassword = async (
  password: string,
  own: readonly string[],
): Promise<PasswordFault | null> => {
  const text = fold(password);
  if ([...text].length < passwordLength.min) return 'too_short';
  if (password.length > passwordLength.max) return 'too_long';
  const forms = [text, unitOf(text), coreOf(text), unitOf(coreOf(text))];
  const known = await commonPasswords();
  if (forms.some((form) => form.length < 4 || known.has(form))) return 'too_common';
  const words = own.flatMap((one) => fold(one).split(/[^\p{L}\p{N}]+/u)).filter((word) => word.length >= 4);
  const rest = words.reduce((left, word) => left.replaceAll(word, ''), text);
  return [...rest].length < passwordLength.min / 2 && rest !== text ? 'of_person' : null;
};
