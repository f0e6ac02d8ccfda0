import { z } from 'zod';
import {
  accountStatuses,
  type AccountState,
  type Submission,
} from '../templates/account/account-template.ts';
import type { PlacedTemplate, ShownTemplate } from '../templates/account/show-templates.ts';
import type { AccountSync } from '../templates/account/sync-templates.ts';
import type { By, Wording } from '../templates/account/wording.ts';
import { templateCategories, templateQualities } from '../vocabulary/template-news.ts';
import type { TemplateUses } from './template-uses.ts';
import { instantOrNull, instantText, languageText, nullableInstant } from './shape-fields.ts';

const problemShape = z
  .object({
    cause: z
      .string()
      .meta({ description: '`content`, `access`, `room`, `too_often`, `busy`, `in_review` …' }),
    code: z.string().nullable().meta({ description: 'Of the platform' }),
    explanation: z.string().nullable().meta({ description: 'In the words of the platform' }),
  })
  .meta({ id: 'TemplateProblem' });

const submissionShape = z
  .object({
    state: z.enum(['queued', 'waiting', 'failed']),
    by: z.string(),
    at: instantText,
    attempts: z.int(),
    nextAt: nullableInstant,
    problem: problemShape.nullable(),
  })
  .meta({ id: 'TemplateSubmission' });

const differenceShape = z.object({
  field: z.string().meta({ description: '`body`, `header`, `footer`, `buttons[1]`, `category`' }),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
});

const placedShape = z
  .object({
    accountId: z.string(),
    name: z.string().meta({ description: 'On the platform' }),
    version: z.int().nullable().meta({ description: 'Of the own words; null: the words of the product' }),
    inUse: z.boolean(),
    status: z.enum(accountStatuses).meta({ description: '`missing`: not there; `unknown`: not read yet' }),
    since: nullableInstant,
    reason: z.string().nullable(),
    advice: z.string().nullable(),
    category: z.enum(templateCategories),
    comingCategory: z.enum(templateCategories).nullable(),
    quality: z.enum(templateQualities),
    readAt: nullableInstant,
    submission: submissionShape
      .nullable()
      .meta({ description: 'On its way to the platform; null: nothing is' }),
    differences: z.array(differenceShape),
  })
  .meta({ id: 'PlacedTemplate', description: 'One name on one account of the platform' });

const wordingShape = {
  body: z.string().meta({ description: 'With the `{{placeholders}}` of the template' }),
  fallback: z.string().nullable(),
};
const writtenShape = z.object({ ...wordingShape, at: instantText, by: z.string() });

export const templateShape = z
  .object({
    name: z.string(),
    base: z.string().nullable().meta({
      description: 'Of a template of your own: the product’s it is made of; null: it is the product’s',
    }),
    language: languageText,
    prompt: z.string(),
    header: z.enum(['document']).nullable(),
    buttons: z.array(z.string()),
    parameters: z.array(z.object({ name: z.string(), sample: z.string() })),
    body: z
      .string()
      .meta({ description: 'In the words of the product; of one of your own: those of its base' }),
    rev: z.int().meta({ description: 'Also the ETag; 0: nothing of its own was ever written' }),
    draft: writtenShape.nullable(),
    inUse: z.int().nullable().meta({ description: 'Version of the own words; null: those of the product' }),
    versions: z.array(
      z.object({ version: z.int(), name: z.string(), ...wordingShape, at: instantText, by: z.string() }),
    ),
    history: z.array(
      z.object({
        what: z.enum(['submitted', 'used', 'withdrawn']),
        version: z.int(),
        at: instantText,
        by: z.string(),
      }),
    ),
    platform: z.array(placedShape),
    usedBy: z
      .object({
        notices: z
          .array(z.string())
          .meta({ description: 'Messages of the product that say it by themselves: `notice.movement`' }),
        rules: z
          .array(z.object({ id: z.string(), name: z.string() }))
          .meta({ description: 'Rules in use that say it' }),
      })
      .meta({ description: 'Where it is used' }),
  })
  .meta({ id: 'Template' });

const submissionJson = ({ state, by, at, attempts, nextAt, problem }: Submission) => ({
  ...{ state, by, attempts, problem },
  at: at.toISOString(),
  nextAt: instantOrNull(nextAt),
});

const placedJson = ({ wanted, found, differences }: PlacedTemplate): z.input<typeof placedShape> => {
  const { accountId, name, status, statusAt, reason, advice, category, comingCategory, quality } = found;
  return {
    ...{ accountId, name, version: wanted.version, inUse: wanted.isInUse },
    ...{ status, reason, advice, category, comingCategory, quality },
    since: statusAt.getTime() === 0 ? null : statusAt.toISOString(),
    readAt: instantOrNull(found.readAt),
    submission: found.submission === null ? null : submissionJson(found.submission),
    differences: [...differences],
  };
};

const writtenJson = ({ at, by, wording }: By & { wording: Wording }) => ({
  ...wording,
  at: at.toISOString(),
  by,
});

export const toTemplateShape = (
  { definition, record, placed }: ShownTemplate,
  { notices, rules }: TemplateUses,
): z.input<typeof templateShape> => {
  const { name, base = null, language, prompt, header, buttons, parameters, body } = definition;
  const { rev = 0, draft = null, inUse = null, versions = [], changes = [] } = record ?? {};
  return {
    ...{ name, base, language, prompt, header, body, rev, inUse },
    buttons: [...buttons],
    parameters: [...parameters],
    draft: draft === null ? null : writtenJson(draft),
    versions: versions.map((one) => ({ version: one.version, name: one.name, ...writtenJson(one) })),
    history: changes.map(({ did, version, at, by }) => ({ what: did, version, at: at.toISOString(), by })),
    platform: placed.map(placedJson),
    usedBy: { notices: [...notices], rules: [...rules] },
  };
};

export const templateAccountShape = z
  .object({
    accountId: z.string(),
    readAt: nullableInstant,
    others: z.int().meta({ description: 'Templates on the account that are not ours' }),
    problem: problemShape.extend({ at: instantText }).nullable(),
    hasSample: z.boolean().meta({ description: 'The sample of document headers was uploaded' }),
  })
  .meta({ id: 'TemplateAccount' });

export const toAccountShape = ({
  accountId,
  readAt,
  others,
  problem,
  sample,
}: AccountState): z.input<typeof templateAccountShape> => ({
  ...{ accountId, others, readAt: instantOrNull(readAt), hasSample: sample !== null },
  problem: problem === null ? null : { ...problem, at: problem.at.toISOString() },
});

export const accountSyncShape = z
  .object({
    accountId: z.string(),
    read: z.int().nullable().meta({ description: 'Ours that are there; null: it was not read' }),
    missing: z.int(),
    others: z.int(),
    changed: z.array(z.object({ name: z.string(), language: z.string(), what: z.array(z.string()) })),
    problem: problemShape.nullable(),
  })
  .meta({ id: 'TemplateAccountRead' });

export const toSyncShape = ({ changed, ...sync }: AccountSync): z.input<typeof accountSyncShape> => ({
  ...sync,
  changed: changed.map(({ what, ...one }) => ({ ...one, what: [...what] })),
});

export const submittedShape = z
  .object({
    accounts: z.array(accountSyncShape),
    queued: z.array(z.object({ name: z.string(), language: z.string(), action: z.enum(['create', 'edit']) })),
    unchanged: z.int().meta({ description: 'There as they should be, or on their way' }),
  })
  .meta({ id: 'SubmittedTemplates' });
