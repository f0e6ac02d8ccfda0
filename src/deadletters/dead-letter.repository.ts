import type { TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { ParsedUnit } from '../vocabulary/inbound-unit.ts';
import type { DeadLetter, DeadLetterKind } from './dead-letter.ts';

/** `from` counts, `to` does not: when it was given up. */
export interface DeadLetterFilter {
  kind?: DeadLetterKind;
  reason?: string;
  from?: Date;
  to?: Date;
  /** With those of the compliance compartment. */
  withCompliance: boolean;
}

/** What the platform sent, as it is kept: it goes back into work by being taken once more. */
export type KeptInput =
  /** `unit`: as it was read then; null: an earlier release did not keep it. */
  | { kind: 'unrouted'; phoneNumberId: string | null; unit: ParsedUnit | null; receivedAt: Date }
  | { kind: 'unrecognised'; raw: string; receivedAt: Date };

export interface DeadLetterRepository {
  /** Those that wait for people, given up last first. */
  list(tenantId: TenantId, filter: DeadLetterFilter, page: PageRequest): Promise<Page<DeadLetter>>;
  /** Whatever became of it; null: nothing of this id was ever given up in this tenant. */
  find(tenantId: TenantId, id: string): Promise<DeadLetter | null>;
  /** What has to be taken once more; null: nothing has. */
  keptInput(tenantId: TenantId, id: string): Promise<KeptInput | null>;
  /** Puts it back into work, in one write with the end of being a dead letter. False: it is none any more. */
  replay(tenantId: TenantId, id: string, now: Date): Promise<boolean>;
  /** Puts it away for good. False: it is no dead letter any more. */
  drop(tenantId: TenantId, id: string, now: Date): Promise<boolean>;
  /** How many wait for people. */
  count(tenantId: TenantId): Promise<number>;
}
