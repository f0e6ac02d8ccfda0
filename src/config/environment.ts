import { z } from 'zod';
import {
  address,
  addressRanges,
  base64Key,
  durations,
  milliseconds,
  offUnlessOn,
  onOff,
  onUnlessOff,
  optionalText,
  optionalWholeNumber,
  optionalWords,
  contactCap,
  mailbox,
  marketingCap,
  quietHours,
  smtpAddress,
  text,
  webhookSecret,
  wholeNumber,
  words,
} from './fields.ts';

const day = 86_400_000;

/** What an open simulator must not be near: the whole network, credentials of a real number, data a real number has used. */
const simulatorRisks = ['any-address', 'real-credentials', 'real-data'] as const;
export type SimulatorRisk = (typeof simulatorRisks)[number];

/** Pages of ours for machines and programmers. */
const pages = ['metrics', 'reference'] as const;
export type OpenPage = (typeof pages)[number];

const atLeast =
  (length: number) =>
  (value: string | undefined): boolean =>
    value === undefined || value.length >= length;

/** Enough different characters, and no part that makes the whole by repetition. */
const isVaried = (value: string): boolean => new Set(value).size >= 5 && !/^(.{1,8})\1+$/.test(value);

/** Graph ids are digits today; they end up in a URL path, so nothing else that means something there. */
const graphId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, 'must be 1 to 64 letters, digits, _ or -, beginning with a letter or digit')
  .optional();

const zone = text('Europe/Istanbul').refine((value) => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}, 'must be an IANA time zone such as Europe/Istanbul');

