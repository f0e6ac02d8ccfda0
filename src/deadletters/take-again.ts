import type { AcceptUnits } from '../inbox/accept-units.ts';
import type { TenantId } from '../shared/ids.ts';
import type { ParsedUnit } from '../vocabulary/inbound-unit.ts';
import type { KeptInput } from './dead-letter.repository.ts';

/**
 * How to take what the platform sent as if it had just come; null: it would come to the same end. Nothing is taken before what is
 * answered is called, which resolves when it is durable.
 */
export type TakeAgain = (tenantId: TenantId, kept: KeptInput) => Promise<(() => Promise<void>) | null>;

export interface TakeAgainParts {
  acceptUnits: AcceptUnits;
  /** Whose number it is by now; null: still nobody's. */
  tenantOf(phoneNumberId: string): Promise<string | null>;
  /** Reads a wire element once more, as this version reads. */
  parseAgain(raw: string): readonly ParsedUnit[];
}

/** The same unit has the same id in the inbox, so taking it twice is taking it once. */
export const makeTakeAgain =
  ({ acceptUnits, tenantOf, parseAgain }: TakeAgainParts): TakeAgain =>
  async (tenantId, kept) => {
    if (kept.kind === 'unrouted') {
      const { unit, phoneNumberId } = kept;
      const owner = phoneNumberId === null ? null : await tenantOf(phoneNumberId);
      if (unit === null || owner !== tenantId) return null;
      return async () => void (await acceptUnits([unit], kept.receivedAt));
    }
    const read = parseAgain(kept.raw).filter(({ unit }) => unit.kind !== 'unrecognised');
    if (read.length === 0) return null;
    return async () => void (await acceptUnits(read, kept.receivedAt));
  };
