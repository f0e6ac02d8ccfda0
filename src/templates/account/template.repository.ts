import type {
  AccountState,
  AccountTemplate,
  Submission,
  SubmissionProblem,
  TemplateFacts,
  TemplateKey,
} from './account-template.ts';

/** What is known of templates on the accounts of tenants, and what is on its way there. */
export interface TemplateRepository {
  find(tenantId: string, key: TemplateKey): Promise<AccountTemplate | null>;
  /** All of a tenant, by account, name and language: those it uses, not all the account has. */
  list(tenantId: string): Promise<readonly AccountTemplate[]>;
  /**
   * Writes facts of these templates, and makes the records where there are none. Of status, category and quality each only where
   * nothing newer than `at` is known.
   */
  note(
    tenantId: string,
    noted: readonly { key: TemplateKey; facts: Partial<TemplateFacts>; at: Date }[],
  ): Promise<void>;
  /** The account was read at this instant with these in view. */
  noteRead(tenantId: string, keys: readonly TemplateKey[], at: Date): Promise<void>;

  account(tenantId: string, accountId: string): Promise<AccountState | null>;
  /** One reads an account at a time. False: somebody does, until their lease ends. */
  beginRead(
    tenantId: string,
    accountId: string,
    lease: { owner: string; now: Date; until: Date },
  ): Promise<boolean>;
  /** Without effect for whoever lost the lease. */
  endRead(
    tenantId: string,
    accountId: string,
    owner: string,
    read: Pick<AccountState, 'problem'> & Partial<Pick<AccountState, 'readAt' | 'others'>>,
  ): Promise<void>;
  saveSample(tenantId: string, accountId: string, sample: AccountState['sample']): Promise<void>;

  /** Puts them on their way, anew where they failed. */
  queue(tenantId: string, keys: readonly TemplateKey[], queued: { by: string; at: Date }): Promise<void>;
  /** The next one that is due, leased; null: none is. */
  claim(tenantId: string, lease: { owner: string; now: Date; until: Date }): Promise<AccountTemplate | null>;
  /** Ends a claim; `edited`: it was edited while approved. Without effect for whoever lost the lease. */
  settle(
    tenantId: string,
    key: TemplateKey,
    owner: string,
    settled: {
      submission: Pick<Submission, 'state' | 'nextAt' | 'problem'> | null;
      edited?: Date;
    },
  ): Promise<void>;
  /** All of an account that are on their way: what keeps one keeps all. */
  settleAll(
    tenantId: string,
    accountId: string,
    submission: Pick<Submission, 'state' | 'nextAt'> & { problem: SubmissionProblem },
  ): Promise<void>;
}
