import { isLoopback } from './fields.ts';
import type { Environment, OpenPage, SimulatorRisk } from './environment.ts';
import type { ContactCap, QuietHours } from './fields.ts';

/** Credentials of the first channel, from the environment. `appSecrets`: the current one first, the previous one during rotation. */
export interface WhatsAppCredentials {
  phoneNumberId: string;
  wabaId: string;
  accessToken: string;
  appSecrets: readonly string[];
  verifyToken: string;
}

/** The firm's own provider of sign-ins (OpenID Connect). */
export interface OidcConfig {
  issuer: string;
  clientId: string;
  clientSecret: string;
  name: string;
  /** Null: addresses of any domain. */
  emailDomain: string | null;
  /** The claim that says of an address that it is verified. */
  verifiedClaim: string;
  /** Whose second factor counts. */
  secondFactor: 'provider' | 'ours';
  timeoutMs: number;
}

/** The mail server by which people of ours are told of work. */
export interface MailConfig {
  host: string;
  port: number;
  /** From the first byte; otherwise STARTTLS. */
  isTls: boolean;
  needsTls: boolean;
  login: { user: string; password: string } | null;
  from: string;
  timeoutMs: number;
}

/** How people of ours are told on their devices (RFC 8030). */
export interface PushConfig {
  /** Whom a push service turns to (RFC 8292): `mailto:` or `https:`. */
  subject: string;
  timeoutMs: number;
  /** Ranges excepted from the refusal of private addresses. */
  allowedAddresses: readonly string[];
}

/** The parsed environment. Holds secrets: never log it (`describeConfig` gives what may be shown). Times in milliseconds. */
export interface Config {
  http: {
    host: string;
    port: number;
    publicUrl: string;
    trustedProxyHops: number;
    /** `/metrics`; `/docs` with `/openapi.json`. */
    openPages: readonly OpenPage[];
    metricsToken: string | null;
    maxInflightWebhooks: number;
    maxInflightEvents: number;
    maxInflightApi: number;
    /** Reports, transcripts and histories. */
    maxInflightPdfs: number;
    /** Of each API key that has no pace of its own. */
    apiCallsPerMinute: number;
    bodyTimeoutMs: number;
    /** Memory of bodies on their way. */
    webhookBodiesBytes: number;
    apiBodiesBytes: number;
    uploadBodiesBytes: number;
    ackTimeoutMs: number;
    healthTimeoutMs: number;
  };
  role: Environment['ROLE'];
  logLevel: Environment['LOG_LEVEL'];
  /** `mongodbUri: null` means the embedded database in `dataDir`. */
  storage: { mongodbUri: string | null; dataDir: string; timeoutMs: number };
  whatsapp: {
    graphUrl: string;
    graphVersion: string;
    /** Null: the one app that is subscribed to the account. */
    appId: string | null;
    credentials: WhatsAppCredentials | null;
  };
  simulator: boolean;
  /** Where the simulator may run although it is open. */
  simulatorAllow: readonly SimulatorRisk[];
  demoData: boolean;
  tenant: {
    id: string;
    name: string;
    workingHours: string;
    /** Null: none. */
    letterhead: string | null;
    timeZone: string;
    quietHours: QuietHours | null;
    privacyUrl: string;
    /** Null: another system presents the notice. */
    privacyNoticeVersion: string | null;
    /** Texts that were not understood are kept for people to label. */
    keepsUnrecognised: boolean;
    /** A template that is out of use in the person's language goes out in another one (ADR 0069). */
    languageFallback: boolean;
  };
  files: {
    /** `tcp://host:3310` or `unix:/path`; null: files are marked as not scanned. */
    clamdAddress: string | null;
    clamdTimeoutMs: number;
    mediaHosts: readonly string[];
    mediaTimeoutMs: number;
    maxBytes: number;
    perLink: number;
    uploadTimeoutMs: number;
    perDay: number;
  };
  /** Null: made on first start. */
  apiKey: string | null;
  /** 32 bytes, or where they are; null: `DATA_DIR/secrets.key`. */
  secretsKey: { key: Buffer } | { file: string } | { command: readonly string[]; timeoutMs: number } | null;
  /** Sessions of people who are signed in. */
  staff: {
    idleMs: number;
    maxMs: number;
    ownerLink: boolean;
    /** The firm's own provider of sign-ins; null: none. */
    oidc: OidcConfig | null;
  };
  /** Null: nobody is told by mail. */
  mail: MailConfig | null;
  /** Null: nobody is told on a device. */
  push: PushConfig | null;
  callbacks: {
    /** First endpoint, all types; `secret: null`: made on first start. */
    first: { url: string; secret: string | null } | null;
    allowedAddresses: readonly string[];
    timeoutMs: number;
    retryScheduleMs: readonly number[];
    disableAfterMs: number;
    secretOverlapMs: number;
    concurrency: number;
  };
  work: {
    leaseMs: number;
    pollIntervalMs: number;
    /** How long a process goes on with the rules it knows, while another one may have published others. */
    rulesRefreshMs: number;
    messageMaxAgeMs: number;
    messageMaxAheadMs: number;
    inputMaxAttempts: number;
    shutdownTimeoutMs: number;
    /** Letters of bulk reconciliations. */
    runLettersPerSecond: number;
    /** Lines of a table of customers that one call works before it answers. */
    importLinesAtOnce: number;
  };
  delivery: {
    sendTimeoutMs: number;
    unknownOutcomeWaitMs: number;
    sendMaxAttempts: number;
    sendConcurrency: number;
    retryBaseMs: number;
    retryCapMs: number;
    numberRatePerSecond: number;
    recipientIntervalMs: number;
    recipientBurst: number;
    breakerOpenMs: number;
    costsIntervalMs: number;
    /** Null: not known. */
    dailyPeople: number | null;
    /** How many messages that may wait one person gets in a time; null: as many as there are. */
    contactCap: ContactCap | null;
    /** Of commercial messages, beside that. */
    marketingCap: ContactCap | null;
    /** 0: only when somebody asks. */
    templatesReadMs: number;
  };
}

