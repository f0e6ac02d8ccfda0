import { Schema } from 'mongoose';
import { labelDialects, labelIntents, labelStrengths } from '../../unrecognised/label.ts';
import { misreadAs } from '../../unrecognised/misread.ts';
import { languages } from '../../vocabulary/language.ts';
import { count, id, instant, oneOf, optional, orNull, part, sealed } from './fields.ts';
import { ours } from './schema-options.ts';

const label = part({
  intent: oneOf(labelIntents),
  strength: oneOf(labelStrengths),
  dialect: orNull(oneOf(labelDialects)),
  by: id,
  at: instant,
});

/** Texts that were not understood, with what people say they mean; words, names and what stood around them sealed. */
export const unrecognisedSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    conversationId: id,
    contactRef: orNull(id),
    messageId: id,
    at: instant,
    language: oneOf(languages),
    as: oneOf(misreadAs),
    expireAt: instant,
    label: orNull({ type: label }),
    rev: optional(count),
    body: sealed,
  },
  ours('unrecognised'),
);
unrecognisedSchema.index({ tenantId: 1, at: -1, _id: -1 }, { name: 'recent' });
unrecognisedSchema.index({ tenantId: 1, conversationId: 1 }, { name: 'conversation' });
unrecognisedSchema.index({ tenantId: 1, contactRef: 1 }, { name: 'contact' });
unrecognisedSchema.index({ expireAt: 1 }, { name: 'ttl', expireAfterSeconds: 0 });
