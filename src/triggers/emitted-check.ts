import { holdsForbiddenWords } from '../words/refuse-forbidden-words.ts';
import type { OwnUnitsLookup } from '../vocabulary/own-units-lookup.ts';
import { inUse, takingUnits } from '../vocabulary/taken-units.ts';
import type { CustomTypeRepository } from './custom-type.repository.ts';
import { customDataSchema, isCustomType } from './custom-type.ts';
import { customerTextsOf } from './customer-texts.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { dataSchemaOf } from './event-schema.ts';
import { isScheduledEventType } from './event-types.ts';

export interface EmittedCheckParts {
  customTypes: Pick<CustomTypeRepository, 'find'>;
  units: Pick<OwnUnitsLookup, 'reading'>;
}

/**
 * An event a rule made, as its type takes it; null: it does not, or nobody may cause events of this type. `said`: its data without
 * what the books call people, by which its words are judged.
 */
export const acceptedEvent = async (
  { customTypes, units }: EmittedCheckParts,
  tenantId: string,
  made: EventEnvelope,
  said: EventEnvelope['data'] = made.data,
): Promise<EventEnvelope | null> => {
  const custom = isCustomType(made.type) ? await customTypes.find(tenantId, made.type) : null;
  const known = custom === null ? undefined : customDataSchema(custom);
  const schema = known ?? (isScheduledEventType(made.type) ? dataSchemaOf(made.type) : undefined);
  if (schema === undefined) return null;
  if (known === undefined && made.customer_id === undefined) return null;
  const read = await units.reading(tenantId, (own) =>
    takingUnits(inUse(own), () => schema.safeParse(made.data)),
  );
  if (!read.success) return null;
  // As for what the business system reports (domain R2).
  if (holdsForbiddenWords(...customerTextsOf({ ...made, data: said }))) return null;
  // Validated JSON without undefined members.
  return { ...made, data: read.data as EventEnvelope['data'] };
};
