import { z } from 'zod';
import { commonTexts } from '../money/common-texts.ts';
import { noOwnUnits, unitKinds, type OwnUnit } from '../money/own-units.ts';
import { isUnitCode, unitCodes, unitOf, type UnitCode } from '../money/units.ts';
import { foldText } from '../reading/fold-text.ts';
import { shippedWordsOf } from '../reading/unit-words.ts';
import type { Clock } from '../shared/clock.ts';
import { NotFound } from '../shared/errors.ts';
import { refuseForbiddenWords } from '../words/refuse-forbidden-words.ts';
import { retireUnit, saveUnit, type EditUnitParts, type UnitEdit } from '../units/edit-units.ts';
import type { UnitRepository, UnitVersion } from '../units/unit.repository.ts';
import { lineOfText, unitCodePattern } from '../vocabulary/data-fields.ts';
import { languages, type Language } from '../vocabulary/language.ts';
import { defineRoute, type AnyRoute, type RouteAnswer } from './define-route.ts';
import { etagOf } from './if-match.ts';
import { listJson, listSchema } from './page-query.ts';
import { nameOf, type Principal } from './principal.ts';
import { instantText, nullableInstant } from './shape-fields.ts';

export interface UnitRouteParts {
  unitStore: UnitRepository;
  /** Units of the tenant were written: what this process knows of them is of before. */
  units: { forget(tenantId: string): void };
  clock: Clock;
}

const tag = 'Units';

/** What the machines and the readers use as a unit beside units. */
const reserved: ReadonlySet<string> = new Set(['ALL']);
const codeParams = z.object({
  code: z
    .string()
    .regex(
      unitCodePattern,
      'must be a capital letter and one to 23 capital letters, digits and _, as in PLT_G',
    )
    .refine((code) => !reserved.has(code), 'is a word of its own here'),
});

/** Of a unit that is there: what has no such form is none. */
const knownParams = z.object({ code: z.string().min(1).max(64) });

/** Decimals of any unit at most: what schemas and reading go by. */
const mostDecimals = 4;

const namesSchema = z.strictObject({
  name: lineOfText(60).meta({ description: 'In full: `platin (gram)`' }),
  short: lineOfText(20).meta({ description: 'Fits a button: `Platin`' }),
  suffix: lineOfText(16).meta({ description: 'Behind a figure: `g platin`' }),
});

const wordSchema = z
  .string()
  .max(40)
  .regex(/^[\p{L}\p{M}]+( [\p{L}\p{M}]+){0,2}$/u, 'must be letters, of at most three words')
  .refine((word) => foldText(word).length >= 2, 'must have at least two letters');

const wordsSchema = z
  .array(wordSchema)
  .max(12)
  .refine((all) => new Set(all.map(foldText)).size === all.length, 'must name every word once');

const perLanguage = <Schema extends z.ZodType>(schema: Schema) =>
  z.strictObject({ tr: schema, en: schema, ar: schema });

const inputSchema = z
  .strictObject({
    kind: z.enum(unitKinds).meta({ description: 'Weighed in grams, money, or counted; stays as it is' }),
    decimals: z.int().min(0).max(mostDecimals).meta({ description: 'At most so many; stays as it is' }),
    decimalsShown: z.int().min(0).max(mostDecimals).optional().meta({
      description:
        'Always shown; further ones where they are not zero. All of them if left out; stays as it is',
    }),
    carat: z.int().min(1).max(24).nullable().default(null).meta({
      description: 'Of gold weighed by its carat: read as «8 ayar», «8k», «عيار 8»; stays as it is',
    }),
    names: perLanguage(namesSchema),
    words: perLanguage(wordsSchema).meta({
      description:
        'What customers write for it, at least one where no carat says it; endings and articles are understood',
    }),
  })
  .refine(({ decimals, decimalsShown = decimals }) => decimalsShown <= decimals, {
    path: ['decimalsShown'],
    error: 'must not be more than decimals',
  })
  .refine(({ kind, decimals }) => kind !== 'pieces' || decimals === 0, {
    path: ['decimals'],
    error: 'must be 0 for what is counted',
  })
  .superRefine(({ carat, words }, context) => {
    for (const language of carat === null ? languages : [])
      if (words[language].length === 0)
        context.addIssue({ code: 'custom', path: ['words', language], message: 'must have a word' });
  });

const readNames = z.object({ name: z.string(), short: z.string(), suffix: z.string() });
const readWords = z.array(z.string());
const writtenShape = {
  names: z.object({ tr: readNames, en: readNames, ar: readNames }),
  words: z
    .object({ tr: readWords, en: readWords, ar: readWords })
    .meta({ description: 'Read whatever language the customer has' }),
  isRetired: z.boolean().meta({ description: 'Nothing new is taken in it; what is there stays' }),
};

const unitShape = z
  .object({
    code: z.string(),
    shipped: z.boolean(),
    kind: z.enum(unitKinds),
    decimals: z.int(),
    decimalsShown: z.int(),
    carat: z.int().nullable(),
    ...writtenShape,
    version: z.int().nullable().meta({ description: 'Null: it comes with the product' }),
    updatedAt: nullableInstant,
    updatedBy: z.string().nullable(),
    versions: z
      .array(z.object({ version: z.int(), at: instantText, by: z.string(), ...writtenShape }))
      .optional()
      .meta({ description: 'All there were, the newest last; where one of your own is read' }),
  })
  .meta({ id: 'Unit' });

