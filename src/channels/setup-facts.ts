import type { Channel } from './channel.ts';

/** What the platform says to a question. `code`: its own, `100.33` with a subcode; `reason`: why nothing came, in a word. */
export type Told<Value> =
  | { kind: 'told'; value: Value; at: Date | null }
  | { kind: 'refused'; code: string; at: Date | null }
  | { kind: 'silent'; reason: string };

/** A token as the platform describes it; null: it does not say. */
export interface TokenFacts {
  isValid: boolean;
  appId: string | null;
  /** Null: never. */
  expiresAt: Date | null;
  /** `accounts`: those it is for; null: all its user sees. */
  permissions: readonly { name: string; accounts: readonly string[] | null }[] | null;
}

/** A number in the words of the platform (platform 12.1); null: it does not say. */
export interface NumberFacts {
  status: string | null;
  verification: string | null;
  name: string | null;
  nameStatus: string | null;
  quality: string | null;
  mode: string | null;
  /** Where its webhooks go, by who says so (platform 1.7); null: it does not say. */
  addresses: { number: string | null; account: string | null; app: string | null } | null;
}

/** An app that gets the webhooks of an account; `address`: one for this account alone. */
export interface SubscribedApp {
  appId: string;
  address: string | null;
}

/** A call of our own webhook through its public address. `notOurs`: answered 200, by something else. */
export type RoundTrip =
  | { kind: 'whole' }
  | { kind: 'unreachable'; reason: string }
  | { kind: 'answered'; step: 'handshake' | 'delivery'; status: number; notOurs: boolean };

/** Whom to ask, with what. Secrets are in clear here. */
interface Asked {
  phoneNumberId: string;
  wabaId: string;
  accessToken: string;
}

/** Questions about a set-up; implemented by `src/whatsapp`. Never throws, and is bounded in time. */
export interface SetupInquiry {
  number(asked: Asked): Promise<Told<NumberFacts>>;
  apps(asked: Asked): Promise<Told<readonly SubscribedApp[]>>;
  /** Ids of the numbers of the account; null: more than one page. */
  numbers(asked: Asked): Promise<Told<readonly string[] | null>>;
  /** `app`: who asks; null: the token itself. */
  token(accessToken: string, app: { id: string; secret: string } | null): Promise<Told<TokenFacts>>;
  /** The verification and an empty signed delivery, as the platform makes them (platform 1.1, 1.2). */
  roundTrip(webhook: { address: string; verifyToken: string; appSecret: string }): Promise<RoundTrip>;
}

/** How the templates a tenant needs stand on the account of a number. */
export interface TemplateCounts {
  /** When the account was last read; null: never. */
  readAt: Date | null;
  /** Why the last reading did not get through, in a word; null: it did. */
  problem: string | null;
  needed: number;
  approved: number;
  waiting: number;
  rejected: number;
  /** Paused, disabled, archived … */
  outOfUse: number;
  missing: number;
}

/** Where the public address leads, as far as its name tells. `private`: its name leads to addresses inside. */
export interface PublicAddress {
  host: string;
  isHttps: boolean;
  reach: 'public' | 'local' | 'private' | 'unresolved';
}

/** Everything that is known when it is judged. */
export interface SetupFacts {
  now: Date;
  isSimulated: boolean;
  channel: Channel;
  /** Of the app, as configured; null: not given. */
  givenAppId: string | null;
  token: Told<TokenFacts>;
  number: Told<NumberFacts>;
  apps: Told<readonly SubscribedApp[]>;
  numbers: Told<readonly string[] | null>;
  /** What the app answers by its secret, the current one and then the one before; null: nobody knows its id. */
  secret: { answer: Told<TokenFacts>; isCurrent: boolean } | null;
  roundTrip: RoundTrip;
  /** Addresses that are this webhook. */
  ownAddresses: readonly string[];
  publicAddress: PublicAddress;
  /** By how much the platform's clock is ahead of ours, in milliseconds; null: it said nothing. */
  platformAheadMs: number | null;
  /** By how much the database's clock is ahead of this machine's. */
  databaseAheadMs: number;
  templates: TemplateCounts;
  database: { isReachable: boolean; missingIndexes: readonly string[] };
}
