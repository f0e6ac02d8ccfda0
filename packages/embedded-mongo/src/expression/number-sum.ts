import { dateValue, doubleValue, fitsLong, intOrLongValue, longValue } from '../bson/make.ts';
import { int32At } from '../bson/raw.ts';
import type { Value } from '../bson/raw.ts';
import { BsonType } from '../bson/types.ts';
import { CommandError, notImplemented } from '../errors.ts';

/** A whole number, exactly. */
export function exactInteger(value: Value): bigint {
  return value.type === BsonType.int32
    ? BigInt(int32At(value.buf, value.start))
    : value.buf.readBigInt64LE(value.start);
}

/** Rounds to the nearest whole number, halves away from zero. */
export function roundHalfAway(value: number): number {
  const whole = Math.trunc(value);
  return Math.abs(value - whole) >= 0.5 ? whole + Math.sign(value) : whole;
}

/** Refuses decimals: computing with them in binary would be silently wrong. */
export function refuseDecimal(name: string, value: Value): void {
  if (value.type === BsonType.decimal) throw notImplemented(`${name} on decimals`);
}

/** The double nearest to an int32, a double or a long. */
export function asDouble(value: Value): number {
  if (value.type === BsonType.double) return value.buf.readDoubleLE(value.start);
  return value.type === BsonType.int32
    ? int32At(value.buf, value.start)
    : Number(value.buf.readBigInt64LE(value.start));
}

/**
 * A sum with MongoDB's number types: whole numbers are added exactly, doubles with the error of each addition carried along,
 * and the result has the widest type that was added (int32 grows to long, long to double when it does not fit).
 */
export class NumberSum {
  private widest: number = BsonType.int32;
  private whole = 0n;
  private sum = 0;
  private rest = 0;

  add(name: string, value: Value): void {
    refuseDecimal(name, value);
    if (value.type === BsonType.double) {
      this.widest = BsonType.double;
      this.addDouble(value.buf.readDoubleLE(value.start));
      return;
    }
    if (value.type === BsonType.long && this.widest === BsonType.int32) this.widest = BsonType.long;
    this.whole += exactInteger(value);
  }

  private addDouble(value: number): void {
    const total = this.sum + value;
    if (Number.isFinite(total)) {
      // Knuth's two-sum: what rounding took from the total is kept apart.
      const taken = total - this.sum;
      this.rest += this.sum - (total - taken) + (value - taken);
    } else this.rest = 0;
    this.sum = total;
  }

  /** The sum as the double nearest to it. */
  total(): number {
    const near = Number(this.whole);
    const copy = new NumberSum();
    copy.sum = this.sum;
    copy.rest = this.rest;
    copy.addDouble(near);
    if (Number.isFinite(near)) copy.addDouble(Number(this.whole - BigInt(near)));
    return copy.sum + copy.rest;
  }

  result(): Value {
    if (this.widest === BsonType.double || !fitsLong(this.whole)) return doubleValue(this.total());
    return this.widest === BsonType.long ? longValue(this.whole) : intOrLongValue(this.whole);
  }

  /** The sum as a date, where one of the operands was a date of `millis`. */
  date(name: string, millis: bigint): Value {
    const fraction = roundHalfAway(this.sum + this.rest);
    const total = Number.isFinite(fraction) ? this.whole + millis + BigInt(fraction) : undefined;
    if (total === undefined || !fitsLong(total))
      throw new CommandError(15, 'Overflow', `date overflow in ${name}`);
    return dateValue(total);
  }
}
