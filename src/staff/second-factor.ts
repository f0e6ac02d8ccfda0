import type { Clock } from '../shared/clock.ts';
import { changeCredentials } from './credential-changes.ts';
import { hashRecoveryCode } from './recovery-codes.ts';
import type { StaffAccount } from './staff-account.ts';
import type { StaffRepository } from './staff.repository.ts';
import { stepOfCode } from './totp.ts';

type Staff = Pick<StaffRepository, 'find' | 'saveCredentials'>;

/** Takes a code of the authenticator app, once. The account afterwards; null: wrong, or taken before. */
export const useTotp = (
  { staff, clock }: { staff: Staff; clock: Clock },
  account: StaffAccount,
  code: string,
): Promise<StaffAccount | null> =>
  changeCredentials(staff, account, ({ credentials, totpStep }) => {
    if (credentials.totpSecret === null) return null;
    const step = stepOfCode(credentials.totpSecret, code, { now: clock.now(), lastStep: totpStep });
    return step === null ? null : { totpStep: step };
  });

/** Takes a recovery code, once. */
export const useRecoveryCode = (
  { staff }: { staff: Staff },
  account: StaffAccount,
  code: string,
): Promise<StaffAccount | null> =>
  changeCredentials(staff, account, ({ credentials: { recoveryCodes } }) => {
    const used = hashRecoveryCode(code);
    return recoveryCodes.includes(used)
      ? { recoveryCodes: recoveryCodes.filter((one) => one !== used) }
      : null;
  });
