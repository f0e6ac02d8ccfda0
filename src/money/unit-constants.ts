/**
 * What a business settles with (domain 2.3, 2.4): fineness in milyem, the weight of a coin in grams, pure gold counted for one of the unit, and
 * rates it buys and sells at.
 */
export const constantKinds = ['milyem', 'grams', 'has', 'buying', 'selling'] as const;
export type ConstantKind = (typeof constantKinds)[number];

/** One of them, with the days it holds. */
export interface UnitConstant {
  kind: ConstantKind;
  /** Decimal string. */
  value: string;
  /** Of a rate: the unit of money it is in, and where it comes from; null: it is no rate. */
  in: string | null;
  source: string | null;
  /** `YYYY-MM-DD`, the first day. */
  validFrom: string;
  /** The last day; null: until the next of its kind. */
  validUntil: string | null;
}

/** A constant with the unit it is of. */
export interface HeldConstant extends UnitConstant {
  unit: string;
}

/** Of each kind the one that begins last by that day, if that day is still one of its own. */
const heldOn = (constants: readonly UnitConstant[], date: string): UnitConstant[] =>
  constantKinds.flatMap((kind) => {
    const last = constants
      .filter((one) => one.kind === kind && one.validFrom <= date)
      .reduce<UnitConstant | null>(
        (latest, one) => (latest === null || one.validFrom > latest.validFrom ? one : latest),
        null,
      );
    return last === null || (last.validUntil !== null && last.validUntil < date) ? [] : [last];
  });

/** Those that held on a day for the units of a letter, in the order of its lines; a unit without any has none. */
export const constantsOf = (
  units: readonly string[],
  all: readonly { code: string; constants: readonly UnitConstant[] }[],
  date: string,
): HeldConstant[] =>
  units.flatMap((unit) =>
    heldOn(all.find(({ code }) => code === unit)?.constants ?? [], date).map((one) => ({ unit, ...one })),
  );
