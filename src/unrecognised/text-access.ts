import type { TenantId } from '../shared/ids.ts';

export const textAccesses = ['viewed', 'exported', 'labelled', 'unlabelled', 'removed'] as const;

/** Somebody saw words of people, or changed what is said about them. */
export interface TextAccess {
  tenantId: TenantId;
  what: (typeof textAccesses)[number];
  /** Id of the text; `unrecognised` for several. */
  subject: string;
  by: string;
  at: Date;
  /** Sealed. */
  details: object;
}