/** Held from 20:00 to 09:00 and on Sundays, unless said otherwise (product decision; domain 3.3). */
const defaultQuietHours: QuietHours = { from: '20:00', to: '09:00', days: [0] };

const staffOf = (env: Environment): Config['staff'] => {
  const { OIDC_ISSUER: issuer, OIDC_CLIENT_ID: clientId, OIDC_CLIENT_SECRET: clientSecret } = env;
  const oidc =
    !issuer || !clientId || !clientSecret
      ? null
      : {
          ...{ issuer, clientId, clientSecret, name: env.OIDC_NAME },
          emailDomain: env.OIDC_EMAIL_DOMAIN ?? null,
          verifiedClaim: env.OIDC_VERIFIED_CLAIM,
          secondFactor: env.OIDC_SECOND_FACTOR,
          timeoutMs: env.OIDC_TIMEOUT_MS,
        };
  return { idleMs: env.SESSION_IDLE_MS, maxMs: env.SESSION_MAX_MS, ownerLink: env.OWNER_LINK, oidc };
};

const mailOf = (env: Environment): MailConfig | null => {
  if (env.SMTP_URL === undefined || env.SMTP_FROM === undefined) return null;
  const { protocol, hostname, port, username, password } = new URL(env.SMTP_URL);
  const isTls = protocol === 'smtps:';
  const host = hostname.replace(/^\[|\]$/g, '');
  return {
    ...{ host, isTls, port: port === '' ? (isTls ? 465 : 587) : Number(port) },
    // Nobody listens on the way to this machine itself.
    needsTls: !isLoopback(host),
    login:
      username === '' ? null : { user: decodeURIComponent(username), password: decodeURIComponent(password) },
    ...{ from: env.SMTP_FROM, timeoutMs: env.SMTP_TIMEOUT_MS },
  };
};

/** Browsers take notices from a page over https, or of this machine itself; elsewhere there are none. */
const pushOf = (env: Environment, publicUrl: string): PushConfig | null => {
  const { protocol, hostname, origin } = new URL(publicUrl);
  const isHttps = protocol === 'https:';
  if (!env.WEB_PUSH || !(isHttps || isLoopback(hostname.replace(/^\[|\]$/g, '')))) return null;
  const mailbox = /([^\s<>]+@[^\s<>]+?)>?$/.exec(env.SMTP_FROM ?? '')?.[1];
  const ownName = isHttps ? origin : 'mailto:mutabik@localhost';
  return {
    subject: mailbox === undefined ? ownName : `mailto:${mailbox}`,
    timeoutMs: env.WEB_PUSH_TIMEOUT_MS,
    allowedAddresses: env.WEB_PUSH_ALLOWED_ADDRESSES,
  };
};

