import type { Page, PageRequest } from '../../shared/page.ts';
import type { RuleRef } from '../rule-action.ts';
import type { Rule, RuleRecord, RuleVersion } from './rule.ts';

export interface RuleFilter {
  on?: string;
  /** In use, or not. */
  isPublished?: boolean;
  /** Types that are left out. */
  exceptOn?: readonly string[];
}

/** A rule in use as the book knows it. */
export type PublishedRule = RuleRef & { rule: Rule };

/** Rules of tenants. Every version that was ever in use stays. */
export interface RuleRepository {
  /** Null: no such rule in this tenant. */
  find(tenantId: string, id: string): Promise<RuleRecord | null>;
  /** By id. */
  list(tenantId: string, filter: RuleFilter, page: PageRequest): Promise<Page<RuleRecord>>;
  /**
   * Puts a draft beside what is in use, and makes the rule where there is none; null takes the draft away. `rev`: only while
   * nobody wrote since then; null: whatever it is. False: somebody did.
   */
  saveDraft(
    tenantId: string,
    id: string,
    draft: { rule: Rule; at: Date; by: string } | null,
    rev: number | null,
  ): Promise<boolean>;
  /** Brings a rule into use as a new version, once for each `rev`; answers the version. Null: somebody wrote since `rev`. */
  publish(
    tenantId: string,
    id: string,
    published: { rule: Rule; at: Date; by: string },
    rev: number,
  ): Promise<number | null>;
  /** Takes what is in use out of it. False: somebody wrote since `rev`. */
  withdraw(tenantId: string, id: string, by: { at: Date; by: string }, rev: number): Promise<boolean>;
  /** Newest first. */
  listVersions(tenantId: string, id: string, page: PageRequest): Promise<Page<RuleVersion>>;
  findVersion(tenantId: string, ref: RuleRef): Promise<RuleVersion | null>;
  /** What is in use, without what it says. */
  publishedRefs(tenantId: string): Promise<RuleRef[]>;
  /** What these versions say; those that are not there are left out. */
  loadVersions(tenantId: string, refs: readonly RuleRef[]): Promise<PublishedRule[]>;
}
