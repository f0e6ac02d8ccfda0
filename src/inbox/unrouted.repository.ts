import type { ParsedUnit } from '../vocabulary/inbound-unit.ts';

/** Valid webhooks for numbers nobody has set up yet: kept, acknowledged, alerted (reliability A.11). */
export interface UnroutedRepository {
  store(entries: readonly { id: string; unit: ParsedUnit; receivedAt: Date }[]): Promise<void>;
}
