import { dataOf, type Api } from './api.ts';
import { withSignal, type Call } from './call.ts';
import type { components, paths } from './generated/openapi.ts';
import type { ItemOf, List, ListOptions } from './lists.ts';

/** What was given up and waits for people. */
export type DeadLetter = components['schemas']['DeadLetter'];
export type ReplayFilter =
  paths['/v1/deadletters/replay']['post']['requestBody']['content']['application/json'];

export interface Replayed {
  replayed: number;
  /** Letters whose reason still holds; they stay. */
  notReady: number;
}

export const makeDeadLetters = ({ api, list }: { api: Api; list: List }) => ({
  /** Given up last first, to the end of the list. */
  list: (
    query: ListOptions<'/v1/deadletters'>['query'] = {},
    call: Call = {},
  ): AsyncIterable<ItemOf<'/v1/deadletters'>> => list('/v1/deadletters', { query, ...withSignal(call) }),
  replay: (id: string, call: Call = {}): Promise<DeadLetter> =>
    dataOf(api.POST('/v1/deadletters/{id}/replay', { params: { path: { id } }, ...withSignal(call) })),
  /** Everything that matches, part by part. */
  replayAll: async (filter: ReplayFilter = {}, call: Call = {}): Promise<Replayed> => {
    const all = { replayed: 0, notReady: 0 };
    for (;;) {
      const part = await dataOf(api.POST('/v1/deadletters/replay', { body: filter, ...withSignal(call) }));
      all.replayed += part.replayed;
      all.notReady += part.notReady;
      // Where a part brought nothing back, another one would not either.
      if (!part.more || part.replayed === 0) return all;
    }
  },
  /** Put away for good. */
  drop: (id: string, reason: string, call: Call = {}): Promise<DeadLetter> =>
    dataOf(
      api.POST('/v1/deadletters/{id}/drop', {
        params: { path: { id } },
        body: { reason },
        ...withSignal(call),
      }),
    ),
});
