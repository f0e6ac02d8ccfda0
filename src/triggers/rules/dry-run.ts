import type { Customer } from '../../customers/customer.ts';
import type { ReportedSample } from '../event-sample.repository.ts';
import { EventFields, inOrder, matches, type CompiledRule } from './compile-rule.ts';
import { drySequence, type DryOutcome, type SequenceParts } from './dry-sequence.ts';

export interface DryRunParts extends SequenceParts {
  rulesOn(tenantId: string, type: string): Promise<readonly CompiledRule[]>;
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

/** Answers what was answered before to who asks the same: what a try reads does not change under it. */
const once = <A extends unknown[], T>(ask: (...asked: A) => Promise<T>): ((...asked: A) => Promise<T>) => {
  const answers = new Map<string, Promise<T>>();
  return (...asked) => {
    const name = JSON.stringify(asked);
    const answer = answers.get(name) ?? ask(...asked);
    answers.set(name, answer);
    return answer;
  };
};

/** Earlier ones first; of one instant the one that is listed last, since the newest are listed first. */
export const asTheyCame = (samples: readonly ReportedSample[]): readonly ReportedSample[] =>
  [...samples].reverse().sort((one, other) => one.receivedAt.getTime() - other.receivedAt.getTime());

/**
 * What a rule would do with events that come one after the other, as if it were in use: whom it would ask or tell, in which words, when, and
 * what would hold it. Nothing is stored and nobody is written to. `candidate` takes the place of the rule of its id. Items are in the order
 * of `samples`, newest first.
 */
export const dryRun = async (
  parts: DryRunParts,
  tenantId: string,
  candidate: CompiledRule,
  samples: readonly ReportedSample[],
): Promise<readonly DryRunItem[]> => {
  if (samples.length === 0) return [];
  const findCustomer = once(parts.findCustomer);
  const shared = { ...parts, findCustomer, previewRequest: once(parts.previewRequest) };
  const inUse = once((type: string) => parts.rulesOn(tenantId, type));
  const tried = async (type: string): Promise<readonly CompiledRule[]> =>
    type === candidate.on
      ? [...(await inUse(type)).filter(({ id }) => id !== candidate.id), candidate].sort(inOrder)
      : inUse(type);
  const [outcomes, present] = await Promise.all(
    [tried, inUse].map((rulesOn) => drySequence(shared, { tenantId, rulesOn }, asTheyCame(samples))),
  );
  const itemOf = async ({ eventId, envelope, receivedAt }: ReportedSample): Promise<DryRunItem> => {
    const ref = envelope.customer_id;
    const customer: Customer | null = ref === undefined ? null : await findCustomer(tenantId, ref);
    const fields = new EventFields({ envelope, customer });
    return {
      eventId,
      at: receivedAt,
      conditions: candidate.conditions.map(({ field, op, holds }) => ({ field, op, holds: holds(fields) })),
      matches: matches(candidate, fields),
      outcome: outcomeIn(outcomes, eventId),
      now: outcomeIn(present, eventId),
    };
  };
  return Promise.all(samples.map(itemOf));
};

const outcomeIn = (outcomes: ReadonlyMap<string, DryOutcome> | undefined, eventId: string): DryOutcome => {
  const found = outcomes?.get(eventId);
  if (found === undefined) throw new Error('an event of a try came to nothing');
  return found;
};
