import events from '../../fixtures/demo/events.json' with { type: 'json' };

/** An event of the demo tenant's fixtures by id, as a business system posts it. */
export const fixtureEvent = (eventId: string): Record<string, unknown> => {
  const found = (events as unknown as Record<string, unknown>[]).find((event) => event.event_id === eventId);
  if (found === undefined) throw new Error(`no fixture event ${eventId}`);
  return found;
};
