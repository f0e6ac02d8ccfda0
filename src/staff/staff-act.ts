import type { TenantId } from '../shared/ids.ts';

/** What is on record of signing in and of accounts. */
export const staffActs = [
  'sign_in.begun',
  'sign_in.done',
  'sign_in.failed',
  'session.ended',
  'link.issued',
  'link.used',
  'staff.invited',
  'staff.changed',
  'credentials.changed',
  'device.added',
  'device.removed',
] as const;

/** One of them, for the audit log. `details`: codes and ids, never a secret; sealed at rest. */
export interface StaffAct {
  tenantId: TenantId;
  what: (typeof staffActs)[number];
  /** Id of the account or of the session; `unknown` where there is no such account. */
  subject: string;
  by: string;
  at: Date;
  details: Readonly<Record<string, string | number | boolean | null>>;
}

export type NoteStaffAct = (act: StaffAct) => Promise<void>;
