import * as client from 'openid-client';
import type { Clock } from '../shared/clock.ts';
import { AppError } from '../shared/errors.ts';

/** The firm's own sign-in, as the operator set it up. */
export interface OidcSettings {
  /** Where its metadata are found, below `/.well-known/openid-configuration`. */
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** What the button says. */
  name: string;
  /** Addresses of this domain alone; null: of any. */
  emailDomain: string | null;
  /** What it says of an address that is verified. */
  verifiedClaim: string;
  /** Whose second factor counts: the provider's own, or one of ours after it. */
  secondFactor: 'provider' | 'ours';
  /** What it is given for one answer. */
  timeoutMs: number;
}

/** What ties an answer to the browser that asked. */
export interface OidcQuestion {
  state: string;
  nonce: string;
  codeVerifier: string;
}

/** Whom the provider vouches for. */
export interface OidcPerson {
  issuer: string;
  /** What it calls them, for good. */
  sub: string;
  /** Null: it has none of theirs, or does not say that it is verified. */
  email: string | null;
}

/** `provider_refused`: it says so itself. `answer_refused`: made up, altered, too late, for somebody else. */
export type OidcFault = 'provider_refused' | 'answer_refused';

/** Nobody can sign in at the provider now. */
export class ProviderUnavailable extends AppError {
  readonly code = 'provider_unavailable';
  readonly retryable = true;
  /** A code, for the record; null: it is on record since a moment ago, and was not asked again. */
  readonly why: string | null;

  constructor(why: string | null, cause?: unknown) {
    super('The provider of the sign-in cannot be asked now.', {}, cause);
    this.why = why;
  }
}

/** Calls that wait for the provider at once; more are refused, so that one that hangs takes no places of other ways to sign in. */
const atOnce = 8;
/** Its addresses and what it can do may change. */
const knownMs = 60 * 60_000;
/** After it could not be read: everybody is told so at once, without asking it. */
const restMs = 10_000;

/** It does not know us, or our secret is wrong: nothing of the person's. */
const ofOurs: ReadonlySet<string> = new Set(['invalid_client', 'unauthorized_client']);
const ofTheMoment: ReadonlySet<string> = new Set(['server_error', 'temporarily_unavailable']);
/** What openid-client calls an answer that is none, or none in time. */
const noAnswer: ReadonlySet<string> = new Set([
  'OAUTH_TIMEOUT',
  'OAUTH_ABORT',
  'OAUTH_RESPONSE_IS_NOT_CONFORM',
  'OAUTH_RESPONSE_IS_NOT_JSON',
  'OAUTH_PARSE_ERROR',
]);

interface OidcProviderParts {
  settings: OidcSettings;
  redirectUri: string;
  clock: Clock;
  /** Told why the provider could not be read, or what it answered was not taken. */
  onFailure: (error: unknown) => void;
}

interface Known {
  reading: Promise<client.Configuration>;
  /** Null: it is being read. */
  read: client.Configuration | null;
  until: number;
}

/**
 * An OpenID provider: found by discovery, asked with PKCE, its answers checked by their signatures. The ends of its tokens are compared with the time
 * of this machine, as it is what the provider's own goes by.
 */
export class OidcProvider {
  readonly #parts: OidcProviderParts;
  #known: Known | null = null;
  #restsUntil = 0;
  #waiting = 0;

  constructor(parts: OidcProviderParts) {
    this.#parts = parts;
  }

  /** The address to send the browser to. Throws `ProviderUnavailable`. */
  async addressFor({ state, nonce, codeVerifier }: OidcQuestion): Promise<string> {
    const address = client.buildAuthorizationUrl(await this.#configuration(), {
      ...{ redirect_uri: this.#parts.redirectUri, scope: 'openid email', state, nonce },
      code_challenge: await client.calculatePKCECodeChallenge(codeVerifier),
      code_challenge_method: 'S256',
    });
    return address.href;
  }

  /** Whom an answer is about. `search`: what it brought behind the `?`. Throws `ProviderUnavailable`. */
  async personOf(search: string, question: OidcQuestion): Promise<OidcPerson | OidcFault> {
    const configuration = await this.#configuration();
    try {
      return await this.#waitFor(() => this.#ask(configuration, search, question));
    } catch (error) {
      if (error instanceof ProviderUnavailable) throw error;
      this.#parts.onFailure(error);
      return faultOf(error);
    }
  }

