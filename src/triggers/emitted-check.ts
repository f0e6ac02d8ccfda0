import type { CustomTypeRepository } from './custom-type.repository.ts';
import { customDataSchema, isCustomType } from './custom-type.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { dataSchemaOf } from './event-schema.ts';
import { isScheduledEventType } from './event-types.ts';

/** An event a rule made, as its type takes it; null: it does not, or nobody may cause events of this type. */
export const acceptedEvent = async (
  customTypes: Pick<CustomTypeRepository, 'find'>,
  tenantId: string,
  made: EventEnvelope,
): Promise<EventEnvelope | null> => {
  const custom = isCustomType(made.type) ? await customTypes.find(tenantId, made.type) : null;
  const known = custom === null ? undefined : customDataSchema(custom);
  const schema = known ?? (isScheduledEventType(made.type) ? dataSchemaOf(made.type) : undefined);
  if (schema === undefined) return null;
  if (known === undefined && made.customer_id === undefined) return null;
  const read = schema.safeParse(made.data);
  // Validated JSON without undefined members.
  return read.success ? { ...made, data: read.data as EventEnvelope['data'] } : null;
};
