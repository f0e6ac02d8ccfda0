import type { Schema } from 'mongoose';
import type { DeadLetterState } from '../../deadletters/dead-letter.ts';
import { code, count, instant, oneOf, optional, part } from './fields.ts';

/** Of what was given up; left out: it never was (ADR 0052). */
export const dead = {
  type: part({
    state: oneOf<DeadLetterState>({ dead: true, replayed: true, dropped: true }),
    at: instant,
    reason: code,
    replays: optional(count),
    closedAt: optional(instant),
  }),
  required: false,
};

/** Only what waits for people: as small as the list they see. */
export const indexDead = (schema: Schema, owner: { tenantId?: 1 } = { tenantId: 1 }): void => {
  schema.index(
    { ...owner, 'dead.at': -1, _id: -1 },
    { name: 'dead', partialFilterExpression: { 'dead.state': 'dead' } },
  );
};
