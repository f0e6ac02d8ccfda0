import type { SetupDetails, Verdict } from './setup-check.ts';
import type { NumberFacts, SetupFacts, Told, TokenFacts } from './setup-facts.ts';

/** What a channel needs: sending and webhooks, numbers and templates (platform 0.2). */
const neededPermissions = ['whatsapp_business_messaging', 'whatsapp_business_management'] as const;
const managing = 'whatsapp_business_management';

/** Time to get another token without haste. */
const soonMs = 14 * 24 * 60 * 60_000;

const numberOf = (code: string): number => Number(code.split('.')[0]);

/** The token itself is refused (platform 10.2); 401 came without a code. */
const isTokenCode = (code: string): boolean => [0, 102, 190, 401].includes(numberOf(code));
const isBusyCode = (code: string): boolean => [4, 17, 32, 429, 613, 80007, 130429].includes(numberOf(code));
const isPermissionCode = (code: string): boolean => {
  const number = numberOf(code);
  return [3, 10, 403, 131005].includes(number) || (number >= 200 && number <= 299);
};
/** An object that the token does not see is answered like one that there is not. */
const isUnseenCode = (code: string): boolean => code === '100.33' || numberOf(code) === 33;
const isLockedCode = (code: string): boolean => [368, 131031].includes(numberOf(code));

const refusesToken = (answer: Told<unknown>): boolean =>
  answer.kind === 'refused' && isTokenCode(answer.code);
const isBusy = (answer: Told<unknown>): boolean => answer.kind === 'refused' && isBusyCode(answer.code);

/** Is the token known to be worth nothing? */
const isTokenDead = ({ token, number, apps }: SetupFacts): boolean =>
  token.kind === 'told' ? !token.value.isValid : refusesToken(number) || refusesToken(apps);

const expiryOf = ({ expiresAt }: TokenFacts): SetupDetails => ({
  expiresAt: expiresAt === null ? null : expiresAt.toISOString(),
});

const judgeDescribed = (
  token: TokenFacts,
  { now, givenAppId, channel: { wabaId } }: SetupFacts,
): Verdict<'token'> => {
  const facts = expiryOf(token);
  if (givenAppId !== null && token.appId !== null && token.appId !== givenAppId)
    return { state: 'failed', code: 'other_app', facts };
  const { permissions } = token;
  if (permissions === null) return { state: 'unknown', code: 'not_described', facts };
  const missing = neededPermissions.filter((needed) => !permissions.some(({ name }) => name === needed));
  if (missing.length > 0)
    return { state: 'failed', code: 'permission_missing', facts: { ...facts, missing } };
  const isGranted = permissions.some(
    ({ name, accounts }) => name === managing && (accounts === null || accounts.includes(wabaId)),
  );
  if (!isGranted) return { state: 'failed', code: 'account_not_granted', facts };
  const isEnding = token.expiresAt !== null && token.expiresAt.getTime() - now.getTime() < soonMs;
  return isEnding ? { state: 'warning', code: 'expires_soon', facts } : { state: 'ok', code: 'ok', facts };
};

export const judgeToken = (facts: SetupFacts): Verdict<'token'> => {
  const { token, number, apps, now } = facts;
  if (isTokenDead(facts)) {
    const expiresAt = token.kind === 'told' ? token.value.expiresAt : null;
    return expiresAt !== null && expiresAt <= now
      ? { state: 'failed', code: 'expired', facts: { expiresAt: expiresAt.toISOString() } }
      : { state: 'failed', code: 'invalid' };
  }
  if (token.kind === 'told') return judgeDescribed(token.value, facts);
  const answers = [token, number, apps];
  if (answers.every(({ kind }) => kind === 'silent'))
    return {
      state: 'failed',
      code: 'platform_unreachable',
      facts: { reason: token.kind === 'silent' ? token.reason : '' },
    };
  if (answers.some(isBusy)) return { state: 'unknown', code: 'platform_busy' };
  return { state: 'unknown', code: 'not_described' };
};

type Unasked = Verdict<'number'> & Verdict<'account'>;

/** Why an answer about the number or the account did not come. */
const judgeUntold = (answer: Exclude<Told<unknown>, { kind: 'told' }>, facts: SetupFacts): Unasked => {
  if (isTokenDead(facts)) return { state: 'unknown', code: 'token_failed' };
  if (answer.kind === 'silent')
    return { state: 'unknown', code: 'platform_unreachable', facts: { reason: answer.reason } };
  const { code } = answer;
  const said = { platformCode: code };
  if (isBusyCode(code)) return { state: 'unknown', code: 'platform_busy' };
  if (isUnseenCode(code)) return { state: 'failed', code: 'not_visible', facts: said };
  if (isPermissionCode(code)) return { state: 'failed', code: 'no_permission', facts: said };
  if (isLockedCode(code)) return { state: 'failed', code: 'restricted', facts: said };
  return { state: 'unknown', code: 'platform_refused', facts: said };
};

