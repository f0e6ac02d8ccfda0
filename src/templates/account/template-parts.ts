import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { NewTask } from '../../tasks/new-task.ts';
import type { TemplateKey } from './account-template.ts';
import type { AccountAccess, TemplateAccount } from './template-account.ts';
import type { TemplateNote } from './template-note.ts';
import type { TemplateRepository } from './template.repository.ts';
import type { WordingRepository } from './wording.repository.ts';

/** What following templates on an account stands on. */
export interface TemplateParts {
  wordings: WordingRepository;
  templates: TemplateRepository;
  account: TemplateAccount;
  /** On record before it is done. */
  noteTemplates(notes: readonly TemplateNote[]): Promise<void>;
  /** The accounts behind a tenant's numbers, each once. */
  accountsOf(tenantId: string): Promise<readonly AccountAccess[]>;
  openTask(tenantId: string, task: NewTask): Promise<void>;
  /** Tasks of these reasons about a template are done: it is in use again. */
  settleTasks(tenantId: string, template: { name: string; language: string }): Promise<void>;
  /**
   * That one is carried (again): whatever this process was refused of it is over, and messages that wait for a template are due now. Those
   * whose template is still out of use wait again.
   */
  releaseMessages(tenantId: string, template: TemplateKey): Promise<void>;
  /** What this process has at hand of the tenant's templates is of before. */
  forget(tenantId: string): void;
  /** The accounts of the tenant are read within a minute. */
  readSoon(tenantId: string): void;
  clock: Clock;
  logger: Logger;
  /** Names this process in leases. */
  owner: string;
  /** How long reading an account or submitting one template may take, in milliseconds. */
  leaseMs: number;
}
