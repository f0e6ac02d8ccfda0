import type { Customer } from '../../customers/customer.ts';
import type { Clock } from '../../shared/clock.ts';
import type { Logger } from '../../shared/logger.ts';
import type { Tally } from '../../shared/tally.ts';
import type { CustomTypeRepository } from '../custom-type.repository.ts';
import { stageOf, type DryStage, type StoredParts } from '../dry-stage.ts';
import type { EventEnvelope } from '../event-envelope.ts';
import { isBeyondRules } from '../event-task.ts';
import type { RuleRef, RuleShadows } from '../rule-action.ts';
import { compileRule, EventFields, type CompiledRule } from './compile-rule.ts';
import type { RuleBook } from './rule-book.ts';
import {
  outcomeOf,
  type OutcomeParts,
  type PlannedEffect,
  type PlannedOutcome,
  type Scene,
} from './rule-outcome.ts';
import { ruleTypesWith } from './rule-types.ts';
import type { RuleRepository } from './rule.repository.ts';
import { shadowChoice, type ShadowChoice } from './shadow-choice.ts';
import {
  endOfShadow,
  shadowKeptUntil,
  type Shadow,
  type ShadowEffect,
  type ShadowOutcome,
} from './shadow.ts';
import type { ShadowRepository } from './shadow.repository.ts';

export interface ShadowParts extends Omit<OutcomeParts, keyof DryStage>, StoredParts {
  shadows: Pick<ShadowRepository, 'running' | 'end' | 'record' | 'count'>;
  rules: Pick<RuleRepository, 'find'>;
  ruleBook: Pick<RuleBook, 'rulesOn'>;
  customTypes: Pick<CustomTypeRepository, 'list' | 'find'>;
  tally: Tally;
  logger: Logger;
  clock: Clock;
  /** Milliseconds, for what it costs. */
  monotonic(): number;
  refreshMs: number;
}

interface Watched {
  shadow: Shadow;
  draft: CompiledRule;
  /** So many more events are kept. */
  left: number;
}

interface Known {
  byType: ReadonlyMap<string, readonly Watched[]>;
  /** Milliseconds: asked again when this is over. */
  until: number;
}

type Seen = { eventId: string; envelope: EventEnvelope; receivedAt: Date; depth?: number };
type Facts = { acting: RuleRef | null; customer: Customer | null; now: Date };

const effectOf = (effect: PlannedEffect): ShadowEffect => {
  if ('asked' in effect) {
    const { asked, hold } = effect;
    const kept = hold && { by: hold.by, until: hold.until };
    return { do: effect.do, requestKind: asked.content.kind, contactRef: asked.contact.ref, hold: kept };
  }
  if (effect.do === 'task') return { do: 'task', role: effect.role, urgent: effect.urgent };
  if (effect.do === 'callback') return { do: 'callback', name: effect.name };
  return { do: 'emit', type: effect.type, isAccepted: effect.isAccepted };
};

const kept = ({ by, status, reason, effects }: PlannedOutcome): ShadowOutcome => ({
  ...{ by, status, reason },
  effects: effects.map(effectOf),
});

/** The rule alone is no difference: another one may do the same. */
const isOther = (one: ShadowOutcome, other: ShadowOutcome): boolean =>
  JSON.stringify({ ...one, by: null }) !== JSON.stringify({ ...other, by: null });

/**
 * Drafts in the shadow, as events meet them. Everything here reads, but for the record of what it saw: nothing is asked, told,
 * opened or sent, and whatever fails here is nothing to the event.
 */
export class Shadows implements RuleShadows {
  readonly #parts: ShadowParts;
  readonly #known = new Map<string, Known>();
  readonly #reading = new Map<string, Promise<Known>>();

  constructor(parts: ShadowParts) {
    this.#parts = parts;
  }

