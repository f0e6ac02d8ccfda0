import type { RuleRef } from '../rule-action.ts';
import { inOrder, matches, type CompiledRule, type EventFields } from './compile-rule.ts';

/** Which rule acts, and which would with the draft in use; null: none of the tenant's. */
export interface ShadowChoice {
  now: CompiledRule | null;
  outcome: CompiledRule | null;
}

/**
 * Of one draft and the rules in use, of which `acting` was chosen. Null: the draft has nothing to do with the event. Where another rule acts it
 * costs the conditions of the draft alone, however many rules there are.
 */
export const shadowChoice = (
  draft: CompiledRule,
  inUse: readonly CompiledRule[],
  acting: RuleRef | null,
  fields: EventFields,
): ShadowChoice | null => {
  const now =
    acting === null
      ? null
      : (inUse.find(({ id, version }) => id === acting.id && version === acting.version) ??
        // Taken out of use in this moment.
        inUse.find((rule) => matches(rule, fields)) ??
        null);
  const isReplaced = now?.id === draft.id;
  const other = isReplaced ? inUse.find((rule) => rule.id !== draft.id && matches(rule, fields)) : now;
  const acts = matches(draft, fields) && (!other || inOrder(draft, other) < 0);
  if (!acts && !isReplaced) return null;
  return { now, outcome: acts ? draft : (other ?? null) };
};
