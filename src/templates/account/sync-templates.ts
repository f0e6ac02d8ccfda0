import {
  unknownTemplate,
  type AccountTemplate,
  type SubmissionProblem,
  type TemplateFacts,
  type TemplateKey,
} from './account-template.ts';
import type { AccountAccess, AccountAnswer, FoundTemplate } from './template-account.ts';
import { settleChanges, tellChange, tellReturn, wantedByName, wantedOf } from './template-changes.ts';
import type { TemplateParts } from './template-parts.ts';
import type { WantedTemplate } from './wanted-templates.ts';

/** What came of reading one account. */
export interface AccountSync {
  accountId: string;
  /** Ours that are there; null: it was not read. */
  read: number | null;
  /** Ours that are not there. */
  missing: number;
  /** Of others. */
  others: number;
  /** Whose status, category, quality or words are others than before. */
  changed: readonly { name: string; language: string; what: readonly string[] }[];
  /** Why it was not read. */
  problem: SubmissionProblem | null;
}

export const problemOf = (answer: Exclude<AccountAnswer<unknown>, { kind: 'done' }>): SubmissionProblem =>
  answer.kind === 'refused'
    ? { cause: answer.refusal, code: answer.code, explanation: answer.explanation }
    : {
        cause: answer.kind,
        code: answer.reason.slice(0, 128).replaceAll(/[^\w.:*-]/g, '_'),
        explanation: null,
      };

const absent = { templateId: null, status: 'missing', reason: null, advice: null } as const;

const whatChanged = (before: AccountTemplate, after: AccountTemplate): readonly string[] => [
  ...(before.status === after.status ? [] : ['status']),
  ...(before.category === after.category && before.comingCategory === after.comingCategory
    ? []
    : ['category']),
  ...(before.quality === after.quality ? [] : ['quality']),
  ...(JSON.stringify(before.content) === JSON.stringify(after.content) ? [] : ['content']),
  ...(before.templateId === after.templateId ? [] : ['templateId']),
];

/** What is known after the reading of one template: what was told after it began is newer than what it says. */
const afterRead = (before: AccountTemplate, found: FoundTemplate | undefined, at: Date): AccountTemplate => {
  if (found === undefined) {
    return before.statusAt > at ? before : { ...before, ...absent };
  }
  const { templateId, status, reason, category, comingCategory, quality, content } = found;
  return {
    ...{ ...before, templateId, content },
    ...(before.statusAt > at
      ? {}
      : { status, reason, advice: status === before.status ? before.advice : null }),
    ...(before.categoryAt > at ? {} : { category, comingCategory }),
    ...(before.qualityAt > at ? {} : { quality }),
  };
};

/** What of it has to be written. */
const factsOf = (after: AccountTemplate, what: readonly string[]): Partial<TemplateFacts> => ({
  templateId: after.templateId,
  ...(what.includes('status') ? { status: after.status, reason: after.reason, advice: after.advice } : {}),
  ...(what.includes('category') ? { category: after.category, comingCategory: after.comingCategory } : {}),
  ...(what.includes('quality') ? { quality: after.quality } : {}),
  ...(what.includes('content') ? { content: after.content } : {}),
});

const nameKey = ({ name, language }: { name: string; language: string }): string => `${name}/${language}`;

interface Reading {
  found: readonly FoundTemplate[];
  at: Date;
}

const keyOf = (accountId: string, nameAndLanguage: string): TemplateKey => {
  const [name = '', language = ''] = nameAndLanguage.split('/');
  return { accountId, name, language };
};

/** Writes what was read of the templates that are ours, and tells what changed. */
const takeOver = async (
  parts: TemplateParts,
  tenantId: string,
  accountId: string,
  { found, at }: Reading,
): Promise<Omit<AccountSync, 'problem'>> => {
  const wanted = wantedByName(await parts.wordings.list(tenantId));
  const records = (await parts.templates.list(tenantId)).filter((one) => one.accountId === accountId);
  const known = new Map(records.map((one) => [nameKey(one), one]));
  const byName = new Map(found.map((one) => [nameKey(one), one]));
  const ours = [...new Set([...wanted.keys(), ...known.keys()])];
  const changed: AccountSync['changed'][number][] = [];
  const noted: Parameters<TemplateParts['templates']['note']>[1][number][] = [];
  for (const one of ours) {
    const key = keyOf(accountId, one);
    const before = known.get(one) ?? unknownTemplate(tenantId, key);
    const after = afterRead(before, byName.get(one), at);
    const what = whatChanged(before, after);
    if (what.length === 0) continue;
    await tell(parts, { before, after, what, isFirst: !known.has(one), at }, wantedOf(wanted, key));
    noted.push({ key, facts: factsOf(after, what), at });
    if (known.has(one)) changed.push({ name: key.name, language: key.language, what });
  }
  if (noted.length > 0) await parts.templates.note(tenantId, noted);
  const keys = ours.map((one) => keyOf(accountId, one));
  await parts.templates.noteRead(tenantId, keys, at);
  const read = ours.filter((one) => byName.has(one)).length;
  return { accountId, read, changed, missing: ours.length - read, others: found.length - read };
};

interface Told {
  before: AccountTemplate;
  after: AccountTemplate;
  what: readonly string[];
  isFirst: boolean;
  at: Date;
}

const tell = async (
  parts: TemplateParts,
  { before, after, what, isFirst, at }: Told,
  wanted: WantedTemplate | null,
): Promise<void> => {
  // What an account is like when it is read for the first time is no news.
  if (isFirst) return;
  const dated = {
    ...{ ...after, readAt: at },
    ...(what.includes('status') ? { statusAt: at } : {}),
    ...(what.includes('category') ? { categoryAt: at } : {}),
  };
  await tellChange(parts, after.tenantId, { before, after: dated }, wanted);
  await tellReturn(parts, after.tenantId, { before, after });
};

/** Reads one account. Null: somebody else is reading it. */
export const syncAccount = async (
  parts: TemplateParts,
  tenantId: string,
  access: AccountAccess,
): Promise<AccountSync | null> => {
  const { templates, account, clock, owner, leaseMs } = parts;
  const { accountId } = access;
  const now = clock.now();
  const until = new Date(now.getTime() + leaseMs);
  if (!(await templates.beginRead(tenantId, accountId, { owner, now, until }))) return null;
  const answer = await account.list(access);
  if (answer.kind !== 'done') {
    const problem = problemOf(answer);
    await templates.endRead(tenantId, accountId, owner, { problem: { ...problem, at: now } });
    return { accountId, read: null, missing: 0, others: 0, changed: [], problem };
  }
  // What it says is of the beginning: whatever is told meanwhile is newer.
  const taken = await takeOver(parts, tenantId, accountId, { found: answer.value, at: now });
  await templates.endRead(tenantId, accountId, owner, { readAt: now, others: taken.others, problem: null });
  return { ...taken, problem: null };
};

/** Reads every account of a tenant and does what follows from it. Accounts somebody else is reading are left out. */
export const syncTemplates = async (
  parts: TemplateParts,
  tenantId: string,
): Promise<readonly AccountSync[]> => {
  const results: AccountSync[] = [];
  for (const access of await parts.accountsOf(tenantId)) {
    const result = await syncAccount(parts, tenantId, access);
    if (result !== null) results.push(result);
  }
  await settleChanges(parts, tenantId);
  return results;
};
