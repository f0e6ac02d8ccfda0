import { Agent } from 'undici';
import type {
  NumberFacts,
  SetupInquiry,
  SubscribedApp,
  Told,
  TokenFacts,
} from '../../channels/setup-facts.ts';
import { getBounded } from './bounded-get.ts';
import { readAnswer } from './template-refusal.ts';
import { makeRoundTrip } from './webhook-round-trip.ts';
import { finite, identifier, instant, list, record, text, type WireRecord } from './wire-values.ts';

export interface SetupInquiryOptions {
  /** `https://graph.facebook.com`; a path is kept and put before the version. */
  graphUrl: string;
  graphVersion: string;
  /** Of one call. */
  timeoutMs?: number;
}

const maxBytes = 256 * 1024;
const numberFields =
  'status,code_verification_status,verified_name,name_status,quality_rating,account_mode,webhook_configuration';
const numbersPerPage = 100;

/** A word or a name of the platform, of bounded length. */
const word = (value: unknown): string | null => text(value)?.slice(0, 128) ?? null;

const readAddresses = (configuration: unknown): NumberFacts['addresses'] => {
  if (typeof configuration !== 'object' || configuration === null) return null;
  const { phone_number: number, whatsapp_business_account: account, application } = record(configuration);
  return { number: text(number), account: text(account), app: text(application) };
};

const readNumber = (body: WireRecord): NumberFacts => ({
  status: word(body.status),
  verification: word(body.code_verification_status),
  name: word(body.verified_name),
  nameStatus: word(body.name_status),
  quality: word(body.quality_rating),
  mode: word(body.account_mode),
  addresses: readAddresses(body.webhook_configuration),
});

const readApps = (body: WireRecord): readonly SubscribedApp[] =>
  list(body.data).flatMap((one) => {
    const { whatsapp_business_api_data: app, override_callback_uri: address } = record(one);
    const appId = identifier(record(app).id);
    return appId === null ? [] : [{ appId, address: text(address) }];
  });

const readNumbers = (body: WireRecord): readonly string[] | null =>
  text(record(body.paging).next) === null
    ? list(body.data).flatMap((one) => identifier(record(one).id) ?? [])
    : null;

/** `granular_scopes` name the accounts a permission is for; one without them is for all that the token's user sees. */
const readPermissions = ({ scopes, granular_scopes: granular }: WireRecord): TokenFacts['permissions'] => {
  if (!Array.isArray(scopes) && !Array.isArray(granular)) return null;
  const named = list(granular).flatMap((one) => {
    const { scope, target_ids: targets } = record(one);
    const name = text(scope);
    const accounts = Array.isArray(targets) ? list(targets).flatMap((id) => identifier(id) ?? []) : null;
    return name === null ? [] : [{ name, accounts }];
  });
  const others = list(scopes)
    .flatMap((scope) => text(scope) ?? [])
    .filter((name) => !named.some((one) => one.name === name));
  return [...named, ...others.map((name) => ({ name, accounts: null }))];
};

const readToken = (body: WireRecord): TokenFacts => {
  const data = record(body.data);
  return {
    isValid: data.is_valid === true,
    appId: identifier(data.app_id),
    // 0: it does not end.
    expiresAt: (finite(data.expires_at) ?? 0) > 0 ? instant(data.expires_at) : null,
    permissions: readPermissions(data),
  };
};

const dateOf = (header: string | null): Date | null => {
  const at = header === null ? Number.NaN : Date.parse(header);
  return Number.isNaN(at) ? null : new Date(at);
};

/** What Meta's Cloud API says of a number, its account, token and app, and whether it would reach us. */
export const makeSetupInquiry = (options: SetupInquiryOptions): SetupInquiry & { close(): Promise<void> } => {
  const { timeoutMs = 5_000 } = options;
  const agent = new Agent({
    ...{ connections: 4, pipelining: 1, keepAliveTimeout: 4_000 },
    connect: { timeout: timeoutMs },
    ...{ headersTimeout: timeoutMs, bodyTimeout: timeoutMs },
  });
  const base = `${options.graphUrl.replace(/\/+$/, '')}/${options.graphVersion}`;
  const ask = async <Value>(
    path: string,
    accessToken: string,
    read: (body: WireRecord) => Value,
  ): Promise<Told<Value>> => {
    const url = new URL(`${base}${path}`);
    const got = await getBounded(agent, {
      ...{ url, accessToken, maxBytes },
      signal: AbortSignal.timeout(timeoutMs),
    });
    if (got.kind !== 'answered')
      return { kind: 'silent', reason: got.kind === 'failed' ? got.reason : got.kind };
    const answer = readAnswer(got.status, got.body.toString('utf8'), 'list');
    const at = dateOf(got.date);
    if (answer.kind === 'done') return { kind: 'told', value: read(record(answer.value)), at };
    return answer.kind === 'refused'
      ? { kind: 'refused', code: answer.code, at }
      : { kind: 'silent', reason: answer.reason };
  };
  return {
    number: ({ phoneNumberId, accessToken }) =>
      ask(`/${encodeURIComponent(phoneNumberId)}?fields=${numberFields}`, accessToken, readNumber),
    apps: ({ wabaId, accessToken }) =>
      ask(`/${encodeURIComponent(wabaId)}/subscribed_apps`, accessToken, readApps),
    numbers: ({ wabaId, accessToken }) =>
      ask(
        `/${encodeURIComponent(wabaId)}/phone_numbers?fields=id&limit=${numbersPerPage}`,
        accessToken,
        readNumbers,
      ),
    token: (accessToken, app) =>
      ask(
        `/debug_token?${new URLSearchParams({ input_token: accessToken }).toString()}`,
        app === null ? accessToken : `${app.id}|${app.secret}`,
        readToken,
      ),
    roundTrip: makeRoundTrip(agent, timeoutMs),
    close: () => agent.close(),
  };
};
