import { NotFound } from '../shared/errors.ts';
import { hiddenTypes, isHiddenType } from '../triggers/rules/rule-types.ts';
import type { RuleRepository } from '../triggers/rules/rule.repository.ts';
import type { RuleRecord } from '../triggers/rules/rule.ts';
import { requireAccess, type Principal } from './principal.ts';
import { permits } from '../staff/permissions.ts';

type Rules = Pick<RuleRepository, 'find'>;

const seesHidden = ({ scopes }: Principal): boolean => permits(scopes, 'compliance');

/** Rules on the types of the compliance compartment are as if they were not there for anybody else (domain 6.2). */
export const isVisible = (principal: Principal, on: string): boolean =>
  seesHidden(principal) || !isHiddenType(on);

/** Types whose rules the caller does not see. */
export const hiddenFrom = (principal: Principal): readonly string[] =>
  seesHidden(principal) ? [] : hiddenTypes();

export const visibleRule = async (rules: Rules, principal: Principal, id: string): Promise<RuleRecord> => {
  const found = await rules.find(principal.tenantId, id);
  if (found === null || !isVisible(principal, found.on)) throw new NotFound('There is no such rule.');
  return found;
};

/** Whoever may not see a rule does not write it either. */
export const refuseHidden = async (
  rules: Rules,
  principal: Principal,
  { id, on }: { id: string; on?: string },
): Promise<void> => {
  if (seesHidden(principal)) return;
  if (on !== undefined && isHiddenType(on)) requireAccess(principal, 'compliance');
  if ((await rules.find(principal.tenantId, id)) !== null) await visibleRule(rules, principal, id);
};
