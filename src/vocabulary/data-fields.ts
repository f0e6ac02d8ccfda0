import { z } from 'zod';
import { sideSchema } from '../../machines/shared/request.ts';
import { unitCodes, unitOf } from '../money/units.ts';
import { isTakenUnit, takenCurrencyCodes, takenUnitCodes, takenUnits } from './taken-units.ts';

/** Fields that several events share. Texts of one line, because values of a template may hold no line break. */

export const lineOfText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[^\p{Cc}\u2028\u2029]*$/u, 'must be one line without control characters');

/** A reference of the business system: letters, digits and `. _ : -`; it appears in addresses of the API. */
export const reference = (max: number) =>
  z
    .string()
    .max(max)
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._:-]*$/,
      'must be letters, digits and . _ : - only, beginning with a letter or digit',
    );

/** A document number as printed: may hold slashes and spaces. */
export const documentNumber = lineOfText(64);

export const instant = z.iso.datetime({ offset: true, error: 'must be an ISO 8601 instant with offset' });
export const localDate = z.iso.date('must be a date, YYYY-MM-DD');
/** As the business system knows it; kept as evidence, so shortened forms (`9f2c…`) are taken as they come. */
const sha256Hex = z.string().regex(/^[0-9a-fA-F]{4,64}(…|\.{3})?$/, 'must be a SHA-256 in hex');

/** An unsigned decimal string: the side says the sign, an exponent or a comma is refused. */
export const decimal = (maxDecimals: number) =>
  z
    .string()
    .max(32)
    .regex(
      new RegExp(`^(0|[1-9]\\d{0,14})${maxDecimals === 0 ? '' : `(\\.\\d{1,${maxDecimals}})?`}$`),
      `must be a decimal string with at most ${maxDecimals} decimals`,
    );

/** The widest decimal of any unit (domain 2.5). */
export const anyDecimal = decimal(4);

/** A decimal that may be below zero: differences and comparisons, never a balance. */
export const signedDecimal = z
  .string()
  .max(33)
  .regex(/^-?(0|[1-9]\d{0,14})(\.\d{1,4})?$/, 'must be a decimal string with at most 4 decimals');

/** The quantity has no more decimals than its unit keeps. */
export const fitsUnit = ({ unit, quantity }: { unit: string; quantity: string }): boolean =>
  (quantity.split('.')[1] ?? '').length <= unitOf(unit, takenUnits()).decimalsStored;

export const tooManyDecimals = { path: ['quantity'], error: 'has more decimals than its unit keeps' };

/** The form of every code: shipped, or of a tenant's own. */
export const unitCodePattern = /^[A-Z][A-Z0-9_]{1,23}$/;

/** A shipped unit, or one of the tenant that `takingUnits` was given. */
export const unitCode = z
  .string()
  .refine(isTakenUnit, {
    error: () => `must be one of ${takenUnitCodes().join(', ')}`,
    abort: true,
  })
  .meta({
    description: `A shipped unit (${unitCodes.join(', ')}), or one of your own (\`GET /v1/units\`)`,
    pattern: unitCodePattern.source,
  });

/** The same of money alone: what an invoice or a price is in. */
export const currencyCode = unitCode
  .refine((code) => takenCurrencyCodes().includes(code), {
    error: () => `must be one of ${takenCurrencyCodes().join(', ')}`,
    abort: true,
  })
  .meta({
    description: 'A shipped currency, or one of your own (`GET /v1/units`)',
    pattern: unitCodePattern.source,
  });

/** Every amount has no more decimals than its currency keeps. */
export const fitsCurrency = ({
  currency,
  amounts,
}: {
  currency: string;
  amounts: readonly (string | undefined)[];
}): boolean => amounts.every((quantity) => quantity === undefined || fitsUnit({ unit: currency, quantity }));

/** The fields of a line, for an event about one quantity. */
export const lineFields = { unit: unitCode, quantity: anyDecimal, side: sideSchema };

/** `{ unit, quantity, side }`, the quantity with no more decimals than the unit keeps. */
export const line = z.strictObject(lineFields).refine(fitsUnit, tooManyDecimals);

/** `{ unit, quantity }`, for limits. */
export const quantityOfUnit = z
  .strictObject({ unit: unitCode, quantity: anyDecimal })
  .refine(fitsUnit, tooManyDecimals);

/** Balances of an account: one line per unit, because the customer answers per unit. */
export const lines = z
  .array(line)
  .max(20)
  .refine((all) => new Set(all.map(({ unit }) => unit)).size === all.length, 'must name every unit once');

/** The document a message carries. The platform fetches it, so it must be reachable from outside. */
export const documentFields = {
  document_url: z
    .url({ protocol: /^https$/, error: 'must be an https address' })
    .max(2048)
    .optional(),
  document_filename: lineOfText(150)
    .regex(/^[^/\\]*$/, 'must be a file name without folders')
    .optional(),
  document_sha256: sha256Hex.optional(),
  /** Its size. */
  document_bytes: z.int().min(1).max(100_000_000).optional(),
};