/** Every variable the system reads, with its default; `.env.example` lists the same (tested). An empty value is an unset one. */
export const environmentSchema = z.object({
  PORT: wholeNumber(3000, 0, 65_535),
  HOST: text('127.0.0.1'),
  PUBLIC_URL: address.optional(),
  TRUSTED_PROXY_HOPS: wholeNumber(0, 0, 10),
  /** Pages that ask for nothing; left out: both while the simulator is on, none without it. */
  OPEN_PAGES: optionalWords(pages),
  METRICS_TOKEN: z
    .string()
    .regex(/^[\x21-\x7e]{16,512}$/, 'must be 16 to 512 visible characters without spaces')
    .refine(
      isVaried,
      'must not be one character or one word over and over: make one with "openssl rand -base64 32"',
    )
    .optional(),
  ROLE: z.enum(['all', 'web', 'worker'], 'must be web, worker or all').default('all'),
  LOG_LEVEL: z
    .enum(['debug', 'info', 'warn', 'error', 'silent'], 'must be debug, info, warn, error or silent')
    .default('info'),

  MONGODB_URI: z
    .string()
    .regex(/^mongodb(\+srv)?:\/\/\S+$/, 'must start with mongodb:// or mongodb+srv://')
    .optional(),
  DATA_DIR: text('./data'),
  DATABASE_TIMEOUT_MS: milliseconds(10_000),

  WHATSAPP_PHONE_NUMBER_ID: graphId,
  WHATSAPP_WABA_ID: graphId,
  WHATSAPP_ACCESS_TOKEN: optionalText.refine(atLeast(5), 'must be at least 5 characters'),
  /** One secret, or the current and the previous one separated by a comma. */
  WHATSAPP_APP_SECRET: z
    .string()
    .regex(
      /^[^\s,]{6,}(\s*,\s*[^\s,]{6,})?$/,
      'must be one secret of at least 6 characters, or two separated by a comma',
    )
    .optional(),
  WHATSAPP_APP_SECRET_PREVIOUS: optionalText.refine(atLeast(5), 'must be at least 5 characters'),
  WHATSAPP_VERIFY_TOKEN: optionalText.refine(atLeast(5), 'must be at least 5 characters'),
  /** Of the app the token belongs to; left out: the one app that is subscribed to the account. */
  WHATSAPP_APP_ID: graphId,
  WHATSAPP_GRAPH_URL: address.default('https://graph.facebook.com'),
  WHATSAPP_GRAPH_VERSION: text('v26.0').refine(
    (value) => /^v\d{1,3}\.\d$/.test(value),
    'must look like v26.0',
  ),

  SIMULATOR: onOff,
  /** Where the simulator may run all the same, by name: it has no login. */
  SIMULATOR_ALLOW: words(simulatorRisks),
  DEMO_DATA: onOff,
  TENANT_ID: text('t_demo').refine(
    (value) => /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(value),
    'must be 1 to 64 letters, digits, _ or -, beginning with a letter or digit',
  ),
  /** Below the name on letters: address, tax office, registry number, in one line. */
  TENANT_LETTERHEAD: optionalText,
  TENANT_NAME: text('DEMO KIYMETLİ MADEN A.Ş.').refine(
    (value) => value.length <= 120,
    'must be at most 120 characters',
  ),
  TENANT_WORKING_HOURS: text('09:00-18:00').refine(
    (value) => value.length <= 120,
    'must be at most 120 characters',
  ),
  TENANT_TIME_ZONE: zone,
  QUIET_HOURS: quietHours,
  /** Where the whole privacy notice is; this server's own page without it. */
  PRIVACY_NOTICE_URL: address.optional(),
  /** Presented again to everybody when it changes; `off`: another system presents it. */
  PRIVACY_NOTICE_VERSION: text('1').refine(
    (value) => /^[A-Za-z0-9._-]{1,32}$/.test(value),
    'must be 1 to 32 letters, digits, dots, _ or -, or off',
  ),
  /** Texts that were not understood, for people to label. */
  KEEP_UNRECOGNISED: onUnlessOff,
  /** Templates that are out of use in the person's language, in another one. */
  LANGUAGE_FALLBACK: onUnlessOff,
  CLAMD_ADDRESS: z
    .string()
    .regex(/^(tcp:\/\/[^\s/]+:\d{1,5}|unix:\/\S+)$/, 'must look like tcp://host:3310 or unix:/path')
    .optional(),
  CLAMD_TIMEOUT_MS: milliseconds(30_000),
  MEDIA_HOSTS: text('graph.facebook.com,lookaside.fbsbx.com'),
  MEDIA_TIMEOUT_MS: milliseconds(60_000),
  UPLOAD_MAX_BYTES: wholeNumber(20_000_000, 1, 20_000_000),
  UPLOAD_MAX_FILES: wholeNumber(10, 1, 100),
  UPLOAD_TIMEOUT_MS: milliseconds(60_000),
  FILES_PER_DAY: wholeNumber(20, 1, 10_000),

  API_KEY: z
    .string()
    .regex(/^[\x21-\x7e]{8,512}$/, 'must be 8 to 512 visible characters without spaces')
    .refine(
      isVaried,
      'must not be one character or one word over and over: make one with "openssl rand -base64 32"',
    )
    .optional(),
  SECRETS_KEY: base64Key.optional(),
  SECRETS_KEY_FILE: optionalText,
  /** Program and arguments, separated by spaces; no shell. */
  SECRETS_KEY_COMMAND: optionalText,
  SECRETS_KEY_TIMEOUT_MS: milliseconds(10_000),

  CALLBACK_URL: address.optional(),
  CALLBACK_SECRET: webhookSecret.optional(),
  CALLBACK_ALLOWED_ADDRESSES: addressRanges,
  CALLBACK_TIMEOUT_MS: milliseconds(15_000),
  CALLBACK_RETRY_SCHEDULE: durations('0s,5s,5m,30m,2h,5h,10h,14h,20h,24h'),
  CALLBACK_DISABLE_AFTER_MS: milliseconds(5 * day),
  CALLBACK_SECRET_OVERLAP_MS: milliseconds(day, 0),
  CALLBACK_CONCURRENCY: wholeNumber(8, 1, 256),

  ACK_TIMEOUT_MS: milliseconds(4000),
  SEND_TIMEOUT_MS: milliseconds(15_000),
  UNKNOWN_OUTCOME_WAIT_MS: milliseconds(90_000),
  LEASE_MS: milliseconds(30_000),
  POLL_INTERVAL_MS: milliseconds(1000),
  RULES_REFRESH_MS: milliseconds(1000),
  MESSAGE_MAX_AGE_MS: milliseconds(8 * day),
  MESSAGE_MAX_AHEAD_MS: milliseconds(600_000),
  INPUT_MAX_ATTEMPTS: wholeNumber(5, 1, 100),
  SEND_MAX_ATTEMPTS: wholeNumber(12, 1, 100),
  SEND_CONCURRENCY: wholeNumber(64, 1, 1024),
  RETRY_BASE_MS: milliseconds(1000),
  RETRY_CAP_MS: milliseconds(300_000),
  NUMBER_RATE_PER_SECOND: wholeNumber(80, 1, 100_000),
  /** A quarter of what a number may send: the rest is for answers and for what people did not plan. */
  RUN_LETTERS_PER_SECOND: wholeNumber(20, 1, 10_000),
  /** A table of more lines is worked after the answer. */
  IMPORT_LINES_AT_ONCE: wholeNumber(2_000, 1, 20_000),
  RECIPIENT_INTERVAL_MS: milliseconds(6000, 0),
  /** 5; 30 while the simulator is on, so that somebody who tries the phone page does not wait. */
  RECIPIENT_BURST: optionalWholeNumber(1, 1_000_000),
  BREAKER_OPEN_MS: milliseconds(15_000),
  /** People the portfolio may write to first within 24 hours; left out: nobody counts. */
  CONTACT_CAP: contactCap,
  MARKETING_CAP: marketingCap,
  PORTFOLIO_DAILY_PEOPLE: optionalWholeNumber(1, 10_000_000),
  /** How often what was spent is held against the budgets. */
  COSTS_INTERVAL_MS: milliseconds(60_000),
  /** How old what is known of the templates on an account may become; 0: read only when somebody asks. */
  TEMPLATES_READ_MS: milliseconds(3_600_000, 0),

  /** People who are signed in: so long without a call, and so long in all. */
  SESSION_IDLE_MS: milliseconds(1_800_000, 60_000),
  SESSION_MAX_MS: milliseconds(43_200_000, 60_000),
  /** A link for an owner is printed although one can sign in. */
  OWNER_LINK: offUnlessOn,
  /** The firm's own provider of sign-ins (OpenID Connect); left out: there is none. */
  OIDC_ISSUER: z
    .string()
    .refine(
      (value) =>
        /^https?:\/\/[^\s@?#]+$/.test(value) && !value.includes('/.well-known/') && URL.canParse(value),
      'must be an http or https address, without /.well-known/',
    )
    .optional(),
  OIDC_CLIENT_ID: optionalText,
  OIDC_CLIENT_SECRET: optionalText,
  OIDC_NAME: text('SSO'),
  OIDC_EMAIL_DOMAIN: z
    .string()
    .regex(/^[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+$/, 'must be a domain such as example.com')
    .optional(),
  /** Of a provider that says it with a claim of its own. */
  OIDC_VERIFIED_CLAIM: z
    .string()
    .regex(/^[A-Za-z0-9_.:/-]{1,100}$/, 'must be the name of a claim')
    .default('email_verified'),
  /** `provider`: signing in there is enough, as it asks for two factors itself. */
  OIDC_SECOND_FACTOR: z.enum(['ours', 'provider'], 'must be ours or provider').default('ours'),
  /** What the provider is given for one answer. */
  OIDC_TIMEOUT_MS: milliseconds(5_000, 500),

  /** The mail server by which people of ours are told of work; left out: none are told by mail. */
  SMTP_URL: smtpAddress,
  /** Whose letters they are: an address, or a name with an address in angle brackets. */
  SMTP_FROM: mailbox,
  SMTP_TIMEOUT_MS: milliseconds(10_000, 100),
  /** People of ours may have notices on their devices, by the push service of their browser. */
  WEB_PUSH: onUnlessOff,
  /** What a push service is given for one answer. */
  WEB_PUSH_TIMEOUT_MS: milliseconds(10_000, 100),
  WEB_PUSH_ALLOWED_ADDRESSES: addressRanges,

  MAX_INFLIGHT_WEBHOOKS: wholeNumber(200, 1, 100_000),
  MAX_INFLIGHT_EVENTS: wholeNumber(200, 1, 100_000),
  /** Of a key that has no pace of its own. */
  API_CALLS_PER_MINUTE: wholeNumber(6_000, 1, 10_000_000),
  MAX_INFLIGHT_API: wholeNumber(50, 1, 100_000),
  MAX_INFLIGHT_PDFS: wholeNumber(2, 1, 1_000),
  /** For one whole body of a webhook or a call of the API. */
  BODY_TIMEOUT_MS: milliseconds(10_000),
  /** Memory of the bodies that are on their way: at least one of the largest. */
  WEBHOOK_BODIES_BYTES: wholeNumber(64_000_000, 5_000_000, 100_000_000_000),
  API_BODIES_BYTES: wholeNumber(32_000_000, 1_000_000, 100_000_000_000),
  UPLOAD_BODIES_BYTES: wholeNumber(160_000_000, 25_000_000, 100_000_000_000),
  HEALTH_TIMEOUT_MS: milliseconds(1000),
  SHUTDOWN_TIMEOUT_MS: milliseconds(25_000),
});

export type Environment = z.output<typeof environmentSchema>;
