import { z } from 'zod';
import { meanings } from '../reading/reading.ts';
import { labelDialects, labelIntents, labelStrengths } from '../unrecognised/label.ts';
import { misreadAs } from '../unrecognised/misread.ts';
import type { UnrecognisedText } from '../unrecognised/unrecognised-text.ts';
import { instantText, languageText } from './shape-fields.ts';

export const labelFields = {
  intent: z
    .enum(labelIntents)
    .meta({ description: 'A meaning of the reading, or `approve`, `reject`, `figure`' }),
  strength: z
    .enum(labelStrengths)
    .meta({ description: '`clear`: the words say it; `soft`: they lean to it' }),
};
export const dialectText = z.enum(labelDialects);

export const misreadText = z.enum(misreadAs);

export const unrecognisedShape = z
  .object({
    id: z.string(),
    conversationId: z.string(),
    messageId: z.string().meta({ description: 'Line of the transcript' }),
    at: instantText,
    language: languageText.meta({ description: 'Of the conversation; the words may be in another' }),
    rev: z.int().meta({ description: 'Also the ETag: counts what was said about it' }),
    text: z.string(),
    as: misreadText.meta({
      description:
        '`unknown`: the person was told that we did not understand; `asked`: what they may mean was asked back; `served`: they ' +
        'were taken for the wish they may be',
    }),
    read: z.enum(meanings).meta({ description: 'What the words were read as with certainty' }),
    proposed: z
      .object({ meaning: z.enum(meanings), likelihood: z.number().meta({ description: 'From 0 to 1' }) })
      .nullable(),
    asked: z.string().nullable().meta({ description: 'Last question of the conversation itself' }),
    requests: z
      .array(
        z.object({
          kind: z.string(),
          variant: z.string(),
          expects: z.string().nullable(),
          isQuoted: z.boolean(),
        }),
      )
      .meta({ description: 'Open requests at that moment, and what each waited for' }),
    label: z
      .object({ ...labelFields, dialect: dialectText.nullable(), by: z.string(), at: instantText })
      .nullable(),
    expiresAt: instantText.meta({ description: 'The record is deleted then, labelled or not' }),
  })
  .meta({ id: 'UnrecognisedText' });

export const toUnrecognisedShape = (record: UnrecognisedText): z.input<typeof unrecognisedShape> => ({
  id: record.id,
  conversationId: record.conversationId,
  messageId: record.messageId,
  at: record.at.toISOString(),
  language: record.language,
  rev: record.rev ?? 0,
  text: record.text,
  as: record.as,
  read: record.read,
  proposed: record.proposed,
  asked: record.asked,
  requests: [...record.requests],
  label: record.label === null ? null : { ...record.label, at: record.label.at.toISOString() },
  expiresAt: record.expireAt.toISOString(),
});
