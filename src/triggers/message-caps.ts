import type { RequestWorkRepository } from '../requests/request-work.repository.ts';
import type { ActingRule } from './rule-action.ts';
import { checkedDuration } from './rule-timing.ts';
import type { RuleTallyRepository } from './rule-tally.repository.ts';

/** No more than so many messages to one person in a time, whatever they are about. */
export interface ContactCap {
  atMost: number;
  withinMs: number;
}

export interface MessageCapParts {
  tallies: Pick<RuleTallyRepository, 'roomAt' | 'take'>;
  requests: Pick<RequestWorkRepository, 'load'>;
  rules: {
    /** All that are in use. */
    inUse(tenantId: string): Promise<readonly Pick<ActingRule, 'cap'>[]>;
    load(tenantId: string, rule: { id: string; version: number }): Promise<ActingRule | null>;
  };
  /** Null: rules alone say how many. */
  contactCap: ContactCap | null;
  /** Of commercial messages, beside that. */
  marketingCap: ContactCap | null;
}

/** A message that may wait, as its caps see it. */
export interface CappedMessage {
  id: string;
  tenantId: string;
  conversationId: string;
  requestId: string | null;
  /** Attempts whose outcome was never learnt: each may have arrived. */
  unknowns: number;
  /** It is a commercial message; left out: it is none. */
  isMarketing?: boolean;
}

/** A message leaves within its lease of being counted: two of them lie so much closer together than they were counted. */
const leavesWithinMs = 60_000;

interface Place extends ContactCap {
  key: readonly string[];
  countedAs: string;
}

/** The caps of one message. */
export interface Caps {
  /** When there is room for it; null: at `at`. Nothing is noted. */
  untilOf(at: Date): Promise<Date | null>;
  /** Counts it as leaving at `at`, once however often it is asked; an instant: there is no room before, and it must not leave. */
  take(at: Date): Promise<Date | null>;
}

/**
 * What one person gets in a time, counted where messages leave: what waited for the morning, for a window or for the platform
 * leaves together, however far apart its events came. What a rule says of events is `EventHolds`; both count in one place.
 */
export class MessageCaps {
  readonly #parts: MessageCapParts;

  constructor(parts: MessageCapParts) {
    this.#parts = parts;
  }

  /** Null: nothing limits it. */
  async of(message: CappedMessage): Promise<Caps | null> {
    const places = await this.#placesOf(message);
    if (places.length === 0) return null;
    const { tallies } = this.#parts;
    const firstOf = async (ask: (place: Place) => Promise<Date | null>): Promise<Date | null> => {
      for (const place of places) {
        const until = await ask(place);
        if (until !== null) return until;
      }
      return null;
    };
    return {
      untilOf: (at) => firstOf((place) => tallies.roomAt(message.tenantId, place.key, countingOf(place, at))),
      take: (at) => firstOf((place) => tallies.take(message.tenantId, place.key, countingOf(place, at))),
    };
  }

  async #placesOf(message: CappedMessage): Promise<Place[]> {
    const again = message.unknowns === 0 ? '' : `:${message.unknowns}`;
    const { contactCap, marketingCap } = this.#parts;
    const ofPerson = [
      { cap: contactCap, key: ['messages', message.conversationId] },
      { cap: message.isMarketing === true ? marketingCap : null, key: ['marketing', message.conversationId] },
    ].flatMap(({ cap, key }) => (cap === null ? [] : [{ ...cap, key, countedAs: `${message.id}${again}` }]));
    const ofRule = await this.#ofRule(message);
    return ofRule === null
      ? ofPerson
      : [...ofPerson, { ...ofRule, countedAs: `${ofRule.countedAs}${again}` }];
  }

  /** By its request, which the event has counted before. */
  async #ofRule({ tenantId, requestId }: CappedMessage): Promise<Place | null> {
    const { rules, requests } = this.#parts;
    if (requestId === null) return null;
    const inUse = await rules.inUse(tenantId);
    if (!inUse.some(({ cap }) => cap !== null)) return null;
    const request = await requests.load(tenantId, requestId);
    // Questions are asked again by a schedule of their own.
    if (request?.rule === undefined || request.content.kind !== 'notice') return null;
    const rule = await rules.load(tenantId, request.rule);
    if (rule === null || rule.cap === null) return null;
    const { per, at_most: atMost, within } = rule.cap;
    const who = per === 'contact' ? request.contactRef : request.content.customerRef;
    return {
      ...{ key: [rule.id, per, who], countedAs: requestId },
      ...{ atMost, withinMs: checkedDuration(within) },
    };
  }
}

const countingOf = ({ countedAs, atMost, withinMs }: Place, at: Date) => ({
  ...{ eventId: countedAs, at, atMost },
  withinMs: withinMs + leavesWithinMs,
});