  async #ask(
    configuration: client.Configuration,
    search: string,
    { state, nonce, codeVerifier }: OidcQuestion,
  ): Promise<OidcPerson | OidcFault> {
    const { redirectUri, settings } = this.#parts;
    const answered = await client.authorizationCodeGrant(configuration, new URL(`${redirectUri}?${search}`), {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: codeVerifier,
      idTokenExpected: true,
    });
    const claims = answered.claims();
    if (claims === undefined) return 'answer_refused';
    // Some say the address in the signed token, some where one asks for it.
    const said: Readonly<Record<string, unknown>> =
      claims['email'] === undefined
        ? await client.fetchUserInfo(configuration, answered.access_token, claims.sub)
        : claims;
    const { email } = said;
    const isTold = typeof email === 'string' && isVerified(said, settings.verifiedClaim);
    return { issuer: claims.iss, sub: claims.sub, email: isTold ? email : null };
  }

  async #waitFor<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    if (this.#waiting >= atOnce) throw new ProviderUnavailable(null);
    this.#waiting += 1;
    try {
      return await ask();
    } finally {
      this.#waiting -= 1;
    }
  }

  async #configuration(): Promise<client.Configuration> {
    const now = this.#parts.clock.now().getTime();
    if (this.#known === null || this.#known.until <= now) {
      if (now < this.#restsUntil) throw new ProviderUnavailable(null);
      this.#known = this.#begun(now + knownMs);
    }
    const { read, reading } = this.#known;
    return read ?? this.#waitFor(() => reading);
  }

  #begun(until: number): Known {
    const known: Known = { reading: this.#discover(), read: null, until };
    known.reading.then(
      (read) => {
        known.read = read;
      },
      (error: unknown) => {
        this.#parts.onFailure(error);
        this.#known = null;
        this.#restsUntil = this.#parts.clock.now().getTime() + restMs;
      },
    );
    return known;
  }

  async #discover(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret, timeoutMs } = this.#parts.settings;
    const server = new URL(issuer);
    // Plain http is taken on this machine alone: the configuration refuses any other.
    const execute = [
      client.enableNonRepudiationChecks,
      ...(server.protocol === 'http:' ? [client.allowInsecureRequests] : []),
    ];
    const options = { execute, timeout: timeoutMs / 1_000 };
    const found = await client
      .discovery(server, clientId, clientSecret, undefined, options)
      .catch((error: unknown) => {
        throw new ProviderUnavailable('metadata', error);
      });
    // Of a provider that serves many firms under one address, anybody of any of them would get in.
    if (new URL(found.serverMetadata().issuer).href !== server.href)
      throw new ProviderUnavailable('other_issuer');
    return found;
  }
}

/** `email_verified` is true or it is not; of a claim that a maker has of its own, `1` and the words count as well. */
const isVerified = (said: Readonly<Record<string, unknown>>, claim: string): boolean => {
  const value = said[claim];
  return value === true || (claim !== 'email_verified' && (value === 1 || value === '1' || value === 'true'));
};

/** Throws `ProviderUnavailable` where it is no fault of who wants to sign in. */
const faultOf = (error: unknown): OidcFault => {
  if (error instanceof client.AuthorizationResponseError) {
    if (ofTheMoment.has(error.error)) throw new ProviderUnavailable('server_error', error);
    return 'provider_refused';
  }
  if (error instanceof client.WWWAuthenticateChallengeError)
    throw new ProviderUnavailable('client_refused', error);
  if (error instanceof client.ResponseBodyError) {
    if (ofOurs.has(error.error)) throw new ProviderUnavailable('client_refused', error);
    if (ofTheMoment.has(error.error) || error.status >= 500)
      throw new ProviderUnavailable('server_error', error);
    return 'answer_refused';
  }
  // What broke on the way has no code of the library: `fetch` throws plain errors.
  const code = error instanceof client.ClientError ? (error.code ?? null) : null;
  if (code === null || noAnswer.has(code)) throw new ProviderUnavailable('no_answer', error);
  return 'answer_refused';
};
