import { z } from 'zod';
import { GraphRefusal } from './platform-errors.ts';
import type { SimulatedTemplate } from './simulator-options.ts';
import { templateCategories, variablesOf, type CataloguedTemplate } from './template-catalogue.ts';

const example = z.looseObject({
  header_handle: z.array(z.string()).min(1).optional(),
  body_text: z.array(z.array(z.string())).optional(),
  body_text_named_params: z.array(z.strictObject({ param_name: z.string(), example: z.string() })).optional(),
});

const components = z.array(
  z.discriminatedUnion('type', [
    z.strictObject({ type: z.literal('HEADER'), format: z.literal('DOCUMENT'), example: example.optional() }),
    z.strictObject({
      type: z.literal('BODY'),
      text: z.string().min(1).max(1024),
      example: example.optional(),
    }),
    z.strictObject({ type: z.literal('FOOTER'), text: z.string().min(1).max(60) }),
    z.strictObject({
      type: z.literal('BUTTONS'),
      buttons: z
        .array(z.strictObject({ type: z.literal('QUICK_REPLY'), text: z.string().min(1).max(25) }))
        .min(1)
        .max(10),
    }),
  ]),
);

export const createSchema = z.strictObject({
  name: z.string().regex(/^[a-z0-9_]{1,512}$/),
  language: z.string().regex(/^[a-z]{2}(?:_[A-Z]{2})?$/),
  category: z.enum(templateCategories),
  parameter_format: z.enum(['NAMED', 'POSITIONAL']).optional(),
  components,
});
export const editSchema = z.strictObject({
  category: z.enum(templateCategories).optional(),
  components: components.optional(),
});

/** Throws 100 naming the member, as Meta does. */
export const parseCall = <T>(schema: z.ZodType<T>, body: unknown): T => {
  const read = schema.safeParse(body);
  if (read.success) return read.data;
  const [issue] = read.error.issues;
  throw new GraphRefusal(100, `Param ${issue?.path.join('.') ?? ''}: ${issue?.message ?? 'is not valid'}`);
};

type Components = z.infer<typeof components>;
export type Submission = Pick<SimulatedTemplate, 'body' | 'header' | 'buttons'> & {
  footer: string | null;
  samples: Record<string, string>;
  headerHandle: string | null;
};

/** What the parts say, checked as Meta checks them at once (platform 8.2). Throws 100 with a subcode where there is one. */
export const submissionOf = (parts: Components, isKnownHandle: (handle: string) => boolean): Submission => {
  const found = new Map(parts.map((part) => [part.type, part]));
  if (found.size < parts.length) throw new GraphRefusal(100, 'A component is given more than once.');
  const body = parts.find((part) => part.type === 'BODY');
  if (body === undefined) throw new GraphRefusal(100, 'A template needs a BODY component.');
  const header = parts.find((part) => part.type === 'HEADER');
  const buttons = parts.find((part) => part.type === 'BUTTONS')?.buttons.map(({ text }) => text) ?? [];
  checkBody(body.text);
  if (new Set(buttons).size < buttons.length) throw new GraphRefusal(100, 'Buttons must not be the same.');
  return {
    body: body.text,
    header: header === undefined ? 'none' : 'document',
    headerHandle: header === undefined ? null : handleOf(header.example, isKnownHandle),
    footer: parts.find((part) => part.type === 'FOOTER')?.text ?? null,
    buttons,
    samples: samplesOf(body.text, body.example),
  };
};

const checkBody = (text: string): void => {
  const hasWords = (part: string): boolean => /[\p{L}\p{N}]/u.test(part);
  const parts = text.split(/\{\{[^{}]*\}\}/);
  if (parts.length === 1) return;
  if (!hasWords(parts[0] ?? '') || !hasWords(parts.at(-1) ?? ''))
    throw new GraphRefusal(100, 'Variables cannot be at the start or end of the template.', 2388299);
  if (parts.slice(1, -1).some((part) => part.trim() === ''))
    throw new GraphRefusal(100, 'Variables cannot stand next to each other.', 2388299);
  if (parts.join('').replaceAll(/\s/g, '').length < parts.length * 5)
    throw new GraphRefusal(100, 'There are too many variables for the length of the message.', 2388293);
  if (/\n{3}|\t| {5}/.test(text))
    throw new GraphRefusal(100, 'Too many line breaks, tabs or spaces in a row.', 2388072);
};

type Example = z.infer<typeof example> | undefined;

const handleOf = (given: Example, isKnown: (handle: string) => boolean): string => {
  const handle = given?.header_handle?.[0];
  if (handle === undefined) throw new GraphRefusal(100, 'The header needs a sample (example.header_handle).');
  if (!isKnown(handle)) throw new GraphRefusal(131009, 'The sample of the header is not a known upload.');
  return handle;
};

const samplesOf = (text: string, given: Example): Record<string, string> => {
  const names = variablesOf(text);
  const named = new Map(given?.body_text_named_params?.map((one) => [one.param_name, one.example]) ?? []);
  const [inOrder = []] = given?.body_text ?? [];
  const samples = names.map((name, at) => [name, named.get(name) ?? inOrder[at] ?? ''] as const);
  if (samples.some(([, sample]) => sample.trim() === ''))
    throw new GraphRefusal(100, 'Every variable of the body needs an example.');
  return Object.fromEntries(samples);
};

const dayMs = 86_400_000;

/** Once a day and ten times in thirty days while it is approved; a rejected or paused one as often as one likes (platform 8.4). */
export const checkEdit = (
  template: CataloguedTemplate,
  edit: z.infer<typeof editSchema>,
  now: number,
): void => {
  if (!['APPROVED', 'REJECTED', 'PAUSED'].includes(template.status))
    throw new GraphRefusal(100, `A template that is ${template.status} cannot be edited.`);
  if (template.status !== 'APPROVED') return;
  if (edit.category !== undefined && edit.category !== template.category)
    throw new GraphRefusal(100, 'The category of an approved template cannot be changed.');
  const within = (days: number): number => template.edits.filter((at) => now - at < days * dayMs).length;
  if (within(1) >= 1 || within(30) >= 10)
    throw new GraphRefusal(100, 'The template was edited too often.', 2388019);
};
