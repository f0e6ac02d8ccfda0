import { dataOf, type Api } from './api.ts';
import { until, withSignal, type Call, type Sleep, type Waiting } from './call.ts';
import type { components, paths } from './generated/openapi.ts';

/** What a business system reports, by `type`. `event_id` is yours: the same one again is the same event. */
export type NewEvent = paths['/v1/events']['post']['requestBody']['content']['application/json'];
export type Event = components['schemas']['Event'];

export interface Reported {
  eventId: string;
  /** It was stored before; nothing was done a second time. */
  isReplay: boolean;
}

export const makeEvents = ({ api, sleep }: { api: Api; sleep: Sleep }) => {
  const get = (eventId: string, call: Call = {}): Promise<Event> =>
    dataOf(api.GET('/v1/events/{eventId}', { params: { path: { eventId } }, ...withSignal(call) }));
  return {
    /**
     * Stores one event; when it resolves, it is durable. Repeated under the same `event_id` where no answer came, so that a fault of
     * the network neither loses an event nor has it worked twice.
     */
    report: async (event: NewEvent, call: Call = {}): Promise<Reported> => {
      const answer = api.POST('/v1/events', { body: event, ...withSignal(call) });
      const { eventId } = await dataOf(answer);
      const { headers } = (await answer).response;
      return { eventId, isReplay: headers.get('idempotency-replayed') === 'true' };
    },
    get,
    /** The event once something came of it: `processed`, `failed` or `ignored`, with what it made or the reason. */
    worked: (eventId: string, waiting: Waiting = {}): Promise<Event> =>
      until(
        () => get(eventId, waiting),
        ({ status }) => status !== 'accepted',
        { ...waiting, sleep },
      ),
  };
};