  async see(tenantId: string, event: Seen, facts: Facts): Promise<void> {
    const { tally, logger, monotonic } = this.#parts;
    const began = monotonic();
    try {
      const { byType } = await this.#knownOf(tenantId);
      const watched = byType.get(event.envelope.type) ?? [];
      if (watched.length === 0 || isBeyondRules(event.envelope)) return;
      await Promise.all(watched.map((one) => this.#note(tenantId, one, event, facts)));
      tally.add('shadow_seen');
      tally.add('shadow_microseconds', Math.round((monotonic() - began) * 1_000));
    } catch (error) {
      tally.add('shadow_failed');
      logger.warn({ err: error, eventId: event.eventId }, 'what a draft would have done is not recorded');
    }
  }

  /** A shadow of this tenant began or ended, or a draft changed. */
  forget(tenantId: string): void {
    const known = this.#known.get(tenantId);
    if (known !== undefined) this.#known.set(tenantId, { ...known, until: 0 });
    // What is being read may be from before.
    this.#reading.delete(tenantId);
  }

  async #note(
    tenantId: string,
    watched: Watched,
    { eventId, envelope, receivedAt, depth }: Seen,
    { acting, customer, now }: Facts,
  ): Promise<void> {
    const { shadow, draft } = watched;
    if (watched.left <= 0 || now >= shadow.until) return;
    const inUse = await this.#parts.ruleBook.rulesOn(tenantId, envelope.type);
    const choice = shadowChoice(draft, inUse, acting, new EventFields({ envelope, customer }));
    if (choice === null) return;
    // Taken before it is waited for: others are on their way at the same time.
    watched.left -= 1;
    let isNew = false;
    try {
      const scene = { tenantId, eventId, envelope, receivedAt, depth, customer, now, waited: null };
      isNew = await this.#keep(shadow, scene, choice);
    } finally {
      // Also where it could not be kept: another event takes the place.
      if (!isNew) watched.left += 1;
    }
    if (isNew) this.#parts.tally.add('shadow_recorded');
  }

  /** False: it was kept already. */
  async #keep(shadow: Shadow, scene: Scene, choice: ShadowChoice): Promise<boolean> {
    const { tenantId, eventId, now } = scene;
    const [outcome, present] = await Promise.all([
      this.#outcomeOf(scene, choice.outcome),
      this.#outcomeOf(scene, choice.now),
    ]);
    return this.#parts.shadows.record(
      {
        ...{ tenantId, shadowId: shadow.id, eventId, at: now },
        ...{ differs: isOther(outcome, present), outcome, now: present },
      },
      shadowKeptUntil(shadow),
    );
  }

  /** On a stage of its own: what one would count is nothing to the other. */
  async #outcomeOf(scene: Scene, rule: CompiledRule | null): Promise<ShadowOutcome> {
    const stage = stageOf(this.#parts, { at: scene.now, isPast: false });
    return kept(await outcomeOf({ ...this.#parts, ...stage }, scene, rule));
  }

  #knownOf(tenantId: string): Known | Promise<Known> {
    const known = this.#known.get(tenantId);
    const now = this.#parts.clock.now().getTime();
    // A clock that was set back keeps nothing old.
    if (known !== undefined && now < known.until && now >= known.until - this.#parts.refreshMs) return known;
    const reading = this.#reading.get(tenantId);
    if (reading !== undefined) return reading;
    const begun: Promise<Known> = this.#read(tenantId)
      .then((found) => {
        if (this.#reading.get(tenantId) === begun) this.#known.set(tenantId, found);
        return found;
      })
      .finally(() => {
        if (this.#reading.get(tenantId) === begun) this.#reading.delete(tenantId);
      });
    this.#reading.set(tenantId, begun);
    return begun;
  }

  async #read(tenantId: string): Promise<Known> {
    const { shadows, customTypes, clock, refreshMs } = this.#parts;
    const now = clock.now();
    const running = await shadows.running(tenantId, now);
    const typeOf = ruleTypesWith(running.length === 0 ? [] : await customTypes.list(tenantId));
    const found = await Promise.all(running.map((shadow) => this.#watch(tenantId, shadow, { typeOf, now })));
    const byType = new Map<string, Watched[]>();
    for (const one of found)
      if (one !== null) byType.set(one.shadow.on, [...(byType.get(one.shadow.on) ?? []), one]);
    return { byType, until: now.getTime() + refreshMs };
  }

  /** Null: it is over, and from now on that is stored. */
  async #watch(
    tenantId: string,
    shadow: Shadow,
    { typeOf, now }: { typeOf: ReturnType<typeof ruleTypesWith>; now: Date },
  ): Promise<Watched | null> {
    const { shadows, rules } = this.#parts;
    const [rule, { recorded }] = await Promise.all([
      rules.find(tenantId, shadow.ruleId),
      shadows.count(tenantId, shadow.id),
    ]);
    const why = endOfShadow(shadow, { rule, recorded, now });
    if (why !== null) await shadows.end(tenantId, shadow.id, { at: now, by: 'system', why });
    if (why !== null || rule === null || rule.draft === null) return null;
    const before = this.#known.get(tenantId)?.byType.get(shadow.on) ?? [];
    const same = before.find((one) => one.shadow.id === shadow.id);
    return {
      shadow,
      draft: same?.draft ?? compileRule(rule.id, rule.versions + 1, rule.draft.rule, typeOf),
      // Those on their way are not counted yet.
      left: Math.min(same?.left ?? shadow.atMost, shadow.atMost - recorded),
    };
  }
}
