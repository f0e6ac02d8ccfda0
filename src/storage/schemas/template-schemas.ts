import { Schema } from 'mongoose';
import { languages } from '../../vocabulary/language.ts';
import { code, count, id, instant, oneOf, optional, part, sealed } from './fields.ts';
import { ours } from './schema-options.ts';

/** Own words of tenants for templates: what is being written, and everything that was submitted. */
export const wordingSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    template: code,
    language: oneOf(languages),
    rev: count,
    draft: optional({ type: part({ at: instant, by: id, body: sealed }) }),
    versions: {
      type: [part({ version: count, name: code, at: instant, by: id, body: sealed })],
      required: true,
    },
    /** Left out: none is. */
    inUse: optional(count),
    changes: {
      type: [part({ did: oneOf(['submitted', 'used', 'withdrawn']), version: count, at: instant, by: id })],
      required: true,
    },
  },
  ours('wordings'),
);
wordingSchema.index({ tenantId: 1, template: 1, language: 1 }, { name: 'wording', unique: true });
