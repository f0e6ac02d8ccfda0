import { Schema } from 'mongoose';
import { languages } from '../../vocabulary/language.ts';
import { accountStatuses } from '../../templates/account/account-template.ts';
import { templateCategories, templateQualities } from '../../vocabulary/template-news.ts';
import { code, count, id, instant, oneOf, optional, orNull, part, sealed, sha256, text } from './fields.ts';
import { ours } from './schema-options.ts';

/** Own words of tenants for templates: what is being written, and everything that was submitted. */
export const wordingSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    template: code,
    language: oneOf(languages),
    /** Of one of the tenant's own: what it is made of. Left out: it is the product's. */
    base: optional(code),
    /** Left out: it was not deleted. */
    retired: optional({ type: part({ at: instant, by: id }) }),
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

const problem = { cause: code, code: orNull(code), explanation: orNull(text) };

/** Templates as the accounts of the platform have them, and what is on its way there. */
export const templateSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    accountId: id,
    name: code,
    language: code,
    templateId: orNull(id),
    status: oneOf(accountStatuses),
    statusAt: instant,
    reason: orNull(text),
    advice: orNull(text),
    category: oneOf(templateCategories),
    comingCategory: orNull(oneOf(templateCategories)),
    categoryAt: instant,
    quality: oneOf(templateQualities),
    qualityAt: instant,
    /** What it says; left out: it was not read. */
    content: optional(sealed),
    readAt: orNull(instant),
    edits: { type: [Date], required: true },
    /** Left out: none is on its way. */
    submission: optional({
      type: part({
        state: oneOf(['queued', 'waiting', 'failed']),
        by: id,
        at: instant,
        attempts: count,
        nextAt: orNull(instant),
        owner: orNull(id),
        problem: optional({ type: part(problem) }),
      }),
    }),
  },
  ours('templates'),
);
templateSchema.index({ tenantId: 1, accountId: 1, name: 1, language: 1 }, { name: 'template', unique: true });
templateSchema.index({ tenantId: 1, 'submission.nextAt': 1 }, { name: 'submissions' });

/** Accounts as a whole: when they were read, and the sample their headers name. */
export const templateAccountSchema = new Schema(
  {
    _id: id,
    tenantId: id,
    accountId: id,
    readAt: orNull(instant),
    others: count,
    owner: orNull(id),
    leaseUntil: orNull(instant),
    problem: optional({ type: part({ ...problem, at: instant }) }),
    sample: optional({ type: part({ handle: text, sha256, at: instant }) }),
  },
  ours('templateaccounts'),
);
