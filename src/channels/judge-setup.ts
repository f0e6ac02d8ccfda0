import { appIdOf, judgeAccount, judgeAppSecret, judgeNumber, judgeToken } from './judge-platform.ts';
import type { SetupCheck, Verdict } from './setup-check.ts';
import type { RoundTrip, SetupFacts } from './setup-facts.ts';

/** What OpenSSL and Node say of a certificate nobody should trust. */
const certificateReason = /CERT|SELF_SIGNED|TLS|SSL|ALTNAME|VERIFY/;

const judgeAnswer = ({
  step,
  status,
  notOurs,
}: Extract<RoundTrip, { kind: 'answered' }>): Verdict<'webhook'>['code'] => {
  if (notOurs) return 'not_ours';
  if (status >= 300 && status < 400) return 'redirected';
  if (status === 404 || status === 405) return 'not_found';
  if (status >= 502 && status <= 504) return 'gateway';
  if (step === 'handshake') return 'verification_refused';
  return status === 401 || status === 403 ? 'signature_refused' : 'delivery_refused';
};

const judgeRoundTrip = (trip: RoundTrip): Verdict<'webhook'> | null => {
  if (trip.kind === 'whole') return null;
  if (trip.kind === 'unreachable') {
    const code = certificateReason.test(trip.reason) ? 'certificate' : 'unreachable';
    return { state: 'failed', code, facts: { reason: trip.reason } };
  }
  return { state: 'failed', code: judgeAnswer(trip), facts: { status: trip.status } };
};

/** The same place, however its end is written. */
const placeOf = (address: string): string => {
  if (!URL.canParse(address)) return address;
  const { origin, pathname } = new URL(address);
  return `${origin}${pathname.replace(/\/+$/, '')}`;
};

const hostOf = (address: string): string => (URL.canParse(address) ? new URL(address).host : '');

/** The address of the number counts before the account's, and that before the app's (platform 1.7). */
const judgeAddresses = (facts: SetupFacts): Verdict<'webhook'> => {
  const { number, apps, ownAddresses } = facts;
  if (number.kind !== 'told') return { state: 'unknown', code: 'number_unknown' };
  const { addresses } = number.value;
  if (addresses === null) return { state: 'unknown', code: 'address_untold' };
  const appId = appIdOf(facts);
  const subscribed = apps.kind === 'told' ? apps.value.find((app) => app.appId === appId) : undefined;
  const said = [
    { at: 'number', address: addresses.number },
    { at: 'account', address: addresses.account ?? subscribed?.address ?? null },
    { at: 'app', address: addresses.app },
  ];
  const own = new Set(ownAddresses.map(placeOf));
  const isOwn = (address: string): boolean => own.has(placeOf(address));
  const effective = said.find(({ address }) => address !== null);
  if (effective === undefined || effective.address === null) return { state: 'failed', code: 'no_address' };
  const { at, address } = effective;
  if (!isOwn(address))
    return { state: 'failed', code: 'goes_elsewhere', facts: { at, host: hostOf(address) } };
  // Templates and news of the account go to the app's address whatever the others say.
  if (addresses.app === null || !isOwn(addresses.app))
    return { state: 'warning', code: 'app_goes_elsewhere', facts: { host: hostOf(addresses.app ?? '') } };
  return { state: 'ok', code: 'ok' };
};

const judgeWebhook = (facts: SetupFacts): Verdict<'webhook'> =>
  judgeRoundTrip(facts.roundTrip) ?? judgeAddresses(facts);

/** The platform calls public https addresses alone (platform 1.3). */
const judgePublicUrl = ({ publicAddress, isSimulated }: SetupFacts): Verdict<'public_url'> => {
  const { host, isHttps, reach } = publicAddress;
  const facts = { host };
  if (isHttps && reach === 'public') return { state: 'ok', code: 'ok', facts };
  if (isSimulated) return { state: 'warning', code: 'demo', facts };
  if (reach === 'local') return { state: 'failed', code: 'local_host', facts };
  if (!isHttps) return { state: 'failed', code: 'not_https', facts };
  return reach === 'private'
    ? { state: 'warning', code: 'private_address', facts }
    : { state: 'failed', code: 'unresolved', facts };
};

/** As readiness has it (ADR 0004). */
const databaseLimitMs = 2_000;
/** As what the platform sends is held against (a minute); below a few seconds nothing is proven by a header of whole seconds. */
const platformLimitMs = 60_000;
const platformNoteMs = 5_000;

const secondsOf = (ms: number): number => Math.round(ms / 1_000);

const judgeTime = ({ platformAheadMs, databaseAheadMs }: SetupFacts): Verdict<'time'> => {
  if (Math.abs(databaseAheadMs) >= databaseLimitMs)
    return {
      state: 'failed',
      code: 'database_differs',
      facts: { aheadSeconds: secondsOf(databaseAheadMs) },
    };
  if (platformAheadMs === null) return { state: 'unknown', code: 'platform_unreachable' };
  const facts = { aheadSeconds: secondsOf(platformAheadMs) };
  const off = Math.abs(platformAheadMs);
  if (off > platformNoteMs)
    return { state: off > platformLimitMs ? 'failed' : 'warning', code: 'platform_differs', facts };
  return { state: 'ok', code: 'ok' };
};

const judgeTemplates = ({ templates }: SetupFacts): Verdict<'templates'> => {
  const { readAt, problem, ...counts } = templates;
  if (readAt === null && problem === null) return { state: 'unknown', code: 'not_read' };
  if (problem !== null) return { state: 'unknown', code: 'not_readable', facts: { problem } };
  if (counts.missing > 0) return { state: 'failed', code: 'missing', facts: counts };
  if (counts.rejected > 0) return { state: 'failed', code: 'rejected', facts: counts };
  if (counts.outOfUse > 0) return { state: 'failed', code: 'out_of_use', facts: counts };
  return counts.approved < counts.needed
    ? { state: 'warning', code: 'waiting', facts: counts }
    : { state: 'ok', code: 'ok', facts: counts };
};

const judgeDatabase = ({ database }: SetupFacts): Verdict<'database'> => {
  if (!database.isReachable) return { state: 'failed', code: 'unreachable' };
  const missing = database.missingIndexes;
  return missing.length === 0
    ? { state: 'ok', code: 'ok' }
    : { state: 'failed', code: 'missing_indexes', facts: { missing: missing.slice(0, 10) } };
};

/** What the facts come to, always in this order. */
export const judgeSetup = (facts: SetupFacts): readonly SetupCheck[] => [
  { check: 'token', ...judgeToken(facts) },
  { check: 'number', ...judgeNumber(facts) },
  { check: 'account', ...judgeAccount(facts) },
  { check: 'app_secret', ...judgeAppSecret(facts) },
  { check: 'webhook', ...judgeWebhook(facts) },
  { check: 'public_url', ...judgePublicUrl(facts) },
  { check: 'time', ...judgeTime(facts) },
  { check: 'templates', ...judgeTemplates(facts) },
  { check: 'database', ...judgeDatabase(facts) },
];
