import { Unavailable } from '../shared/errors.ts';
import type { Credentials, StaffAccount } from './staff-account.ts';
import type { StaffRepository } from './staff.repository.ts';

type Change = Partial<Credentials> & { totpStep?: number };

const triesToWrite = 8;

/**
 * Changes what an account proves itself with in one conditional write, and looks again when somebody else wrote in between. `changeOf`
 * says what to write of what is there, or null: nothing, and null is answered. Of two that use one code at once, one gets it.
 */
export const changeCredentials = async (
  staff: Pick<StaffRepository, 'find' | 'saveCredentials'>,
  account: StaffAccount,
  changeOf: (known: StaffAccount) => Change | null,
): Promise<StaffAccount | null> => {
  let known: StaffAccount | null = account;
  for (let tries = 0; tries < triesToWrite && known !== null; tries += 1) {
    const change = changeOf(known);
    if (change === null) return null;
    const changed: StaffAccount | null = await staff.saveCredentials(known, change);
    if (changed !== null) return changed;
    known = await staff.find(account.tenantId, account.id);
  }
  if (known === null) return null;
  throw new Unavailable('Somebody changes this account again and again.');
};