type UnitJson = z.input<typeof unitShape>;

const each = <Value>(of: (language: Language) => Value): { [language in Language]: Value } => ({
  tr: of('tr'),
  en: of('en'),
  ar: of('ar'),
});

const shippedJson = (code: UnitCode): UnitJson => {
  const { kind, decimalsStored, decimalsShown } = unitOf(code, noOwnUnits);
  return {
    ...{ code, shipped: true, kind, decimals: decimalsStored, decimalsShown, carat: null },
    names: each((language) => ({ ...commonTexts[language].unit[code] })),
    words: each((language) => [...shippedWordsOf(code, language)]),
    ...{ isRetired: false, version: null, updatedAt: null, updatedBy: null },
  };
};

const writtenJson = ({ names, words, isRetired }: OwnUnit) => ({
  names: each((language) => ({ ...names[language] })),
  words: each((language) => [...words[language]]),
  isRetired,
});

const ownJson = ({ unit, version, at, by }: UnitVersion): UnitJson => {
  const { code, kind, decimalsStored, decimalsShown, carat } = unit;
  return {
    ...{ code, shipped: false, kind, decimals: decimalsStored, decimalsShown, carat },
    ...writtenJson(unit),
    ...{ version, updatedAt: at.toISOString(), updatedBy: by },
  };
};

const answer = (written: UnitVersion): RouteAnswer => ({
  status: 200,
  headers: etagOf(written.version),
  body: ownJson(written),
});

const editParts = ({ unitStore, units, clock }: UnitRouteParts): EditUnitParts => ({
  units: unitStore,
  forget: (tenantId) => units.forget(tenantId),
  clock,
});

const editOf = (principal: Principal, seen: number | null): UnitEdit => ({
  tenantId: principal.tenantId,
  by: nameOf(principal),
  seen,
});

const unitOfInput = (code: string, input: z.output<typeof inputSchema>): OwnUnit => {
  const { kind, decimals, decimalsShown = decimals, carat, names, words } = input;
  return { code, kind, decimalsStored: decimals, decimalsShown, carat, names, words, isRetired: false };
};

const readingRoutes = ({ unitStore }: UnitRouteParts): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/units',
    scope: 'units:read',
    tag,
    summary: 'List the units: those of the product, then your own',
    answers: { 200: { description: 'All of them, on one page', schema: listSchema(unitShape) } },
    async handle({ principal }) {
      const own = await unitStore.list(principal.tenantId);
      const items = [...unitCodes.map(shippedJson), ...own.map(ownJson)];
      return { status: 200, body: listJson({ items, next: null }, (unit) => unit) };
    },
  }),
  defineRoute({
    method: 'get',
    path: '/v1/units/{code}',
    scope: 'units:read',
    tag,
    summary: 'Read a unit',
    params: knownParams,
    answers: { 200: { description: 'The unit; one of your own with every version', schema: unitShape } },
    refusals: [404],
    async handle({ principal, params: { code } }) {
      if (isUnitCode(code)) return { status: 200, body: shippedJson(code) };
      const versions = await unitStore.versionsOf(principal.tenantId, code);
      const last = versions.at(-1);
      if (last === undefined) throw new NotFound('There is no such unit.');
      const before = versions.map(({ version, at, by, unit }) => ({
        ...{ version, at: at.toISOString(), by },
        ...writtenJson(unit),
      }));
      return { status: 200, headers: etagOf(last.version), body: { ...ownJson(last), versions: before } };
    },
  }),
];

/** Units of the product, and those of a tenant (ADR 0055). */
export const unitRoutes = (parts: UnitRouteParts): readonly AnyRoute[] => [
  ...readingRoutes(parts),
  defineRoute({
    method: 'put',
    path: '/v1/units/{code}',
    scope: 'units:write',
    tag,
    summary: 'Make a unit of your own, or change its names and words',
    description:
      'From then on it is taken in events, limits, rules and runs, shown to customers and read in their replies. Kind, decimals and carat stay as they ' +
      'are: amounts may be stored and signed in it. Of a retired unit: it is in use again. `If-Match: "0"` only makes a new one.',
    params: codeParams,
    body: inputSchema,
    answers: { 200: { description: 'The unit; a version more where something changed', schema: unitShape } },
    refusals: [412, 413, 415],
    async handle({ principal, params: { code }, body, ifMatch }) {
      refuseForbiddenWords(
        ...languages.map((language) => [`names.${language}`, body.names[language]] as const),
      );
      return answer(await saveUnit(editParts(parts), editOf(principal, ifMatch), unitOfInput(code, body)));
    },
  }),
  defineRoute({
    method: 'delete',
    path: '/v1/units/{code}',
    scope: 'units:write',
    tag,
    summary: 'Retire a unit of your own',
    description:
      'Events and runs take nothing new in it, and its words may be given to another. It stays: what is stored in it is shown, answered and compared as before.',
    params: knownParams,
    answers: { 200: { description: 'The unit, retired', schema: unitShape } },
    refusals: [404, 412],
    async handle({ principal, params: { code }, ifMatch }) {
      return answer(await retireUnit(editParts(parts), editOf(principal, ifMatch), code));
    },
  }),
];
