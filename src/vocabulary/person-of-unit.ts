import type { InboundUnit, SenderIdentity } from './inbound-unit.ts';

/** Whose conversation a unit belongs in; null: nobody's, or it names nobody. */
export const personOfUnit = (unit: InboundUnit): SenderIdentity | null => {
  const person =
    unit.kind === 'message'
      ? unit.sender
      : unit.kind === 'echo'
        ? unit.recipient
        : unit.kind === 'preference'
          ? unit.person
          : null;
  return person !== null && (person.phone !== null || person.userId !== null) ? person : null;
};
