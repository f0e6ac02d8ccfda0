import { Decimal128 } from 'bson';

/** A decimal read exactly: sign, digits and power of ten. */
export interface ExactDecimal {
  readonly kind: 'finite' | 'infinite' | 'nan';
  readonly negative: boolean;
  readonly digits: bigint;
  readonly exponent: number;
}

/** Reads the 16 bytes of a Decimal128. */
export function exactDecimal(buf: Buffer, start: number): ExactDecimal {
  const text = new Decimal128(buf.subarray(start, start + 16)).toString();
  if (text === 'NaN') return { kind: 'nan', negative: false, digits: 0n, exponent: 0 };
  const negative = text.startsWith('-');
  if (text.endsWith('Infinity')) return { kind: 'infinite', negative, digits: 0n, exponent: 0 };
  const [mantissa = '0', power = '0'] = text.replace(/^-/, '').split('E');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  return {
    kind: 'finite',
    negative,
    digits: BigInt(whole + fraction),
    exponent: Number(power) - fraction.length,
  };
}

/** The double nearest to a decimal. */
export function decimalToDouble(value: ExactDecimal): number {
  if (value.kind === 'nan') return NaN;
  const size = value.kind === 'infinite' ? Infinity : Number(`${value.digits}e${value.exponent}`);
  return value.negative ? -size : size;
}

/** A decimal without its fraction; undefined when it is not finite. Powers far beyond 64 bits are cut short. */
export function wholeDecimal({ kind, negative, digits, exponent }: ExactDecimal): bigint | undefined {
  if (kind !== 'finite') return undefined;
  // 34 digits and 40 more places leave nothing before the point, and 20 more zeros nothing within 64 bits.
  const power = digits === 0n ? 0 : Math.max(-40, Math.min(exponent, 20));
  const size = power >= 0 ? digits * 10n ** BigInt(power) : digits / 10n ** BigInt(-power);
  return negative ? -size : size;
}

const view = new DataView(new ArrayBuffer(8));

/** Mantissa and power of two of a finite double, exactly. */
function exactDouble(value: number): { mantissa: bigint; power: number } {
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const mantissa = exponent === 0 ? fraction : fraction | 0x10000000000000n;
  return { mantissa: value < 0 ? -mantissa : mantissa, power: (exponent === 0 ? 1 : exponent) - 1075 };
}

/**
 * The distance from a double to an exact decimal as a fraction of the double's last bit, scaled by 2^112; negative when the
 * decimal is smaller. Zero exactly when the two are equal.
 */
export function decimalDistance(value: ExactDecimal, near: number): bigint {
  const { mantissa, power } = exactDouble(near);
  let numerator = value.negative ? -value.digits : value.digits;
  let denominator = 1n;
  if (value.exponent >= 0) numerator *= 10n ** BigInt(value.exponent);
  else denominator = 10n ** BigInt(-value.exponent);
  if (power >= 0) denominator <<= BigInt(power);
  else numerator <<= BigInt(-power);
  const rest = (numerator - mantissa * denominator) << 112n;
  const distance = rest / denominator;
  if (distance !== 0n) return distance;
  return rest === 0n ? 0n : rest > 0n ? 1n : -1n;
}
