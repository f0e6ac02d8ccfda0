import {
  templateStatuses,
  type TemplateCategory,
  type TemplateQuality,
  type TemplateStatus,
} from '../../vocabulary/template-news.ts';
import type { TemplateContent } from '../template-content.ts';

/** A template of a business account, by the platform's name and language. */
export interface TemplateKey {
  accountId: string;
  name: string;
  language: string;
}

/** Why a submission did not get through, for people. */
export interface SubmissionProblem {
  /** `content`, `access`, `room` …, as the port names refusals, or `unknown`. */
  cause: string;
  /** The platform's code; null: it said none. */
  code: string | null;
  /** The platform's own words. */
  explanation: string | null;
}

/** A template on its way to the platform. `waiting`: tried, and again at `nextAt`; `failed`: until somebody submits it again. */
export interface Submission {
  state: 'queued' | 'waiting' | 'failed';
  by: string;
  at: Date;
  attempts: number;
  /** When it is looked at, or the end of the lease of whoever does; null: failed. */
  nextAt: Date | null;
  problem: SubmissionProblem | null;
}

/** `missing`: the account was read, and it is not there. */
export const accountStatuses = [...templateStatuses, 'missing'] as const satisfies readonly (
  TemplateStatus | 'missing'
)[];

/** What is known of a template on the account. */
export interface TemplateFacts {
  /** Null: it is not there. */
  templateId: string | null;
  status: (typeof accountStatuses)[number];
  /** The platform's words for why, and what it advises. */
  reason: string | null;
  advice: string | null;
  category: TemplateCategory;
  comingCategory: TemplateCategory | null;
  quality: TemplateQuality;
  /** As last read; null: it was not. */
  content: TemplateContent | null;
}

export type AccountTemplate = TemplateKey &
  TemplateFacts & {
    tenantId: string;
    /** Since when each counts, by the platform's clock where it says so. */
    statusAt: Date;
    categoryAt: Date;
    qualityAt: Date;
    /** When the account was last read with this in view; null: it was not. */
    readAt: Date | null;
    /** Edits while it was approved, oldest first. */
    edits: readonly Date[];
    submission: Submission | null;
  };

/** A template of which nothing is known yet. */
export const unknownTemplate = (
  tenantId: string,
  { accountId, name, language }: TemplateKey,
): AccountTemplate => ({
  ...{ tenantId, accountId, name, language },
  ...{ templateId: null, status: 'unknown', reason: null, advice: null, statusAt: new Date(0) },
  ...{ category: 'unknown', comingCategory: null, categoryAt: new Date(0) },
  ...{ quality: 'unknown', qualityAt: new Date(0), content: null },
  ...{ readAt: null, edits: [], submission: null },
});

/** What is known of an account as a whole. */
export interface AccountState {
  accountId: string;
  /** When all its templates were last read; null: never. */
  readAt: Date | null;
  /** How many of its templates are not ours. */
  others: number;
  /** Why the last reading did not get through; null: it did. */
  problem: (SubmissionProblem & { at: Date }) | null;
  /** The sample of document headers, as it was uploaded. */
  sample: { handle: string; sha256: string; at: Date } | null;
}

const sendable: ReadonlySet<AccountTemplate['status']> = new Set(['approved', 'flagged', 'reinstated']);

/** Does the platform carry it (platform 8.3)? */
export const isSendable = ({ status }: Pick<AccountTemplate, 'status'>): boolean => sendable.has(status);

/** What nothing confirmed for a day is not believed any more: a send asks the platform itself. */
const believedMs = 24 * 60 * 60_000;

/** Is it known to be out of use now? A template nobody read anything about is not. */
export const isOutOfUse = (
  template: Pick<AccountTemplate, 'status' | 'statusAt' | 'readAt'>,
  now: Date,
): boolean => {
  if (isSendable(template) || template.status === 'unknown') return false;
  return ageOf(template, now) < believedMs;
};

const ageOf = ({ statusAt, readAt }: Pick<AccountTemplate, 'statusAt' | 'readAt'>, now: Date): number =>
  now.getTime() - Math.max(statusAt.getTime(), readAt?.getTime() ?? 0);

/** What the platform, or a person there, has to take back; all else may be over any moment (a review, a template that is made there by hand). */
const decided: ReadonlySet<AccountTemplate['status']> = new Set(['rejected', 'paused', 'disabled']);

/** So long are they believed that may be over any moment: two readings of the account at its usual pace. */
const passingMs = 2 * 60 * 60_000;

/** Would whoever tries it now be refused? Known, and confirmed so lately that it need not be asked of the platform itself. */
export const isRefused = (
  template: Pick<AccountTemplate, 'status' | 'statusAt' | 'readAt'>,
  now: Date,
): boolean => isOutOfUse(template, now) && (decided.has(template.status) || ageOf(template, now) < passingMs);
