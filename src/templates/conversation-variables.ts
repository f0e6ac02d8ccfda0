import { z } from 'zod';
import { lineSchema } from '../../machines/shared/request.ts';
import { formatLine, formatQuantity, unitShortName } from '../money/format-amount.ts';
import { formatInstant, formatInstantDate } from '../money/format-time.ts';
import { noOwnUnits } from '../money/own-units.ts';
import { formatValue } from './locale-texts.ts';
import { movementTypeName } from './notice-variables.ts';
import { clipText } from './parameter-value.ts';
import { textValue } from './prompt-values.ts';
import type { Variable } from './prompt-variable.ts';
import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';

const nameLimit = 80;

const movementsSchema = z.array(
  z.object({
    movementType: z.string(),
    postedAt: z.string(),
    documentNo: z.string().nullish(),
    line: lineSchema,
  }),
);
type Movement = z.infer<typeof movementsSchema>[number];

const figuresSchema = z.array(z.object({ unit: z.string(), quantity: z.string() }));
const unitsSchema = z.array(z.string());

/** Figures somebody wrote, and units they named without one: `5,000 g has · USD (dolar)`. */
const understood: Variable = ({ values, language, ownUnits = noOwnUnits }) => {
  const figures = figuresSchema.catch([]).parse(values['figures']);
  const units = unitsSchema.catch([]).parse(values['units']);
  const withFigure = new Set(figures.map(({ unit }) => unit));
  return formatValue(language, 'parts', [
    ...figures.map(({ unit, quantity }) => formatQuantity(quantity, unit, language, ownUnits)),
    ...units.filter((unit) => !withFigure.has(unit)).map((unit) => unitShortName(unit, language, ownUnits)),
  ]);
};

/** Placeholders only the texts of `locales/<lang>/conversation.json` use. */
export const conversationVariables: { readonly [name: string]: Variable } = {
  told_account: ({ values }) => clipText(textValue(values, 'accountNo') ?? '', nameLimit),
  told_as_of: ({ values, language, timeZone }) =>
    formatInstant(textValue(values, 'asOf') ?? '-', language, timeZone),
  tries_left: ({ values }) => textValue(values, 'triesLeft'),
  understood_line: understood,
};

/** `24.11.2026 · Ödeme girişi · 1.500,00 TL (A) · DEK-1` */
const movementRow = (
  movement: Movement,
  { language, timeZone, ownUnits = noOwnUnits }: PromptToRender,
): string => {
  const { movementType, postedAt, documentNo, line } = movement;
  return formatValue(language, 'parts', [
    formatInstantDate(postedAt, language, timeZone),
    movementTypeName(movementType, language),
    formatLine(line, language, ownUnits),
    ...(documentNo ? [clipText(documentNo, 40)] : []),
  ]);
};

/** Values of several lines, one row each. For free text only: a template's values have no line breaks. */
export const conversationBlocks: { readonly [name: string]: (prompt: PromptToRender) => readonly string[] } =
  {
    movements_block: (prompt) =>
      movementsSchema
        .catch([])
        .parse(prompt.values['movements'])
        .map((movement) => movementRow(movement, prompt)),
  };