const detailsOf = ({ status, verification, name, nameStatus, quality, mode }: NumberFacts): SetupDetails => ({
  ...{ status, verification, name, nameStatus, quality, mode },
});

const unconnected: Readonly<Record<string, 'not_registered' | 'restricted' | 'gone'>> = {
  PENDING: 'not_registered',
  DISCONNECTED: 'not_registered',
  FLAGGED: 'restricted',
  RESTRICTED: 'restricted',
  RATE_LIMITED: 'restricted',
  BANNED: 'restricted',
  MIGRATED: 'gone',
  DELETED: 'gone',
};

/** A number that is connected was proven once; that its proof is old keeps it from nothing. */
const judgeUnconnected = ({ status, verification }: NumberFacts): Verdict<'number'>['code'] => {
  if (status === null) return 'not_described';
  const code = unconnected[status] ?? 'not_connected';
  return code === 'not_registered' && verification !== 'VERIFIED' && verification !== null
    ? 'not_verified'
    : code;
};

const approvedNames: readonly string[] = ['APPROVED', 'AVAILABLE_WITHOUT_REVIEW'];

const warningOf = (number: NumberFacts, { channel }: SetupFacts): Verdict<'number'>['code'] | null => {
  if (channel.status === 'paused') return 'paused';
  if (number.verification === 'NOT_VERIFIED') return 'not_verified';
  if (number.nameStatus !== null && !approvedNames.includes(number.nameStatus)) return 'name_not_approved';
  if (number.quality === 'RED' || number.quality === 'YELLOW') return 'quality_low';
  return number.mode === 'SANDBOX' ? 'sandbox' : null;
};

/** It sends only while it is connected (platform 12.1). */
export const judgeNumber = (facts: SetupFacts): Verdict<'number'> => {
  const { number, channel } = facts;
  if (number.kind !== 'told') return judgeUntold(number, facts);
  const details = detailsOf(number.value);
  if (number.value.status !== 'CONNECTED') {
    const code = judgeUnconnected(number.value);
    return { state: code === 'not_described' ? 'unknown' : 'failed', code, facts: details };
  }
  if (channel.trouble !== undefined) {
    const { code, since } = channel.trouble;
    const held = { platformCode: String(code), since: since.toISOString() };
    return { state: 'failed', code: 'held', facts: { ...details, ...held } };
  }
  const warning = warningOf(number.value, facts);
  return warning === null
    ? { state: 'ok', code: 'ok', facts: details }
    : { state: 'warning', code: warning, facts: details };
};

/** As configured, else as the token says. */
export const appIdOf = ({ givenAppId, token }: Pick<SetupFacts, 'givenAppId' | 'token'>): string | null =>
  givenAppId ?? (token.kind === 'told' ? token.value.appId : null);

/** Without a subscription no webhook ever comes (platform 12.3). */
export const judgeAccount = (facts: SetupFacts): Verdict<'account'> => {
  const { apps, numbers, channel } = facts;
  if (apps.kind !== 'told') return judgeUntold(apps, facts);
  if (numbers.kind === 'told' && numbers.value?.includes(channel.phoneNumberId) === false)
    return { state: 'failed', code: 'number_elsewhere' };
  const counted = { apps: apps.value.length };
  if (apps.value.length === 0) return { state: 'failed', code: 'not_subscribed', facts: counted };
  const appId = appIdOf(facts);
  if (appId === null) return { state: 'unknown', code: 'app_unknown', facts: counted };
  return apps.value.some((app) => app.appId === appId)
    ? { state: 'ok', code: 'ok', facts: counted }
    : { state: 'failed', code: 'not_subscribed', facts: counted };
};

/** The app answers by its secret alone; `100`: it does, and the token is of another app. */
export const judgeAppSecret = (facts: SetupFacts): Verdict<'app_secret'> => {
  const { secret } = facts;
  if (secret === null) return { state: 'unknown', code: isTokenDead(facts) ? 'token_failed' : 'app_unknown' };
  const { answer, isCurrent } = secret;
  if (answer.kind === 'told')
    return isCurrent ? { state: 'ok', code: 'ok' } : { state: 'warning', code: 'previous_in_use' };
  if (answer.kind === 'silent')
    return { state: 'unknown', code: 'platform_unreachable', facts: { reason: answer.reason } };
  const { code } = answer;
  if (isBusyCode(code)) return { state: 'unknown', code: 'platform_busy' };
  if (isTokenCode(code) || numberOf(code) === 101) return { state: 'failed', code: 'wrong' };
  return code === '100'
    ? { state: 'failed', code: 'other_app' }
    : { state: 'unknown', code: 'platform_refused', facts: { platformCode: code } };
};
