import type { RequestRecord } from './request.repository.ts';

/** A request as the API and callbacks show it (docs/api.md). An allow-list: a new field is invisible until it is added here. */
export const requestJson = (request: RequestRecord) => ({
  id: request.id,
  kind: request.kind,
  status: request.status,
  outcome: request.outcome,
  eventId: request.eventId,
  reference: request.reference,
  version: request.version,
  customerRef: request.customerRef,
  contactRef: request.contactRef,
  lines: request.lines.map(({ unit, quantity, side, answer, own }) => ({
    unit,
    quantity,
    side,
    answer,
    own: own === null ? null : { quantity: own.quantity, side: own.side },
  })),
  reason: request.reason,
  createdAt: request.createdAt.toISOString(),
  dueAt: request.dueAt.toISOString(),
  expiresAt: request.expiresAt.toISOString(),
  closedAt: request.closedAt?.toISOString() ?? null,
  decision:
    request.decision === null
      ? null
      : {
          id: request.decision.id,
          decidedAt: request.decision.decidedAt.toISOString(),
          contactRef: request.decision.contactRef,
          messageId: request.decision.messageId,
          contentHash: request.decision.contentHash,
          shownHash: request.decision.shownHash,
          corrects: request.decision.corrects ?? null,
          warnings: [...(request.decision.warnings ?? [])],
        },
  history: request.history.map(({ at, what, by }) => ({ at: at.toISOString(), what, by })),
});