const credentialsOf = (env: Environment): WhatsAppCredentials | null => {
  const { WHATSAPP_PHONE_NUMBER_ID: phoneNumberId, WHATSAPP_WABA_ID: wabaId } = env;
  const {
    WHATSAPP_ACCESS_TOKEN: accessToken,
    WHATSAPP_APP_SECRET: secret,
    WHATSAPP_VERIFY_TOKEN: verifyToken,
  } = env;
  if (!phoneNumberId || !wabaId || !accessToken || !secret || !verifyToken) return null;
  const secrets = [...secret.split(','), env.WHATSAPP_APP_SECRET_PREVIOUS ?? ''].map((one) => one.trim());
  return {
    phoneNumberId,
    wabaId,
    accessToken,
    verifyToken,
    appSecrets: [...new Set(secrets.filter((one) => one !== ''))],
  };
};

const secretsKeyOf = (env: Environment): Config['secretsKey'] => {
  const { SECRETS_KEY: key, SECRETS_KEY_FILE: file, SECRETS_KEY_COMMAND: command } = env;
  if (key !== undefined) return { key };
  if (file !== undefined) return { file };
  return command === undefined
    ? null
    : { command: command.split(/\s+/).filter((part) => part !== ''), timeoutMs: env.SECRETS_KEY_TIMEOUT_MS };
};

const callbacksOf = (env: Environment): Config['callbacks'] => ({
  first:
    env.CALLBACK_URL === undefined ? null : { url: env.CALLBACK_URL, secret: env.CALLBACK_SECRET ?? null },
  allowedAddresses: env.CALLBACK_ALLOWED_ADDRESSES,
  timeoutMs: env.CALLBACK_TIMEOUT_MS,
  retryScheduleMs: env.CALLBACK_RETRY_SCHEDULE,
  disableAfterMs: env.CALLBACK_DISABLE_AFTER_MS,
  secretOverlapMs: env.CALLBACK_SECRET_OVERLAP_MS,
  concurrency: env.CALLBACK_CONCURRENCY,
});

const workOf = (env: Environment): Config['work'] => ({
  leaseMs: env.LEASE_MS,
  pollIntervalMs: env.POLL_INTERVAL_MS,
  rulesRefreshMs: env.RULES_REFRESH_MS,
  messageMaxAgeMs: env.MESSAGE_MAX_AGE_MS,
  messageMaxAheadMs: env.MESSAGE_MAX_AHEAD_MS,
  inputMaxAttempts: env.INPUT_MAX_ATTEMPTS,
  shutdownTimeoutMs: env.SHUTDOWN_TIMEOUT_MS,
  runLettersPerSecond: env.RUN_LETTERS_PER_SECOND,
  importLinesAtOnce: env.IMPORT_LINES_AT_ONCE,
});

const deliveryOf = (env: Environment, simulator: boolean): Config['delivery'] => ({
  sendTimeoutMs: env.SEND_TIMEOUT_MS,
  unknownOutcomeWaitMs: env.UNKNOWN_OUTCOME_WAIT_MS,
  sendMaxAttempts: env.SEND_MAX_ATTEMPTS,
  sendConcurrency: env.SEND_CONCURRENCY,
  retryBaseMs: env.RETRY_BASE_MS,
  retryCapMs: env.RETRY_CAP_MS,
  numberRatePerSecond: env.NUMBER_RATE_PER_SECOND,
  recipientIntervalMs: env.RECIPIENT_INTERVAL_MS,
  recipientBurst: env.RECIPIENT_BURST ?? (simulator ? 30 : 5),
  breakerOpenMs: env.BREAKER_OPEN_MS,
  costsIntervalMs: env.COSTS_INTERVAL_MS,
  dailyPeople: env.PORTFOLIO_DAILY_PEOPLE ?? null,
  contactCap: env.CONTACT_CAP ?? null,
  marketingCap: env.MARKETING_CAP,
  templatesReadMs: env.TEMPLATES_READ_MS,
});

