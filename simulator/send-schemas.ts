import { z } from 'zod';

/**
 * The body of `POST /{phone-number-id}/messages`, with every limit of platform 6. Strict: a misspelled member
 * is refused, as Graph refuses it. Lengths count code points.
 */

/** Text of a limited length. Empty text counts as missing. */
const textUpTo = (max: number) =>
  z
    .string()
    .min(1)
    .refine((text) => [...text].length <= max, { params: { tooLong: max } });

const media = { id: z.string().min(1).optional(), link: z.url({ protocol: /^https?$/ }).optional() };
const oneSource = { params: { missing: 'id or link' } };
const hasSource = (value: { id?: string | undefined; link?: string | undefined }): boolean =>
  (value.id === undefined) !== (value.link === undefined);

const captioned = z
  .strictObject({ ...media, caption: textUpTo(1024).optional() })
  .refine(hasSource, oneSource);
const documentMedia = z
  .strictObject({ ...media, caption: textUpTo(1024).optional(), filename: textUpTo(240).optional() })
  .refine(hasSource, oneSource);
const plainMedia = z.strictObject(media).refine(hasSource, oneSource);
const voiceMedia = z.strictObject({ ...media, voice: z.boolean().optional() }).refine(hasSource, oneSource);

const headerSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: textUpTo(60) }),
  z.strictObject({ type: z.literal('image'), image: plainMedia }),
  z.strictObject({ type: z.literal('video'), video: plainMedia }),
  z.strictObject({ type: z.literal('document'), document: documentMedia }),
]);
const textHeader = z.strictObject({ type: z.literal('text'), text: textUpTo(60) });
const footer = z.strictObject({ text: textUpTo(60) }).optional();
const body = (max: number) => z.strictObject({ text: textUpTo(max) });

const isUnique = (values: readonly string[]): boolean => new Set(values).size === values.length;

const replyButtons = z
  .array(
    z.strictObject({
      type: z.literal('reply'),
      reply: z.strictObject({ id: textUpTo(256), title: textUpTo(20) }),
    }),
  )
  .min(1)
  .max(3)
  .refine((buttons) => isUnique(buttons.map(({ reply }) => reply.id)), 'ids of buttons are not unique')
  .refine((buttons) => isUnique(buttons.map(({ reply }) => reply.title)), 'titles of buttons are not unique');

const sections = z
  .array(
    z.strictObject({
      title: textUpTo(24).optional(),
      rows: z
        .array(
          z.strictObject({
            id: textUpTo(200),
            title: textUpTo(24),
            description: textUpTo(72).optional(),
          }),
        )
        .min(1),
    }),
  )
  .min(1)
  .max(10)
  .refine(
    (all) => all.reduce((sum, { rows }) => sum + rows.length, 0) <= 10,
    'a list has at most 10 rows in total',
  )
  .refine((all) => all.length === 1 || all.every(({ title }) => title), {
    params: { missing: 'title of each section' },
  })
  .refine(
    (all) => isUnique(all.flatMap(({ rows }) => rows.map(({ id }) => id))),
    'ids of rows are not unique',
  );

const interactiveSchema = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('button'),
    header: headerSchema.optional(),
    body: body(1024),
    footer,
    action: z.strictObject({ buttons: replyButtons }),
  }),
  z.strictObject({
    type: z.literal('list'),
    header: textHeader.optional(),
    body: body(4096),
    footer,
    action: z.strictObject({ button: textUpTo(20), sections }),
  }),
  z.strictObject({
    type: z.literal('cta_url'),
    header: headerSchema.optional(),
    body: body(1024),
    footer,
    action: z.strictObject({
      name: z.literal('cta_url'),
      parameters: z.strictObject({ display_text: textUpTo(20), url: z.url({ protocol: /^https?$/ }) }),
    }),
  }),
]);
export type Interactive = z.infer<typeof interactiveSchema>;
export type InteractiveHeader = z.infer<typeof headerSchema>;

