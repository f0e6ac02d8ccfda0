import type { Binary } from 'mongodb';
import type { RequestId, TenantId } from '../../shared/ids.ts';
import { storedAudienceOf } from '../../triggers/audience.ts';
import type { EventRecord, EventStatus, MadeBy } from '../../triggers/event.repository.ts';
import type { RuleRef } from '../../triggers/rule-action.ts';
import type { DeadPart } from './dead-document.ts';

export interface EventDocument {
  _id: string;
  tenantId: string;
  eventId: string;
  type: string;
  audience: string | null;
  status: EventStatus;
  fingerprint: string;
  requestIds: string[];
  messageIds: string[];
  reason: string | null;
  receivedAt: Date;
  /** Left out: it was due when it came. */
  dueAt?: Date;
  /** Until when a rule laid it aside, once; a rest after a failure of ours moves `dueAt` alone. */
  laidUntil?: Date;
  /** Left out: none was chosen. */
  rule?: RuleRef;
  /** Left out: it is told by itself. */
  group?: string;
  failures?: number;
  dead?: DeadPart;
  /** Left out: no rule made it. */
  depth?: number;
  /** Left out: it was reported. */
  madeBy?: { eventId: string; rule?: RuleRef };
  /** Of a date near one of an event: what it is about, and how new what was said is. */
  item?: string;
  itemOrder?: string;
  body: Binary;
}

export const toRecord = (found: EventDocument): EventRecord => {
  const { tenantId, eventId, type, audience, status, messageIds, reason, receivedAt } = found;
  return {
    // Only our own ids are ever written there.
    tenantId: tenantId as TenantId,
    requestIds: found.requestIds as RequestId[],
    // Records of before groups existed leave it out.
    audience: audience ? storedAudienceOf(audience) : null,
    rule: found.rule ?? null,
    madeBy:
      found.madeBy === undefined ? null : { eventId: found.madeBy.eventId, rule: found.madeBy.rule ?? null },
    waitsUntil: status === 'accepted' ? (found.dueAt ?? null) : null,
    ...{ eventId, type, status, messageIds, reason, receivedAt },
  };
};

export const storedMaker = ({ eventId, rule }: MadeBy): NonNullable<EventDocument['madeBy']> =>
  rule === null ? { eventId } : { eventId, rule: { id: rule.id, version: rule.version } };
