import { NotFound, Unavailable, ValidationFailed } from '../../shared/errors.ts';
import { templateDefinitions } from '../template-definitions.ts';
import type { AccountTemplate, TemplateKey } from './account-template.ts';
import { checkWording, contentOf, lintDefinition } from './check-wording.ts';
import { compareContent } from './compare-template.ts';
import { definitionOf } from './definition-of.ts';
import { syncTemplates, type AccountSync } from './sync-templates.ts';
import type { TemplateNote } from './template-note.ts';
import type { TemplateParts } from './template-parts.ts';
import {
  isChosen,
  namedDefinitions,
  wantedTemplates,
  type TemplateChoice,
  type WantedTemplate,
} from './wanted-templates.ts';
import { WordingChanged } from './wording-errors.ts';
import { madeOf, newestVersion, versionInUse, type WordingRecord } from './wording.ts';

/** What a submission put on its way. */
export interface Submitted {
  accounts: readonly AccountSync[];
  /** By name and language; each once for all accounts. */
  queued: readonly { name: string; language: string; action: 'create' | 'edit' }[];
  /** There as they should be. */
  unchanged: number;
}

const nameKey = ({ name, language }: { name: string; language: string }): string => `${name}/${language}`;

/** Throws `NotFound` for a name that neither the product nor the tenant has. */
const checkChoice = ({ names = [] }: TemplateChoice, records: readonly WordingRecord[]): void => {
  const own = namedDefinitions(records).map(({ definition }) => definition);
  const known = new Set([...templateDefinitions(), ...own].map(({ name }) => name));
  const unknown = names.find((name) => !known.has(name));
  if (unknown !== undefined) throw new NotFound(`There is no template ${unknown}.`);
};

/**
 * A version has a name of its own, so that a text stands for itself (ADR 0046). A rejected one that never carried anything leaves its
 * name to its successor, which is then an edit.
 */
const nameFor = (record: WordingRecord, known: readonly AccountTemplate[]): string => {
  const last = newestVersion(record);
  const wasUsed = record.changes.some(({ did, version }) => did === 'used' && version === last?.version);
  const there = known.filter(({ name, language }) => name === last?.name && language === record.language);
  const isFree = there.length > 0 && there.every(({ status }) => status === 'rejected');
  return last !== null && !wasUsed && isFree ? last.name : `${record.template}_t${(last?.version ?? 0) + 1}`;
};

/** Drafts become versions: written before anything leaves, so that the name is known whatever dies. */
const submitDrafts = async (
  { wordings, templates, noteTemplates, clock }: TemplateParts,
  tenantId: string,
  { choice, by, rev }: { choice: TemplateChoice } & SubmittedBy,
): Promise<void> => {
  const records = await wordings.list(tenantId);
  const chosen = records.filter((record) => isChosen(choice, record));
  if (rev !== undefined && rev !== null && (chosen[0]?.rev ?? 0) !== rev)
    throw new WordingChanged('The words were changed since they were read.');
  const drafted = chosen.filter(({ draft, retired }) => draft !== null && retired === undefined);
  if (drafted.length === 0) return;
  const problems = drafted.flatMap((record) =>
    record.draft === null
      ? []
      : checkWording(definitionOf(record, record), record.draft.wording, madeOf(records, record)).map(
          ({ field, message }) => ({
            field: `${record.template}.${record.language}.${field}`,
            message,
          }),
        ),
  );
  if (problems.length > 0) throw new ValidationFailed(problems.slice(0, 50));
  const known = await templates.list(tenantId);
  for (const record of drafted) {
    const name = nameFor(record, known);
    const at = clock.now();
    const { template, language } = record;
    await noteTemplates([
      {
        ...{ tenantId, template, language, by, at, rev: record.rev, what: 'submitted' },
        before: versionInUse(record)?.wording ?? null,
        after: record.draft?.wording ?? null,
      },
    ]);
    const made = await wordings.submit(tenantId, record, { name, by, at }, record.rev);
    if (made === null) throw new WordingChanged('The words were changed while they were submitted.');
  }
};

