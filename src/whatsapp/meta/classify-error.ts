import type { ClassifyPlatformError, RefusalKind } from '../../delivery/message-sender.ts';

const codesByKind: Readonly<Record<Exclude<RefusalKind, 'permanent'>, readonly number[]>> = {
  transient: [1, 2, 131000, 131016, 131057, 133004, 2494100],
  // 131048 (quality) is among the throttles of reliability C: the number waits, for hours (`retryHintMs`).
  'throttled-number': [4, 80007, 130429, 131048],
  'throttled-recipient': [131056, 131208],
  'window-closed': [131047],
  account: [0, 3, 10, 33, 190, 368, 131005, 131031, 131037, 131042, 131045, 131064, 133010],
};

/** Codes that end this message and nothing else. 130497 is one: a country is refused, not the account (platform 10.2). */
const permanentCodes = [
  100, 130403, 130472, 130497, 131008, 131009, 131020, 131021, 131026, 131030, 131036, 131041, 131049, 131050,
  131051, 131052, 131053, 131055, 131062, 131063, 131207, 132000, 132001, 132005, 132007, 132008, 132012,
  132015, 132016, 132018, 132068, 132069, 135000, 137000, 139200,
];

const kindByCode = new Map<number, RefusalKind>();
for (const [kind, codes] of Object.entries(codesByKind) as [RefusalKind, readonly number[]][])
  for (const code of codes) kindByCode.set(code, kind);
for (const code of permanentCodes) kindByCode.set(code, 'permanent');
/** 200–299 are one family: a permission was removed. */
for (let code = 200; code <= 299; code += 1) kindByCode.set(code, 'account');

/** Tables of platform 10.2 to 10.5, by code alone, never by text. A code nobody documented is permanent. */
export const classifyPlatformError: ClassifyPlatformError = (code) => kindByCode.get(code) ?? 'permanent';

/**
 * Whether this code proves that the message was not taken even though the answer is a 5xx. Server faults prove nothing (the
 * fault may come after the message was queued); 131057 does, since a number in maintenance takes no message.
 */
export const isCertainRefusal = (code: number): boolean =>
  kindByCode.has(code) && (kindByCode.get(code) !== 'transient' || code === 131057);

const minute = 60_000;
const hints: ReadonlyMap<number, number> = new Map([
  [4, 5 * minute],
  [80007, 60 * minute],
  [131048, 60 * minute],
  [131057, minute],
  [2494100, 5 * minute],
]);

/** How long the platform's documentation says to wait, for codes that say more than "back off"; it sends no `Retry-After`. */
export const retryHintMs = (code: number): number | null => hints.get(code) ?? null;
