import { DryRequests, type RequestReads } from './dry-requests.ts';
import { DryTallies, type TriedFrom } from './dry-tallies.ts';
import type { EventSampleRepository, ReportedSample } from './event-sample.repository.ts';
import type { EventWorkRepository } from './event-work.repository.ts';
import { requestIdOf } from './plan-event.ts';
import type { RuleTallyReads } from './rule-tally.repository.ts';

/** What events that are tried begin with. */
export interface StoredParts {
  requests: RequestReads;
  tallies: RuleTallyReads;
  samples: Pick<EventSampleRepository, 'loadSample'>;
}

/** Where events are tried: what would be written stays here, and is dropped with it. */
export interface DryStage {
  requests: DryRequests;
  tallies: DryTallies;
  samples: Pick<EventSampleRepository, 'loadSample'>;
  /** Whoever is asked is the only one who works the event. */
  events: Pick<EventWorkRepository, 'choose'>;
  /** An event that one of those that are tried makes. */
  add(sample: ReportedSample): void;
}

const openedBy = ({ envelope }: ReportedSample): string => requestIdOf(envelope.tenant, envelope.event_id);

/** For events that are gone through one after the other, in the order of their instants. */
export const stageOf = (
  stored: StoredParts,
  from: TriedFrom,
  tried: readonly ReportedSample[] = [],
): DryStage => {
  const byId = new Map(tried.map((sample) => [sample.eventId, sample]));
  const hidden = new Set(tried.map(openedBy));
  return {
    requests: new DryRequests(stored.requests, { ...from, hidden }),
    tallies: new DryTallies(stored.tallies, from),
    events: { choose: async (_tenantId, _eventId, rule) => rule },
    add: (sample) => {
      byId.set(sample.eventId, sample);
      hidden.add(openedBy(sample));
    },
    samples: {
      loadSample: async (tenantId, eventId) =>
        byId.get(eventId) ?? stored.samples.loadSample(tenantId, eventId),
    },
  };
};