/** Puts the variables into groups and fills in the defaults that depend on each other: credentials → simulator → demo data → quiet hours. */
export const makeConfig = (env: Environment): Config => {
  const credentials = credentialsOf(env);
  const simulator = env.SIMULATOR ?? credentials === null;
  const demoData = env.DEMO_DATA ?? simulator;
  const quietHours = env.QUIET_HOURS === undefined ? (demoData ? null : defaultQuietHours) : env.QUIET_HOURS;
  return {
    http: {
      host: env.HOST,
      port: env.PORT,
      publicUrl: env.PUBLIC_URL ?? `http://localhost:${env.PORT}`,
      trustedProxyHops: env.TRUSTED_PROXY_HOPS,
      openPages: env.OPEN_PAGES ?? (simulator ? ['metrics', 'reference'] : []),
      metricsToken: env.METRICS_TOKEN ?? null,
      maxInflightWebhooks: env.MAX_INFLIGHT_WEBHOOKS,
      maxInflightEvents: env.MAX_INFLIGHT_EVENTS,
      maxInflightApi: env.MAX_INFLIGHT_API,
      maxInflightPdfs: env.MAX_INFLIGHT_PDFS,
      apiCallsPerMinute: env.API_CALLS_PER_MINUTE,
      bodyTimeoutMs: env.BODY_TIMEOUT_MS,
      webhookBodiesBytes: env.WEBHOOK_BODIES_BYTES,
      apiBodiesBytes: env.API_BODIES_BYTES,
      uploadBodiesBytes: env.UPLOAD_BODIES_BYTES,
      ackTimeoutMs: env.ACK_TIMEOUT_MS,
      healthTimeoutMs: env.HEALTH_TIMEOUT_MS,
    },
    role: env.ROLE,
    logLevel: env.LOG_LEVEL,
    storage: {
      mongodbUri: env.MONGODB_URI ?? null,
      dataDir: env.DATA_DIR,
      timeoutMs: env.DATABASE_TIMEOUT_MS,
    },
    whatsapp: {
      graphUrl: env.WHATSAPP_GRAPH_URL,
      graphVersion: env.WHATSAPP_GRAPH_VERSION,
      appId: env.WHATSAPP_APP_ID ?? null,
      credentials,
    },
    simulator,
    simulatorAllow: env.SIMULATOR_ALLOW,
    demoData,
    tenant: {
      id: env.TENANT_ID,
      name: env.TENANT_NAME,
      workingHours: env.TENANT_WORKING_HOURS,
      letterhead: env.TENANT_LETTERHEAD ?? null,
      timeZone: env.TENANT_TIME_ZONE,
      quietHours,
      privacyUrl: env.PRIVACY_NOTICE_URL ?? `${env.PUBLIC_URL ?? `http://localhost:${env.PORT}`}/privacy`,
      privacyNoticeVersion: env.PRIVACY_NOTICE_VERSION === 'off' ? null : env.PRIVACY_NOTICE_VERSION,
      keepsUnrecognised: env.KEEP_UNRECOGNISED,
      languageFallback: env.LANGUAGE_FALLBACK,
    },
    files: {
      clamdAddress: env.CLAMD_ADDRESS ?? null,
      clamdTimeoutMs: env.CLAMD_TIMEOUT_MS,
      mediaHosts: env.MEDIA_HOSTS.split(',').map((host) => host.trim()),
      mediaTimeoutMs: env.MEDIA_TIMEOUT_MS,
      maxBytes: env.UPLOAD_MAX_BYTES,
      perLink: env.UPLOAD_MAX_FILES,
      uploadTimeoutMs: env.UPLOAD_TIMEOUT_MS,
      perDay: env.FILES_PER_DAY,
    },
    apiKey: env.API_KEY ?? null,
    secretsKey: secretsKeyOf(env),
    staff: staffOf(env),
    mail: mailOf(env),
    push: pushOf(env, env.PUBLIC_URL ?? `http://localhost:${env.PORT}`),
    callbacks: callbacksOf(env),
    work: workOf(env),
    delivery: deliveryOf(env, simulator),
  };
};

/** What of the configuration may be printed or logged: an allow-list without secrets, addresses of databases or endpoints. */
export const describeConfig = (config: Config) => ({
  host: config.http.host,
  port: config.http.port,
  role: config.role,
  logLevel: config.logLevel,
  database: config.storage.mongodbUri === null ? 'embedded' : 'mongodb',
  channel: config.whatsapp.credentials === null ? 'none' : 'environment',
  graphVersion: config.whatsapp.graphVersion,
  simulator: config.simulator,
  demoData: config.demoData,
  callbackEndpoint: config.callbacks.first !== null,
});
