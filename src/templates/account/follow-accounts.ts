import { Sweeps } from '../../shared/sweeps.ts';
import { settleChanges } from './template-changes.ts';
import { syncTemplates } from './sync-templates.ts';
import type { TemplateParts } from './template-parts.ts';
import { TemplateWorker } from './template-worker.ts';

type Given = Omit<TemplateParts, 'readSoon'> & {
  tenantIds(): Promise<readonly string[]>;
  /** How old what is known of an account may become; 0: it is read only when somebody asks for it. */
  readEveryMs: number;
};

/** Reads the accounts of the tenants again and again, and takes there what is to be submitted. */
export class AccountFollower {
  readonly #given: Given;
  readonly #worker: TemplateWorker;
  /** When the accounts of a tenant are looked at again, in milliseconds. */
  readonly #dueAt = new Map<string, number>();
  readonly #sweeps = new Sweeps();
  readonly parts: TemplateParts;

  constructor(given: Given) {
    this.#given = given;
    this.parts = { ...given, readSoon: (tenantId) => this.#dueAt.set(tenantId, 0) };
    this.#worker = new TemplateWorker(this.parts);
  }

  /** Answers how many templates were worked. */
  sweep(): Promise<number> {
    return this.#sweeps.now(() => this.#sweep());
  }

  /** Resolves when no sweep of this worker is under way, whoever began it; true if one of them found something. */
  idle(): Promise<boolean> {
    return this.#sweeps.idle();
  }

  async #sweep(): Promise<number> {
    let worked = 0;
    for (const tenantId of await this.#given.tenantIds()) {
      const submitted = await this.#worker.sweep(tenantId);
      // What the platform said to it at once may be all it says.
      if (submitted > 0) await settleChanges(this.parts, tenantId);
      if (await this.#isDue(tenantId)) await this.#read(tenantId);
      worked += submitted;
    }
    return worked;
  }

  async #read(tenantId: string): Promise<void> {
    const { clock, logger, readEveryMs } = this.#given;
    const every = readEveryMs === 0 ? Number.POSITIVE_INFINITY : readEveryMs;
    this.#dueAt.set(tenantId, clock.now().getTime() + every);
    for (const { accountId, problem } of await syncTemplates(this.parts, tenantId))
      if (problem !== null)
        logger.warn({ accountId, code: problem.code, cause: problem.cause }, 'templates not read');
  }

  /** A process that was just started goes by what the last one read. */
  async #isDue(tenantId: string): Promise<boolean> {
    const { clock, readEveryMs, accountsOf, templates } = this.#given;
    const now = clock.now().getTime();
    const known = this.#dueAt.get(tenantId);
    if (known !== undefined) return known <= now;
    if (readEveryMs === 0) return false;
    const accounts = await accountsOf(tenantId);
    const states = await Promise.all(accounts.map(({ accountId }) => templates.account(tenantId, accountId)));
    const oldest = Math.min(now, ...states.map((state) => state?.readAt?.getTime() ?? 0));
    this.#dueAt.set(tenantId, accounts.length === 0 ? now + readEveryMs : oldest + readEveryMs);
    return accounts.length > 0 && oldest + readEveryMs <= now;
  }
}
