import type { By, Wording, WordingKey, WordingRecord, WordingVersion } from './wording.ts';

/** A template of a tenant's own, and the one of the product it is made of. */
export interface NamedTemplate {
  template: string;
  base: string;
}

/** Own words of tenants. Every version that was ever submitted stays. */
export interface WordingRepository {
  /** Null: the tenant wrote nothing for it. */
  find(tenantId: string, key: WordingKey): Promise<WordingRecord | null>;
  /** All of a tenant, by template and language: there are never more than templates times languages. */
  list(tenantId: string): Promise<readonly WordingRecord[]>;
  /**
   * Puts a draft beside what is in use; null takes it away. `rev`: only while nobody wrote since then, 0: only where nothing is
   * written yet; null: whatever there is. False: somebody did.
   */
  saveDraft(
    tenantId: string,
    key: WordingKey,
    draft: (By & { wording: Wording }) | null,
    rev: number | null,
  ): Promise<boolean>;
  /** Makes the draft the next version under this name, once for each `rev`. Null: somebody wrote since, or there is no draft. */
  submit(
    tenantId: string,
    key: WordingKey,
    submitted: By & { name: string },
    rev: number,
  ): Promise<WordingVersion | null>;
  /**
   * Makes a template of the tenant's own in every language, or takes up again what was deleted; as often as it is asked for. False:
   * the name is that of something else.
   */
  makeNamed(tenantId: string, named: NamedTemplate): Promise<boolean>;
  /** Deletes it in every language; what was submitted stays on record. Without effect where it is deleted. */
  retire(tenantId: string, named: NamedTemplate, by: By): Promise<void>;
  /** Brings a version into use, or none: the product's own words. False: somebody wrote since `rev`. */
  use(tenantId: string, key: WordingKey, version: number | null, by: By, rev: number): Promise<boolean>;
}
