import type { Refusal, RefusalKind } from '../../delivery/message-sender.ts';

const minute = 60_000;
const hour = 60 * minute;

/** `134100–134103` as every code between. */
const span = (from: number, to: number): number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

const codes: Readonly<Record<RefusalKind, readonly number[]>> = {
  transient: [1, 2, 131000, 131016, 131057, 133004, 134101, 134102, 139102, 139103, 2494100],
  // 131048 (quality) is among the throttles of reliability C: the number waits, for hours.
  'throttled-number': [4, 80007, 130429, 131048],
  'throttled-recipient': [131056, 131208],
  account: [
    ...[0, 3, 10, 33, 190, 368, 131005, 131031, 131037, 131042, 131044, 131045, 131064, 134011],
    ...[133000, 133005, 133006, 133008, 133009, 133010, 133015, 133016],
    // One family: a permission was removed.
    ...span(200, 299),
  ],
  'window-closed': [131047],
  'not-now': [130472, 131049, 131050],
  template: [132001, 132015, 132016, 132068, 132069],
  attachment: [131052, 131053, 132012],
  // 130497 is one: a country is refused, not the account (platform 10.2).
  recipient: [130403, 130497, 131020, 131021, 131026, 131030, 131041, 131062, 131207],
  permanent: [
    ...[100, 131008, 131009, 131036, 131051, 131055, 131059, 131060, 131063],
    ...[...span(131201, 131204), ...span(131209, 131215)],
    ...[132000, 132005, 132007, 132008, 132018, 134100, 134103, 135000, 136024, 137000],
    ...[...span(138000, 138018), 138038, 613, ...span(139000, 139004), 139100, 139101, 139200],
    ...span(147001, 147005),
    ...[1752041, 2388001, 2388012, 2388019, 2388040, 2388047, 2388072, 2388073, 2388091, 2388093, 2388103],
    ...[2388293, 2388299, 2388318, 2388330, ...span(2494164, 2494179), 2494191],
    ...[2593107, 2593108, 2593109],
  ],
};

/** How long the platform's pages say to wait, for codes that say more than "back off"; it sends no `Retry-After`. */
const waits: ReadonlyMap<number, number> = new Map([
  [4, 5 * minute],
  [80007, hour],
  [131048, hour],
  [131049, 24 * hour],
  [131057, minute],
  [132001, hour],
  [132015, hour],
  [132016, hour],
  [132068, hour],
  [132069, hour],
  [133015, 5 * minute],
  [134101, 10 * minute],
  [2494100, 5 * minute],
]);

/** Every code of platform 10 with what follows from it. */
export const errorTable: ReadonlyMap<number, Refusal> = new Map(
  (Object.entries(codes) as [RefusalKind, readonly number[]][]).flatMap(([kind, listed]) =>
    listed.map((code): [number, Refusal] => [code, { kind, waitMs: waits.get(code) ?? null }]),
  ),
);
