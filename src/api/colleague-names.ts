import type { TenantId } from '../shared/ids.ts';
import type { StaffRepository } from '../staff/staff.repository.ts';

const staffPrefix = 'staff:';

/**
 * What the people of the business who did something are called, each asked for once: whoever sees what a colleague did in a chat sees their
 * name with it, and nothing else of the account. Null: a key did it, or nobody who is known.
 */
export const colleagueNames = (
  staff: Pick<StaffRepository, 'find'>,
  tenantId: TenantId,
): ((by: string) => Promise<string | null>) => {
  const asked = new Map<string, Promise<string | null>>();
  return (by) => {
    if (!by.startsWith(staffPrefix)) return Promise.resolve(null);
    const known = asked.get(by);
    if (known !== undefined) return known;
    const name = staff.find(tenantId, by.slice(staffPrefix.length)).then((account) => account?.name ?? null);
    asked.set(by, name);
    return name;
  };
};
