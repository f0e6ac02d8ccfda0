import { permits, roleTable, type Scope } from '../staff/permissions.ts';
import type { StaffAccount } from '../staff/staff-account.ts';
import type { StaffRepository } from '../staff/staff.repository.ts';
import { ValidationFailed } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Principal } from './principal.ts';

/** What somebody is to do: lead chats, work off tasks, or those of the compartment (domain 6.2). */
export type Duty = 'chats' | 'tasks' | 'compartment';
const neededFor: Readonly<Record<Duty, readonly Scope[]>> = {
  chats: ['conversations:write'],
  tasks: ['tasks:write'],
  compartment: ['tasks:write', 'compliance'],
};

/** Whoever was shut out, or has another role by now, has nothing to do here any more. */
export const mayDo = (account: Pick<StaffAccount, 'role' | 'isDisabled'>, duty: Duty): boolean =>
  !account.isDisabled && neededFor[duty].every((scope) => permits(roleTable[account.role].scopes, scope));

/** Looks accounts up, each once. */
export type AccountOf = (id: string) => Promise<StaffAccount | null>;
export const accountLookup = (staff: Pick<StaffRepository, 'find'>, tenantId: TenantId): AccountOf => {
  const asked = new Map<string, Promise<StaffAccount | null>>();
  return (id) => {
    const known = asked.get(id);
    if (known !== undefined) return known;
    const account = staff.find(tenantId, id);
    asked.set(id, account);
    return account;
  };
};

/** A colleague by id and name: nothing else of an account is told to whoever may not read accounts. */
export interface Named {
  id: string;
  name: string;
}

/** Whose something is; `former`: whose it was, who is not there any more. */
export const holderOf = async (
  accountOf: AccountOf,
  id: string | null,
  duty: Duty,
): Promise<{ assignee: Named | null; former: Named | null }> => {
  if (id === null) return { assignee: null, former: null };
  const account = await accountOf(id);
  const named = { id, name: account?.name ?? id };
  return account !== null && mayDo(account, duty)
    ? { assignee: named, former: null }
    : { assignee: null, former: named };
};

const problem = (field: string, message: string): ValidationFailed =>
  new ValidationFailed([{ field, message }]);

/** The account a caller names, who may call themselves `me`. Throws `ValidationFailed`. */
export const idOfAssignee = (principal: Principal, wanted: string, field: string): string => {
  if (wanted !== 'me') return wanted;
  if (principal.kind !== 'staff') throw problem(field, 'must be an account: a key is nobody');
  return principal.keyId;
};

/** The same of somebody who is to get something. Throws `ValidationFailed` for whoever cannot have it. */
export const idOfNewAssignee = async (
  staff: Pick<StaffRepository, 'find'>,
  principal: Principal,
  wanted: string,
  isAble: (account: StaffAccount) => boolean,
): Promise<string> => {
  const id = idOfAssignee(principal, wanted, 'assignee');
  const account = await staff.find(principal.tenantId, id);
  if (account === null || !isAble(account))
    throw problem('assignee', 'must be somebody who works here and may do it');
  return id;
};
