import type { Customer } from '../../customers/customer.ts';
import type { PreviewedRequest, PreviewRequest } from '../../vocabulary/previewed-request.ts';
import type { ReportedSample } from '../event-sample.repository.ts';
import { EventFields, inOrder, matches, type CompiledRule } from './compile-rule.ts';
import {
  actingOf,
  outcomeOf,
  type OutcomeParts,
  type PlannedEffect,
  type PlannedOutcome,
  type RuleHold,
  type Scene,
} from './rule-outcome.ts';

export interface DryRunParts extends OutcomeParts {
  rulesOn(tenantId: string, type: string): Promise<readonly CompiledRule[]>;
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  previewRequest: PreviewRequest;
}

/** One thing that would happen, and in which words. */
export type DryEffect =
  | ({
      do: 'request' | 'notify';
      requestKind: string;
      contactRef: string;
      at: Date;
      hold: RuleHold | null;
    } & PreviewedRequest)
  | Exclude<PlannedEffect, { asked: unknown }>;

/** What would come of an event. */
export interface DryOutcome extends Omit<PlannedOutcome, 'effects'> {
  effects: readonly DryEffect[];
}

export interface DryRunItem {
  eventId: string;
  /** The event came then, and everything is reckoned from then; what people said since counts. */
  at: Date;
  conditions: readonly { field: string; op: string; holds: boolean }[];
  matches: boolean;
  outcome: DryOutcome;
  /** What comes of it by the rules that are in use now. */
  now: DryOutcome;
}

const worded = async (
  parts: DryRunParts,
  { tenantId, now }: Scene,
  effect: PlannedEffect,
): Promise<DryEffect> => {
  if (!('asked' in effect)) return effect;
  const { asked, hold } = effect;
  const preview = await parts.previewRequest(tenantId, { ...asked, now: hold?.until ?? now });
  return {
    ...{ do: effect.do, requestKind: asked.content.kind, contactRef: asked.contact.ref },
    at: preview.messages.at(-1)?.at ?? hold?.until ?? now,
    hold,
    ...preview,
  };
};

const dryOutcome = async (
  parts: DryRunParts,
  scene: Scene,
  rule: CompiledRule | null,
): Promise<DryOutcome> => {
  const { effects, ...planned } = await outcomeOf(parts, scene, rule);
  return { ...planned, effects: await Promise.all(effects.map((effect) => worded(parts, scene, effect))) };
};

const tryOn = async (
  parts: DryRunParts,
  tenantId: string,
  candidate: CompiledRule,
  { eventId, envelope, receivedAt }: ReportedSample,
): Promise<DryRunItem> => {
  const customer =
    envelope.customer_id === undefined ? null : await parts.findCustomer(tenantId, envelope.customer_id);
  const inUse = await parts.rulesOn(tenantId, envelope.type);
  const tried = [...inUse.filter(({ id }) => id !== candidate.id), candidate].sort(inOrder);
  const fields = new EventFields({ envelope, customer });
  const scene = { tenantId, envelope, customer, now: receivedAt };
  const acting = actingOf(tried, envelope, fields);
  const actingNow = actingOf(inUse, envelope, fields);
  const outcome = await dryOutcome(parts, scene, acting);
  return {
    eventId,
    at: receivedAt,
    conditions: candidate.conditions.map(({ field, op, holds }) => ({ field, op, holds: holds(fields) })),
    matches: matches(candidate, fields),
    outcome,
    now: acting === actingNow ? outcome : await dryOutcome(parts, scene, actingNow),
  };
};

/** So many are looked at side by side: their look-ups travel together. */
const sideBySide = 16;

/**
 * What a rule would do with events, as if it were in use: whom it would ask or tell, in which words, when, and what would hold
 * it. Nothing is stored and nobody is written to. `candidate` takes the place of the rule of its id.
 */
export const dryRun = async (
  parts: DryRunParts,
  tenantId: string,
  candidate: CompiledRule,
  samples: readonly ReportedSample[],
): Promise<readonly DryRunItem[]> => {
  const items: DryRunItem[] = [];
  for (let from = 0; from < samples.length; from += sideBySide)
    items.push(
      ...(await Promise.all(
        samples.slice(from, from + sideBySide).map((sample) => tryOn(parts, tenantId, candidate, sample)),
      )),
    );
  return items;
};
