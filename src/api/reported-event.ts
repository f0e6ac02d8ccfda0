import { z } from 'zod';
import { ValidationFailed } from '../shared/errors.ts';
import type { JsonObject } from '../shared/json.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { inUse, takingUnits } from '../vocabulary/taken-units.ts';
import type { CustomTypeRepository } from '../triggers/custom-type.repository.ts';
import { customDataSchema, customEventSchema, isCustomType } from '../triggers/custom-type.ts';
import type { EventEnvelope } from '../triggers/event-envelope.ts';
import { eventSchema } from '../triggers/event-schema.ts';
import { parseInput } from './parse-input.ts';

/** What a business system may report: a type of the catalogue, or one of the tenant's own. */
export const reportedEventSchema = z.union([eventSchema, customEventSchema]);
export type ReportedEvent = z.output<typeof reportedEventSchema>;

export interface ReadEventParts {
  customTypes: Pick<CustomTypeRepository, 'find'>;
  units: Pick<OwnUnitsLookup, 'reading'>;
}

/** The `data` of a tenant's own type is checked against what the tenant declared; throws `ValidationFailed`. */
export const readEvent = async (
  { customTypes, units }: ReadEventParts,
  tenantId: string,
  event: ReportedEvent,
  root = 'data',
): Promise<EventEnvelope> => {
  // Validated JSON without undefined members: the schema's optional fields are absent, not undefined.
  if (!isCustomType(event.type)) return { ...event, data: event.data as JsonObject };
  const type = await customTypes.find(tenantId, event.type);
  if (type === null)
    throw new ValidationFailed([
      { field: root.replace(/data$/, 'type'), message: 'is no type of the tenant' },
    ]);
  const data = await units.reading(tenantId, (own) =>
    takingUnits(inUse(own), () => parseInput(customDataSchema(type), event.data, root)),
  );
  return { ...event, data: data as JsonObject };
};