const fallback = { fallback_value: z.string() };
const parameterSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('text'), text: z.string(), parameter_name: z.string().optional() }),
  z.strictObject({
    type: z.literal('currency'),
    parameter_name: z.string().optional(),
    currency: z.strictObject({ ...fallback, code: z.string().length(3), amount_1000: z.number().int() }),
  }),
  z.strictObject({
    type: z.literal('date_time'),
    parameter_name: z.string().optional(),
    date_time: z.strictObject(fallback),
  }),
  z.strictObject({ type: z.literal('document'), document: documentMedia }),
  z.strictObject({ type: z.literal('image'), image: plainMedia }),
  z.strictObject({ type: z.literal('video'), video: plainMedia }),
  z.strictObject({ type: z.literal('payload'), payload: z.string().min(1) }),
]);
export type TemplateParameter = z.infer<typeof parameterSchema>;

const componentSchema = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('header'), parameters: z.array(parameterSchema) }),
  z.strictObject({ type: z.literal('body'), parameters: z.array(parameterSchema) }),
  z.strictObject({
    type: z.literal('button'),
    sub_type: z.string(),
    index: z.union([z.string().regex(/^\d$/), z.number().int().min(0).max(9)]),
    parameters: z.array(parameterSchema),
  }),
]);
export type TemplateComponent = z.infer<typeof componentSchema>;

const templateSchema = z.strictObject({
  name: textUpTo(512),
  language: z.strictObject({ code: z.string().min(1), policy: z.literal('deterministic').optional() }),
  components: z.array(componentSchema).optional(),
});
export type TemplateSend = z.infer<typeof templateSchema>;

const contactCard = z.looseObject({
  name: z.looseObject({ formatted_name: z.string().min(1) }),
  phones: z.array(z.looseObject({ phone: z.string().optional() })).optional(),
});

const common = {
  messaging_product: z.literal('whatsapp'),
  recipient_type: z.literal('individual').optional(),
  to: z.string().min(1).optional(),
  recipient: z.string().min(1).optional(),
  context: z.strictObject({ message_id: z.string().min(1) }).optional(),
  biz_opaque_callback_data: textUpTo(512).optional(),
  recipient_identity_key_hash: z.string().optional(),
};

export const sendSchema = z.discriminatedUnion('type', [
  z.strictObject({
    ...common,
    type: z.literal('text'),
    text: z.strictObject({ body: textUpTo(4096), preview_url: z.boolean().optional() }),
  }),
  z.strictObject({ ...common, type: z.literal('image'), image: captioned }),
  z.strictObject({ ...common, type: z.literal('video'), video: captioned }),
  z.strictObject({ ...common, type: z.literal('audio'), audio: voiceMedia }),
  z.strictObject({ ...common, type: z.literal('document'), document: documentMedia }),
  z.strictObject({ ...common, type: z.literal('sticker'), sticker: plainMedia }),
  z.strictObject({
    ...common,
    type: z.literal('location'),
    location: z.strictObject({
      latitude: z.union([z.string(), z.number()]).transform(Number).pipe(z.number().min(-90).max(90)),
      longitude: z.union([z.string(), z.number()]).transform(Number).pipe(z.number().min(-180).max(180)),
      name: z.string().optional(),
      address: z.string().optional(),
    }),
  }),
  z.strictObject({ ...common, type: z.literal('contacts'), contacts: z.array(contactCard).min(1).max(257) }),
  z.strictObject({
    ...common,
    type: z.literal('reaction'),
    reaction: z.strictObject({ message_id: z.string().min(1), emoji: z.string().max(32) }),
  }),
  z.strictObject({ ...common, type: z.literal('interactive'), interactive: interactiveSchema }),
  z.strictObject({ ...common, type: z.literal('template'), template: templateSchema }),
]);
export type SendRequest = z.infer<typeof sendSchema>;

export const readReceiptSchema = z.strictObject({
  messaging_product: z.literal('whatsapp'),
  status: z.literal('read'),
  message_id: z.string().min(1),
  typing_indicator: z.strictObject({ type: z.literal('text') }).optional(),
});
export type ReadReceipt = z.infer<typeof readReceiptSchema>;