/** Who submits, and which revision of the words they saw, where they submit one template; left out or null: they do not say. */
interface SubmittedBy {
  by: string;
  rev?: number | null;
}

const lintAll = (wanted: readonly WantedTemplate[]): void => {
  const problems = wanted.flatMap(({ name, language, definition }) =>
    lintDefinition(definition).map(({ place, rule, message }) => ({
      field: `${name}.${language}.${place}`,
      message: `${rule}: ${message}`,
    })),
  );
  if (problems.length > 0) throw new ValidationFailed(problems.slice(0, 50));
};

/** Null: it is there as it should be, or on its way. */
const actionFor = (
  { definition }: WantedTemplate,
  found: AccountTemplate | undefined,
): 'create' | 'edit' | null => {
  if (found === undefined || found.templateId === null) return 'create';
  if (found.content === null) return null;
  return compareContent(contentOf(definition), found.content).length === 0 ? null : 'edit';
};

/** The newest of a tenant's own words, what they stand in for, and nothing of versions that another one replaced. */
const isCurrent = (
  { version, template, language }: WantedTemplate,
  records: readonly WordingRecord[],
): boolean =>
  version === null ||
  records.some(
    (record) =>
      record.template === template &&
      record.language === language &&
      newestVersion(record)?.version === version,
  );

/**
 * Puts on its way what the accounts lack or have in other words; the account is read first. What is there as it should be is left
 * alone. Throws `ValidationFailed` with every text that would not pass, `Unavailable` when no account can be read.
 */
export const submitTemplates = async (
  parts: TemplateParts,
  tenantId: string,
  { by, rev, ...choice }: TemplateChoice & SubmittedBy,
): Promise<Submitted> => {
  checkChoice(choice, await parts.wordings.list(tenantId));
  if (rev !== undefined && rev !== null && (choice.names?.length !== 1 || choice.languages?.length !== 1))
    throw new ValidationFailed([{ field: 'If-Match', message: 'is of one template in one language' }]);
  const accounts = await syncTemplates(parts, tenantId);
  const broken = accounts.find(({ problem }) => problem !== null)?.problem ?? null;
  if (broken !== null)
    throw new Unavailable(
      `The templates of the account cannot be read: ${broken.cause}${broken.code === null ? '' : ` (${broken.code})`}.`,
    );
  await submitDrafts(parts, tenantId, { choice, by, ...(rev === undefined ? {} : { rev }) });
  const records = await parts.wordings.list(tenantId);
  const wanted = wantedTemplates(records).filter((one) => isChosen(choice, one) && isCurrent(one, records));
  lintAll(wanted);
  const known = new Map(
    (await parts.templates.list(tenantId)).map((one) => [`${one.accountId}/${nameKey(one)}`, one]),
  );
  const keys: TemplateKey[] = [];
  const notes: TemplateNote[] = [];
  const at = parts.clock.now();
  const queued = new Map<string, Submitted['queued'][number]>();
  let unchanged = 0;
  for (const { accountId } of await parts.accountsOf(tenantId))
    for (const one of wanted) {
      const { name, language } = one;
      const found = known.get(`${accountId}/${nameKey(one)}`);
      const action = actionFor(one, found);
      if (action === null) unchanged += 1;
      else {
        keys.push({ accountId, name, language });
        notes.push({
          ...{ tenantId, template: name, language, by, at, rev: one.version ?? 0, what: 'queued', accountId },
          ...{ before: found?.content ?? null, after: contentOf(one.definition) },
        });
        queued.set(nameKey(one), { name, language, action });
      }
    }
  await parts.noteTemplates(notes);
  await parts.templates.queue(tenantId, keys, { by, at });
  return { accounts, queued: [...queued.values()], unchanged };
};
