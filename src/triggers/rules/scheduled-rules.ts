import type { PagePosition } from '../../shared/page.ts';
import type { ScheduledRule } from '../calendar/schedule-clock.ts';
import type { Schedule } from '../calendar/schedule.ts';
import type { RuleRepository } from './rule.repository.ts';
import { onSchedule, type RuleRecord } from './rule.ts';

type Rules = Pick<RuleRepository, 'list' | 'loadVersions'>;

const keyOf = (tenantId: string, id: string, version: number): string => `${tenantId}\n${id}\n${version}`;

/** Rules with a schedule and when each of their versions was in use. What a version says never changes: it is read once. */
export class ScheduledRules {
  readonly #rules: Rules;
  readonly #known = new Map<string, Schedule | null>();

  constructor(rules: Rules) {
    this.#rules = rules;
  }

  async of(tenantId: string): Promise<readonly ScheduledRule[]> {
    const records: RuleRecord[] = [];
    let after: PagePosition | null = null;
    do {
      const page = await this.#rules.list(tenantId, { on: onSchedule }, { limit: 200, after });
      records.push(...page.items);
      after = page.next;
    } while (after !== null);
    return Promise.all(records.map((record) => this.#scheduled(record)));
  }

  async #scheduled({ tenantId, id, changes }: RuleRecord): Promise<ScheduledRule> {
    const missing = [...new Set(changes.map(({ version }) => version))].filter(
      (version) => !this.#known.has(keyOf(tenantId, id, version)),
    );
    if (missing.length > 0) {
      const loaded = await this.#rules.loadVersions(
        tenantId,
        missing.map((version) => ({ id, version })),
      );
      for (const { version, rule } of loaded)
        this.#known.set(keyOf(tenantId, id, version), rule.schedule ?? null);
    }
    return {
      id,
      changes: changes.map(({ did, version, at }) => ({
        ...{ at, version },
        schedule: did === 'withdrawn' ? null : (this.#known.get(keyOf(tenantId, id, version)) ?? null),
      })),
    };
  }
}
