import type { CustomerRepository } from '../customers/customer.repository.ts';
import type { Explanation } from '../explain/explanation.ts';
import type { ExplainedNames } from '../explain/spoken.ts';
import { permits } from '../staff/permissions.ts';
import type { StaffRepository } from '../staff/staff.repository.ts';
import type { CustomTypeRepository } from '../triggers/custom-type.repository.ts';
import { isCustomType } from '../triggers/custom-type.ts';
import type { RuleRef } from '../triggers/rule-action.ts';
import type { RuleRepository } from '../triggers/rules/rule.repository.ts';
import type { Principal } from './principal.ts';

export interface NameParts {
  rules: Pick<RuleRepository, 'findVersion'>;
  customTypes: Pick<CustomTypeRepository, 'find'>;
  customers: Pick<CustomerRepository, 'find'>;
  staff: Pick<StaffRepository, 'find'>;
}

const keyOf = ({ id, version }: RuleRef): string => `${id}@${String(version)}`;

const namesOfRules = async (
  { rules, customTypes }: NameParts,
  { tenantId }: Principal,
  { event, rule, causes }: Explanation,
): Promise<Pick<ExplainedNames, 'rule' | 'type'>> => {
  const refs = [rule, ...causes.map((one) => one.rule)].filter((ref) => ref !== null);
  const types = [event, ...causes].flatMap((one) =>
    one !== null && isCustomType(one.type) ? [one.type] : [],
  );
  const found = await Promise.all([
    Promise.all(
      refs.map(async (ref) => [keyOf(ref), (await rules.findVersion(tenantId, ref))?.rule.name] as const),
    ),
    Promise.all(types.map(async (type) => [type, (await customTypes.find(tenantId, type))?.name] as const)),
  ]);
  const [ofRules, ofTypes] = [new Map(found[0]), new Map(found[1])];
  return {
    rule: (ref) => ofRules.get(keyOf(ref)) ?? null,
    type: (type) => ofTypes.get(type) ?? null,
  };
};

const nameOfContact = async (
  { customers }: NameParts,
  { tenantId }: Principal,
  { contact: { contactRef, customerRefs } }: Explanation,
): Promise<string | null> => {
  for (const ref of contactRef === null ? [] : customerRefs) {
    const contacts = (await customers.find(tenantId, ref))?.contacts ?? [];
    const contact = contacts.find((one) => one.ref === contactRef);
    if (contact !== undefined) return contact.name;
  }
  return null;
};

const staffPrefix = 'staff:';

const nameOfPerson = async (
  { staff }: NameParts,
  principal: Principal,
  { handled }: Explanation,
): Promise<string | null> => {
  if (handled?.by.startsWith(staffPrefix) !== true) return null;
  const id = handled.by.slice(staffPrefix.length);
  const isOwn = principal.kind === 'staff' && principal.keyId === id;
  if (!isOwn && !permits(principal.scopes, 'staff:read')) return null;
  return (await staff.find(principal.tenantId, id))?.name ?? null;
};

/** Names of what an explanation names by id, as far as the caller may see each where it is kept. */
export const explainedNames = async (
  parts: NameParts,
  principal: Principal,
  explanation: Explanation,
): Promise<ExplainedNames> => {
  const { scopes } = principal;
  const [ofRules, contact, person] = await Promise.all([
    permits(scopes, 'triggers:read') ? namesOfRules(parts, principal, explanation) : null,
    permits(scopes, 'customers:read') ? nameOfContact(parts, principal, explanation) : null,
    nameOfPerson(parts, principal, explanation),
  ]);
  return { rule: ofRules?.rule ?? (() => null), type: ofRules?.type ?? (() => null), contact, person };
};
