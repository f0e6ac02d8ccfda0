import events from '../../fixtures/demo/events.json' with { type: 'json' };

/** An event of the demo tenant's fixtures by id, as a business system posts it. */
export const fixtureEvent = (eventId: string): Record<string, unknown> => {
  const found = (events as unknown as Record<string, unknown>[]).find((event) => event.event_id === eventId);
  if (found === undefined) throw new Error(`no fixture event ${eventId}`);
  return found;
};

export interface EventLine {
  unit: string;
  quantity: string;
  side: 'A' | 'B';
}

export interface EventFacts {
  eventId: string;
  customer: string;
  /** Left out: the event names nobody. */
  contact?: string;
  occurredAt?: string;
  lines?: readonly EventLine[];
  /** Replaces or adds members of `data`; `undefined` takes one out. */
  data?: Record<string, unknown>;
}

const envelope = (
  type: string,
  facts: EventFacts,
  data: Record<string, unknown>,
): Record<string, unknown> => ({
  type,
  event_id: facts.eventId,
  tenant: 't_demo',
  customer_id: facts.customer,
  ...(facts.contact === undefined ? {} : { contact_id: facts.contact }),
  occurred_at: facts.occurredAt ?? '2026-11-23T10:00:00+03:00',
  data: { ...data, ...facts.data },
});

/** A letter of 100 g fine gold and 5,000 lira, due on 8 December 2026, unless the facts say otherwise. */
export const aLetterEvent = (facts: EventFacts): Record<string, unknown> =>
  envelope('reconciliation.letter.ready', facts, {
    letter_id: `MUT-${facts.eventId}`,
    letter_version: 1,
    account_no: '120.01.0099',
    period_end: '2026-10-31',
    lines: facts.lines ?? [
      { unit: 'HAS', quantity: '100.000', side: 'B' },
      { unit: 'TRY', quantity: '5000.00', side: 'A' },
    ],
    reply_deadline: '2026-12-08',
  });

/** A delivery of 40 g fine gold to approve, due in the afternoon of the next day. */
export const anApprovalEvent = (facts: EventFacts): Record<string, unknown> =>
  envelope('approval.requested', facts, {
    approval_id: `ONY-${facts.eventId}`,
    kind: 'delivery',
    subject: 'Külçe teslimi',
    lines: facts.lines ?? [{ unit: 'HAS', quantity: '40.000', side: 'B' }],
    four_eyes: false,
    reply_deadline: '2026-11-24T14:00:00+03:00',
  });

/** A gold movement of 250 g fine gold in favour of the customer, posted when the tests begin. */
export const aMovementEvent = (facts: EventFacts): Record<string, unknown> =>
  envelope('account.movement.posted', facts, {
    movement_id: `HRK-${facts.eventId}`,
    account_no: '120.01.0099',
    movement_type: 'scrap_in',
    unit: 'HAS',
    quantity: '250.000',
    side: 'A',
    posted_at: '2026-11-23T09:55:00+03:00',
  });
