import type { Customer } from '../customers/customer.ts';
import { holdsForbiddenWords } from '../words/refuse-forbidden-words.ts';
import { customerTextsOf } from './customer-texts.ts';
import { emittedData, unnamed } from './emit-data.ts';
import { isCustomType } from './custom-type.ts';
import { acceptedEvent, type EmittedCheckParts } from './emitted-check.ts';
import type { EventEnvelope } from './event-envelope.ts';
import { isScheduledEventType } from './event-types.ts';
import type { ActingRule } from './rule-action.ts';
import { tellOf } from './rule-effects.ts';

/**
 * It says what no customer may read, whichever way it came in (domain R2, R14, R23). What was just reported here was judged by this
 * release before it was stored; what a rule made, where it was made: in it are names out of the books, which are no words of anybody's.
 */
export const isTextRefused = (
  {
    envelope,
    depth,
    isNew,
  }: { envelope: EventEnvelope; depth?: number | undefined; isNew?: true | undefined },
  told: EventEnvelope,
): boolean =>
  told === envelope && depth === undefined && isNew !== true && holdsForbiddenWords(...customerTextsOf(told));

/**
 * What is asked or told by an event. Of the catalogue it is the event itself; of a type that a tenant made it is what its rule makes of
 * it, as data of a type of the catalogue and under the id of the event: it opens the one request an event opens. Null: that type does
 * not take it.
 */
export const toldEvent = async (
  parts: EmittedCheckParts,
  tenantId: string,
  envelope: EventEnvelope,
  { rule, customer }: { rule: ActingRule | null; customer: Customer | null },
): Promise<EventEnvelope | null> => {
  const tell = rule === null ? undefined : tellOf(rule);
  // Whatever was saved: what is for staff alone takes no other form in which a customer would be told (domain 6.3-a).
  if (tell?.as === undefined || !isCustomType(envelope.type)) return envelope;
  // Checked when it was saved; what may be caused is looked at again where it is done.
  if (!isScheduledEventType(tell.as)) return null;
  const dataFor = (of: Customer | null): EventEnvelope['data'] =>
    emittedData(tell.data ?? {}, { envelope, customer: of });
  const told = { ...envelope, type: tell.as, data: dataFor(customer) };
  // Without a customer there is nobody to tell, whatever it says.
  if (envelope.customer_id === undefined) return told;
  return acceptedEvent(parts, tenantId, told, dataFor(unnamed(customer)));
};
