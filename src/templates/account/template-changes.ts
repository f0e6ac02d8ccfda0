import { derivedId } from '../../shared/ids.ts';
import { isSendable, type AccountTemplate } from './account-template.ts';
import { contentOf } from './check-wording.ts';
import { compareContent } from './compare-template.ts';
import type { TemplateParts } from './template-parts.ts';
import { wantedTemplates, type WantedTemplate } from './wanted-templates.ts';
import { newestVersion, versionInUse, type WordingRecord } from './wording.ts';

/** Before and after; `before` null: nothing was known. */
export interface TemplateChange {
  before: AccountTemplate | null;
  after: AccountTemplate;
}

type Parts = Pick<
  TemplateParts,
  | 'wordings'
  | 'templates'
  | 'noteTemplates'
  | 'openTask'
  | 'settleTasks'
  | 'releaseMessages'
  | 'forget'
  | 'accountsOf'
  | 'clock'
>;

const ended: ReadonlySet<AccountTemplate['status']> = new Set(['rejected', 'disabled']);

/** It was carried, and is not any more; or it is known by now that it never will be. */
const wentOut = ({ before, after }: TemplateChange): boolean => {
  if (isSendable(after) || before?.status === after.status) return false;
  return before === null ? ended.has(after.status) : isSendable(before) || ended.has(after.status);
};

const categoryMoved = ({ before, after }: TemplateChange): boolean =>
  (before !== null && before.category !== 'unknown' && before.category !== after.category) ||
  (after.comingCategory !== null && after.comingCategory !== before?.comingCategory);

const taskOf = (reason: string, urgent: boolean, at: Date, { after }: TemplateChange, details: object) => ({
  ...{ conversationId: '', requestId: null, customerRefs: [], reason, urgent },
  role: 'staff' as const,
  at: at.toISOString(),
  details: { accountId: after.accountId, template: after.name, language: after.language, ...details },
});

/** Somebody words it anew on the platform: what people are shown is not what the transcript says. */
const wasReworded = ({ before, after }: TemplateChange, wanted: WantedTemplate | null): boolean => {
  if (wanted === null || before?.content === undefined || before.content === null) return false;
  if (after.content === null) return false;
  const ours = contentOf(wanted.definition);
  return compareContent(ours, before.content).length === 0 && compareContent(ours, after.content).length > 0;
};

/**
 * Staff hears what it has to act on; each thing once, however often it is told. Done before the change is written, so that whoever
 * dies in between tells it again.
 */
export const tellChange = async (
  { openTask }: Pick<Parts, 'openTask'>,
  tenantId: string,
  change: TemplateChange,
  wanted: WantedTemplate | null,
): Promise<void> => {
  const { before, after } = change;
  const key = [after.accountId, after.name, after.language] as const;
  if (wentOut(change)) {
    const { status, statusAt, reason, advice } = after;
    await openTask(tenantId, {
      id: derivedId('tsk', 'template-out', ...key, status, statusAt.toISOString()),
      ...taskOf('template_out_of_use', wanted?.isInUse ?? false, statusAt, change, {
        ...{ status, why: reason, advice },
        fallback: wanted?.fallback ?? null,
      }),
    });
  }
  if (wasReworded(change, wanted)) {
    const at = after.readAt ?? after.statusAt;
    await openTask(tenantId, {
      id: derivedId('tsk', 'template-reworded', ...key, JSON.stringify(after.content)),
      ...taskOf('template_reworded', wanted?.isInUse ?? false, at, change, {}),
    });
  }
  if (categoryMoved(change)) {
    const { category, comingCategory, categoryAt } = after;
    await openTask(tenantId, {
      id: derivedId(
        'tsk',
        'template-category',
        ...key,
        category,
        comingCategory ?? '',
        categoryAt.toISOString(),
      ),
      ...taskOf('template_category_changed', true, categoryAt, change, {
        from: comingCategory === null ? (before?.category ?? 'unknown') : category,
        to: comingCategory ?? category,
        isInForce: comingCategory === null,
      }),
    });
  }
};

const nameKey = ({ name, language }: { name: string; language: string }): string => `${name}/${language}`;

/**
 * A version comes into use by itself when every account carries it as what it was submitted as: never one that the platform takes as
 * marketing (platform 8.5), never one that was withdrawn since.
 */
const mayBeUsed = (record: WordingRecord, known: readonly AccountTemplate[], accounts: number): boolean => {
  if (record.retired !== undefined) return false;
  const version = newestVersion(record);
  const last = record.changes.at(-1);
  if (version === null || version.version === record.inUse) return false;
  if (last?.did !== 'submitted' || last.version !== version.version) return false;
  const found = known.filter(({ name, language }) => name === version.name && language === record.language);
  return (
    accounts > 0 && found.filter((one) => isSendable(one) && one.category === 'utility').length >= accounts
  );
};

/** It is carried again: what staff had to do about it is done, and messages that waited go. */
export const tellReturn = async (
  { settleTasks, releaseMessages, forget }: Pick<Parts, 'settleTasks' | 'releaseMessages' | 'forget'>,
  tenantId: string,
  { before, after }: TemplateChange,
): Promise<void> => {
  if (!isSendable(after) || (before !== null && isSendable(before))) return;
  await settleTasks(tenantId, after);
  // What is let go is looked at by how things stand now.
  forget(tenantId);
  const { accountId, name, language } = after;
  await releaseMessages(tenantId, { accountId, name, language });
};

/** What follows from how things stand, however often it is asked: own words come into use. */
export const settleChanges = async (parts: Parts, tenantId: string): Promise<void> => {
  const { wordings, templates, clock } = parts;
  const known = await templates.list(tenantId);
  const accounts = (await parts.accountsOf(tenantId)).length;
  const records = await wordings.list(tenantId);
  for (const record of records) {
    const version = newestVersion(record);
    if (version === null || !mayBeUsed(record, known, accounts)) continue;
    const by = { at: clock.now(), by: 'system' };
    const { template, language, rev } = record;
    await parts.noteTemplates([
      {
        ...{ tenantId, template, language, rev, ...by, what: 'used' },
        ...{ before: versionInUse(record)?.wording ?? null, after: version.wording },
      },
    ]);
    // Somebody wrote since: the next look decides anew.
    await wordings.use(tenantId, record, version.version, by, rev);
  }
  parts.forget(tenantId);
};

/** The templates of a tenant by their names on the platform. */
export const wantedByName = (records: readonly WordingRecord[]): ReadonlyMap<string, WantedTemplate> =>
  new Map(wantedTemplates(records).map((wanted) => [nameKey(wanted), wanted]));

export const wantedOf = (
  wanted: ReadonlyMap<string, WantedTemplate>,
  key: { name: string; language: string },
): WantedTemplate | null => wanted.get(nameKey(key)) ?? null;
