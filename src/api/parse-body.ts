import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { inUse, takingUnits } from '../vocabulary/taken-units.ts';
import type { AnyRoute } from './define-route.ts';
import { parseInput } from './parse-input.ts';

/**
 * The body of a call as its route takes it, units of the tenant's own among it. Of events those in use alone: what is read of anything else
 * may be written back as it was read. `tenantId` null: a call of nobody yet.
 */
export const parseBody = async (
  units: Pick<OwnUnitsLookup, 'reading'>,
  tenantId: string | null,
  { body: schema, gate }: Pick<AnyRoute, 'body' | 'gate'>,
  sent: unknown,
): Promise<unknown> => {
  if (schema === null) return null;
  if (tenantId === null) return parseInput(schema, sent);
  return units.reading(tenantId, (own) =>
    takingUnits(gate === 'events' ? inUse(own) : own, () => parseInput(schema, sent)),
  );
};
