import { z } from 'zod';
import { noOwnUnits, type OwnUnits } from '../money/own-units.ts';
import { constantKinds, type UnitConstant } from '../money/unit-constants.ts';
import { isUnitCode } from '../money/units.ts';
import type { Clock } from '../shared/clock.ts';
import { refuseForbiddenWords } from '../words/refuse-forbidden-words.ts';
import type { ConstantRepository, ConstantsVersion } from '../units/constant.repository.ts';
import { requireUnit, saveConstants } from '../units/edit-constants.ts';
import { anyDecimal, currencyCode, lineOfText, localDate } from '../vocabulary/data-fields.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { nameOf } from './principal.ts';
import { instantText, nullableInstant } from './shape-fields.ts';

export interface ConstantRouteParts {
  constants: ConstantRepository;
  units: OwnUnitsLookup;
  clock: Clock;
}

const tag = 'Units';
const params = z.object({ code: z.string().min(1).max(64) });
const mostConstants = 200;

const rates: ReadonlySet<string> = new Set(['buying', 'selling']);
/** A thousand is pure; the trade goes by a tenth. */
const milyemPattern = /^(1000(\.0)?|\d{1,3}(\.\d)?)$/;

const constantSchema = z
  .strictObject({
    kind: z.enum(constantKinds).meta({
      description:
        '`milyem`: fineness; `grams`: weight of a piece; `has`: grams of pure gold counted for one; `buying`, `selling`: rates of yours',
    }),
    value: anyDecimal.refine((value) => !/^[0.]+$/.test(value), 'must be more than 0'),
    in: currencyCode.nullable().default(null).meta({ description: 'Of a rate: the money it is in' }),
    source: lineOfText(60).nullable().default(null).meta({ description: 'Of a rate: where it comes from' }),
    validFrom: localDate,
    validUntil: localDate
      .nullable()
      .default(null)
      .meta({ description: 'The last day; null: until the next of its kind' }),
  })
  .refine(({ kind, value }) => kind !== 'milyem' || milyemPattern.test(value), {
    path: ['value'],
    error: 'must be at most 1000, with at most one decimal',
  })
  .refine(({ kind, in: money }) => rates.has(kind) === (money !== null), {
    path: ['in'],
    error: 'goes with a rate, and with every rate',
  })
  .refine(({ kind, source }) => rates.has(kind) === (source !== null), {
    path: ['source'],
    error: 'goes with a rate, and with every rate',
  })
  .refine(({ validFrom, validUntil }) => validUntil === null || validUntil >= validFrom, {
    path: ['validUntil'],
    error: 'must not be before validFrom',
  });

const inputSchema = z.strictObject({
  constants: z
    .array(constantSchema)
    .max(mostConstants)
    .refine(
      (all) => new Set(all.map(({ kind, validFrom }) => `${kind} ${validFrom}`)).size === all.length,
      'must name every kind and first day once',
    ),
});

const shownConstant = z.object({
  kind: z.enum(constantKinds),
  value: z.string(),
  in: z.string().nullable(),
  source: z.string().nullable(),
  validFrom: z.string(),
  validUntil: z.string().nullable(),
});

const shape = z
  .object({
    code: z.string(),
    constants: z.array(shownConstant),
    version: z.int().meta({ description: '0: nobody wrote any yet' }),
    updatedAt: nullableInstant,
    updatedBy: z.string().nullable(),
    versions: z
      .array(
        z.object({ version: z.int(), at: instantText, by: z.string(), constants: z.array(shownConstant) }),
      )
      .meta({ description: 'All there were, the newest last' }),
  })
  .meta({ id: 'UnitConstants' });

const plain = ({ kind, value, in: money, source, validFrom, validUntil }: UnitConstant) => ({
  ...{ kind, value, in: money, source, validFrom, validUntil },
});

const toJson = (code: string, versions: readonly ConstantsVersion[]): z.input<typeof shape> => {
  const last = versions.at(-1);
  return {
    code,
    constants: (last?.constants ?? []).map(plain),
    version: last?.version ?? 0,
    updatedAt: last?.at.toISOString() ?? null,
    updatedBy: last?.by ?? null,
    versions: versions.map(({ version, at, by, constants }) => ({
      ...{ version, at: at.toISOString(), by, constants: constants.map(plain) },
    })),
  };
};

/** What a business settles with: fineness, weights and rates, with the days they hold (domain R10, ADR 0064). */
export const constantRoutes = ({ constants, units, clock }: ConstantRouteParts): readonly AnyRoute[] => {
  const ownFor = async (tenantId: string, code: string): Promise<OwnUnits> =>
    isUnitCode(code) ? noOwnUnits : units.fresh(tenantId);
  return [
    defineRoute({
      method: 'get',
      path: '/v1/units/{code}/constants',
      scope: 'units:read',
      tag,
      summary: 'Read the constants of a unit',
      params,
      answers: { 200: { description: 'Those of all days, with the newest 200 versions', schema: shape } },
      refusals: [404],
      async handle({ principal, params: { code } }) {
        requireUnit(code, await ownFor(principal.tenantId, code));
        const body = toJson(code, await constants.versionsOf(principal.tenantId, code));
        return { status: 200, headers: etagOf(body.version), body };
      },
    }),
    defineRoute({
      method: 'put',
      path: '/v1/units/{code}/constants',
      scope: 'units:write',
      tag,
      summary: 'Say what a unit is settled with, and since when',
      description:
        'All constants of the unit, shipped or your own; what is left out is gone, and stays in the versions before. Letters print those that ' +
        'hold on the day of their balances. What was printed, and what is put to a customer already, stays as it is.',
      params,
      body: inputSchema,
      answers: { 200: { description: 'As stored; a version more where something changed', schema: shape } },
      refusals: [404, 412, 413, 415],
      async handle({ principal, params: { code }, body, ifMatch }) {
        const { tenantId } = principal;
        refuseForbiddenWords(
          ...body.constants.map(({ source }, at) => [`constants[${at}].source`, source ?? ''] as const),
        );
        const own = await ownFor(tenantId, code);
        const edit = { tenantId, code, own, by: nameOf(principal), seen: ifMatch };
        await saveConstants({ constants, clock }, edit, body.constants);
        const json = toJson(code, await constants.versionsOf(tenantId, code));
        return { status: 200, headers: etagOf(json.version), body: json };
      },
    }),
  ];
};
