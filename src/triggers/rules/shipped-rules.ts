import { taskOfEvent } from '../event-task.ts';
import { shippedRuleOf, type RuleAction } from '../rule-action.ts';
import { shippedTelling } from '../shipped-telling.ts';
import { ruleTypes, type RuleType } from './rule-types.ts';
import type { Rule, RuleVersion } from './rule.ts';

/** Below every rule a tenant can make. */
const lowest = 0;

const names: Readonly<Record<string, string>> = {
  'reconciliation.letter.ready': 'Mutabakat mektubu',
  'approval.requested': 'Onay isteği',
  'invoice.approval.requested': 'Fatura onayı',
  'report.ready': 'Hazır rapor',
  'account.movement.posted': 'Hesap hareketi',
  'document.requested': 'Belge isteği',
  'feedback.requested': 'Memnuniyet sorusu',
  'reconciliation.difference.found': 'Bulunan fark',
  'transaction.verification.requested': 'İşlem teyidi',
  'payment.due.approaching': 'Yaklaşan vade',
  'deadline.approaching': 'Dolmak üzere olan süre',
  'sanction.screening.completed': 'Tarama sonucu',
  'transaction.risk.flagged': 'İşaretlenen işlem',
  'account.deviation.detected': 'Hesap sapması',
};

/** What the task of a staff type is like where nothing makes it more urgent than its kind is. */
const ownTask = (type: string): RuleAction => {
  const envelope = {
    type,
    event_id: 'shipped',
    tenant: 'shipped',
    occurred_at: '',
    data: { result: 'clear' },
  };
  const { role, urgent } = taskOfEvent('shipped', envelope, new Date(0));
  return { do: 'task', role, urgent };
};

const shippedRule = ({ type, tells }: RuleType): Rule => ({
  name: names[type] ?? type,
  on: type,
  when: [],
  then: shippedTelling(type)?.then ?? [tells === null ? ownTask(type) : { do: tells, audience: null }],
  priority: lowest,
});

export interface ShippedRule extends Pick<RuleVersion, 'version' | 'rule'> {
  id: string;
}

let made: ReadonlyMap<string, ShippedRule> | null = null;

/**
 * What happens to an event where no rule of the tenant acts: one rule for each type, by id, always there and never changed. They
 * are shown as rules; what they do is `plan-event.ts`.
 */
export const shippedRules = (): ReadonlyMap<string, ShippedRule> =>
  (made ??= new Map(
    [...ruleTypes().values()].map((type) => {
      const { id, version } = shippedRuleOf(type.type);
      return [id, { id, version, rule: shippedRule(type) }];
    }),
  ));
