import type { ApiPorts } from '../../src/api/api-routes.ts';
import { makeScopesNow } from '../../src/api/scopes-now.ts';
import { makeAddressPolicy } from '../../src/callbacks/address-policy.ts';
import type { RequestRecord } from '../../src/requests/request.repository.ts';
import type { Clock } from '../../src/shared/clock.ts';
import { PreconditionFailed } from '../../src/shared/errors.ts';
import { accountPorts, staffSessionsOf } from './staff-accounts.ts';
import { agreementPorts } from './agreements.ts';
import { startOfTests } from './builders-api.ts';
import { callBucketsOf } from './call-buckets.ts';
import { costPorts } from './cost-ports.ts';
import { deadLetterPorts } from './dead-letter-ports.ts';
import { paged, put, type Held } from './held.ts';
import { replyPorts } from './reply-ports.ts';
import { searchPorts } from './search-ports.ts';
import { unitPorts } from './unit-ports.ts';
import { rulePorts } from './rule-ports.ts';
import { shadowPorts } from './shadow-ports.ts';
import { templatePorts } from './template-ports.ts';
import { importPorts } from './import-ports.ts';
import { runPorts } from './run-ports.ts';
import { messagePorts } from './message-ports.ts';
import { documentPorts, staffPorts } from './staff-ports.ts';

export const fakeClock = (now = startOfTests): Clock & { set(to: Date): void } => {
  let current = now;
  return {
    now: () => current,
    set: (to) => {
      current = to;
    },
  };
};

const eventPorts = (held: Held): Pick<ApiPorts, 'events' | 'eventAccepted' | 'timeZoneOf'> => ({
  timeZoneOf: async () => 'Europe/Istanbul',
  eventAccepted: ({ eventId }) => held.announced.push(eventId),
  events: {
    accept: async (event) => {
      const known = held.events.find(
        (other) => other.tenantId === event.tenantId && other.eventId === event.eventId,
      );
      if (known) return { replayed: true, same: known.fingerprint === event.fingerprint };
      held.events.push(event);
      return 'created';
    },
    list: async () => ({ items: [], next: null }),
    positionOf: ({ eventId: id, receivedAt }) => ({ key: receivedAt.toISOString(), id }),
    find: async (tenantId, eventId) => {
      const event = held.events.find((other) => other.tenantId === tenantId && other.eventId === eventId);
      if (event === undefined) return null;
      const { type, audience = null } = event.envelope;
      return {
        ...event,
        type,
        audience,
        requestIds: [],
        messageIds: [],
        rule: null,
        madeBy: null,
        waitsUntil: null,
      };
    },
    findInCompartment: async (tenantId, eventId) => {
      const event = held.events.find(
        (other) => other.tenantId === tenantId && other.eventId.startsWith(`${eventId}~`),
      );
      if (event === undefined) return null;
      const { type, audience = null } = event.envelope;
      return {
        ...event,
        type,
        audience,
        requestIds: [],
        messageIds: [],
        rule: null,
        madeBy: null,
        waitsUntil: null,
      };
    },
  },
});

const customerPorts = (held: Held): Pick<ApiPorts, 'customers'> => ({
  customers: {
    upsert: async (customer, seenRev = null) => {
      const isSame = (other: typeof customer): boolean =>
        other.tenantId === customer.tenantId && other.ref === customer.ref;
      const known = held.customers.find(isSame);
      if (seenRev !== null && seenRev !== (known === undefined ? 'none' : (known.rev ?? 0)))
        throw new PreconditionFailed('changed');
      const written = { ...customer, rev: (known?.rev ?? 0) + 1 };
      put(held.customers, written, isSame);
      return written;
    },
    find: async (tenantId, ref) =>
      held.customers.find((customer) => customer.tenantId === tenantId && customer.ref === ref) ?? null,
    listReached: async (tenantId, { refs }, page) =>
      paged(
        held.customers
          .filter(({ tenantId: owner, ref }) => owner === tenantId && refs?.includes(ref) !== false)
          .map((customer) => ({ customer, stopped: new Set<string>() })),
        ({ customer: { ref } }) => ref,
        page,
      ),
    list: async (tenantId, page, { refs } = {}) =>
      paged(
        held.customers.filter(
          ({ tenantId: owner, ref }) => owner === tenantId && refs?.includes(ref) !== false,
        ),
        (customer) => customer.ref,
        page,
      ),
    listContacts: async (tenantId, { customerRef, refs }, page) =>
      paged(
        held.customers
          .filter(({ tenantId: owner, ref }) => owner === tenantId && (customerRef ?? ref) === ref)
          .flatMap(({ ref, contacts }) => contacts.map((contact) => ({ ...contact, customerRefs: [ref] })))
          .filter(({ ref }) => refs?.includes(ref) !== false),
        (contact) => contact.ref,
        page,
      ),
  },
});

const requestPorts = (held: Held): Pick<ApiPorts, 'requests' | 'decisions'> => ({
  requests: {
    find: async (tenantId, id) =>
      held.requests.find((request) => request.tenantId === tenantId && request.id === id) ?? null,
    list: async (tenantId, filter, page) => {
      const { dueBefore, ids, ...equal } = filter;
      const matches = (request: RequestRecord): boolean =>
        request.tenantId === tenantId &&
        ids?.includes(request.id) !== false &&
        (dueBefore === undefined || request.dueAt < dueBefore) &&
        Object.entries(equal).every(([field, value]) => request[field as keyof RequestRecord] === value);
      return paged(held.requests.filter(matches), (request) => request.id, page);
    },
  },
  decisions: {
    listOfRequest: async (tenantId, requestId) =>
      held.decisions.filter((decision) => decision.tenantId === tenantId && decision.requestId === requestId),
  },
});

const conversationPorts = (
  held: Held,
): Pick<
  ApiPorts,
  'conversations' | 'messages' | 'submitCommand' | 'findOrder' | 'channels' | 'checkSetup' | 'channelEvents'
> => ({
  conversations: {
    find: async (tenantId, id) =>
      held.conversations.find(
        (conversation) => conversation.tenantId === tenantId && conversation.id === id,
      ) ?? null,
    list: async (tenantId, { customerRef, contactRef, ids }, page) =>
      paged(
        held.conversations.filter(
          (conversation) =>
            conversation.tenantId === tenantId &&
            (customerRef === undefined || conversation.customerRefs.includes(customerRef)) &&
            (contactRef === undefined || conversation.contactRef === contactRef) &&
            ids?.includes(conversation.id) !== false,
        ),
        (conversation) => conversation.id,
        page,
      ),
    listSteps: async (_tenantId, _id, page) => paged(held.steps, (step) => String(step.rev), page),
  },
  messages: {
    list: async (tenantId, conversationId, page, first) => {
      const lines = held.messages.filter(
        (message) => message.tenantId === tenantId && message.conversationId === conversationId,
      );
      if (first !== 'newest') return paged(lines, (message) => message.id, page);
      const back = lines.sort((one, other) => (one.id < other.id ? 1 : -1));
      return { items: back.slice(0, page.limit), next: null };
    },
    listHeld: async (tenantId, _filter, page) =>
      paged(
        held.messages.filter((message) => message.tenantId === tenantId),
        (message) => message.id,
        page,
      ),
    listTaken: async (tenantId, page) =>
      paged(
        held.messages.filter((message) => message.tenantId === tenantId && message.direction === 'out'),
        (message) => message.id,
        page,
      ),
    listOfRequest: async (tenantId, requestId) =>
      held.messages.filter((message) => message.tenantId === tenantId && message.requestId === requestId),
  },
  submitCommand: async (command) => {
    held.commands.push(command);
  },
  findOrder: async () => false,
  channels: {
    find: async (tenantId, id) =>
      held.channels.find((channel) => channel.tenantId === tenantId && channel.id === id) ?? null,
    findByPhoneNumberId: async () => null,
    findReal: async () => null,
    list: async (tenantId, page) =>
      paged(
        held.channels.filter((channel) => channel.tenantId === tenantId),
        (channel) => channel.id,
        page,
      ),
    save: async () => undefined,
    secretsOf: async () => null,
    beginTrouble: async () => null,
    endTrouble: async () => null,
    countTroubled: async () => 0,
    noteDailyLimit: async () => true,
  },
  checkSetup: async (tenantId, id) =>
    held.channels.some((channel) => channel.tenantId === tenantId && channel.id === id)
      ? { checkedAt: startOfTests, checks: [{ check: 'database', state: 'ok', code: 'ok' }] }
      : null,
  channelEvents: {
    list: async (tenantId, channelId, { field, event, subject, from, to }, page) =>
      paged(
        held.channelEvents.filter(
          (told) =>
            told.tenantId === tenantId &&
            told.channelId === channelId &&
            (field === undefined || told.field === field) &&
            (event === undefined || told.event === event) &&
            (subject === undefined || told.subject === subject) &&
            (from === undefined || told.at >= from) &&
            (to === undefined || told.at < to),
        ),
        (told) => told.id,
        page,
      ),
  },
});

const notePorts = (held: Held): Pick<ApiPorts, 'assignments' | 'noteAssigned' | 'notes' | 'noteWritten'> => ({
  assignments: {
    find: async (tenantId, ids) =>
      held.assignments.filter((one) => one.tenantId === tenantId && ids.includes(one.conversationId)),
    listOf: async (tenantId, assignee, limit) =>
      held.assignments
        .filter((one) => one.tenantId === tenantId && one.assignee === assignee)
        .map(({ conversationId }) => conversationId)
        .slice(0, limit),
    save: async (next, before) => {
      const known = held.assignments.find(({ conversationId }) => conversationId === next.conversationId);
      if ((known?.rev ?? 0) !== before) return false;
      put(held.assignments, next, (other) => other === known);
      return true;
    },
  },
  notes: {
    add: async (note) => {
      const stood = held.notes.find(({ id }) => id === note.id);
      if (stood === undefined) held.notes.push(note);
      return stood ?? note;
    },
    list: async (tenantId, conversationId, page) =>
      paged(
        held.notes.filter((note) => note.tenantId === tenantId && note.conversationId === conversationId),
        (note) => note.id,
        page,
      ),
    listOf: async (tenantId, contactRef, page) =>
      paged(
        held.notes.filter((note) => note.tenantId === tenantId && note.contactRef === contactRef),
        (note) => note.id,
        page,
      ),
    forget: async (tenantId, { conversationIds, contactRef }) => {
      const isTheirs = (note: (typeof held.notes)[number]): boolean =>
        note.tenantId === tenantId &&
        (conversationIds.includes(note.conversationId) ||
          (contactRef !== null && note.contactRef === contactRef));
      const [before, kept] = [held.notes.length, held.notes.filter((note) => !isTheirs(note))];
      held.notes.splice(0, before, ...kept);
      return before - kept.length;
    },
  },
  noteAssigned: async ({ what, subject, rev, assignee, by }) => {
    const line = `${what} ${subject}@${rev} ${assignee ?? 'nobody'} ${by}`;
    if (!held.assignmentsNoted.includes(line)) held.assignmentsNoted.push(line);
  },
  noteWritten: async ({ noteId, by }) => {
    held.notesWritten.push(`${noteId} ${by}`);
  },
});

const testMessagePorts = (
  held: Held,
  clock: Clock,
): Pick<ApiPorts, 'identities' | 'wantsMessages' | 'testBuckets' | 'noteTestMessage'> => ({
  identities: {
    find: async (_tenantId, _channelId, { phone }) => ({
      ...{ conversationId: `cnv_${phone ?? ''}`, contactId: 'cnt_1' },
    }),
    resolve: async (_tenantId, _channelId, senders) =>
      senders.map(({ phone }) => ({ conversationId: `cnv_${phone ?? ''}`, contactId: 'cnt_1' })),
  },
  wantsMessages: async (_tenantId, conversationId) => !held.stopped.includes(conversationId),
  testBuckets: callBucketsOf(clock),
  noteTestMessage: async ({ channelId, conversationId, by }) => {
    held.testMessages.push(`${channelId} ${conversationId} ${by}`);
  },
});

const revealPorts = (held: Held, clock: Clock): Pick<ApiPorts, 'revealBuckets' | 'noteReveal'> => ({
  revealBuckets: callBucketsOf(clock),
  noteReveal: async ({ customerRef, by, contacts, taxNumber, agreements, reason, note }) => {
    const shown = [...contacts, ...(taxNumber ? ['tax number'] : []), ...agreements].join(',');
    held.reveals.push([customerRef, shown, reason, note ?? '-', by].join(' '));
  },
});

const callbackPorts = (held: Held): Pick<ApiPorts, 'callbacks'> => ({
  callbacks: {
    saveEndpoint: async (endpoint, seenRev) => {
      const isSame = (other: typeof endpoint): boolean =>
        other.tenantId === endpoint.tenantId && other.name === endpoint.name;
      const known = held.endpoints.find(isSame);
      if (seenRev !== undefined && seenRev !== (known === undefined ? null : (known.rev ?? 0))) return false;
      put(held.endpoints, endpoint, isSame);
      return true;
    },
    findEndpoint: async (tenantId, name) =>
      held.endpoints.find((endpoint) => endpoint.tenantId === tenantId && endpoint.name === name) ?? null,
    listEndpoints: async (tenantId, page) =>
      paged(
        held.endpoints.filter((endpoint) => endpoint.tenantId === tenantId),
        (endpoint) => endpoint.name,
        page,
      ),
    removeEndpoint: async (tenantId, name, seenRev) => {
      const index = held.endpoints.findIndex(
        (one) =>
          one.tenantId === tenantId && one.name === name && (seenRev ?? one.rev ?? 0) === (one.rev ?? 0),
      );
      if (index === -1) return false;
      held.endpoints.splice(index, 1);
      return true;
    },
    markEndpoint: async (tenantId, name, health) => {
      const found = held.endpoints.find(
        (endpoint) => endpoint.tenantId === tenantId && endpoint.name === name,
      );
      if (found) put(held.endpoints, { ...found, ...health }, (other) => other === found);
      return found !== undefined;
    },
    enqueue: async (delivery) => {
      if (!held.deliveries.some(({ id }) => id === delivery.id)) held.deliveries.push(delivery);
    },
    claimDue: async () => [],
    recordAttempt: async () => true,
    listFailing: async () => [],
    holdGivenUp: async () => 0,
    releaseHeld: async () => 0,
    listDeliveries: async () => ({ items: [], next: null }),
    listOfSubjects: async () => [],
    replay: async () => 0,
  },
});

const keyPorts = (held: Held): Pick<ApiPorts, 'keys'> => ({
  keys: {
    find: async (id) => held.keys.find((key) => key.id === id) ?? null,
    findByHash: async (hash) => held.keys.find((key) => key.hash === hash) ?? null,
    create: async (key) => {
      if (!held.keys.some(({ id }) => id === key.id)) held.keys.push(key);
    },
    list: async (tenantId, page) =>
      paged(
        held.keys.filter((key) => key.tenantId === tenantId),
        (key) => key.id,
        page,
      ),
    revokeGiven: async () => undefined,
    revoke: async (tenantId, id, at) => {
      const found = held.keys.find((key) => key.tenantId === tenantId && key.id === id);
      if (!found) return false;
      put(held.keys, { ...found, revokedAt: at }, (other) => other === found);
      return true;
    },
    setCallsPerMinute: async (tenantId, id, calls, seenRev = null) => {
      const found = held.keys.find((key) => key.tenantId === tenantId && key.id === id);
      if (!found || (seenRev ?? found.rev ?? 0) !== (found.rev ?? 0)) return null;
      const { callsPerMinute: _before, ...rest } = found;
      const counted = { ...rest, rev: (found.rev ?? 0) + 1 };
      const changed = calls === null ? counted : { ...counted, callsPerMinute: calls };
      put(held.keys, changed, (other) => other === found);
      return changed;
    },
    touch: async () => undefined,
  },
});

const statementPorts = (held: Held): Pick<ApiPorts, 'statements'> => ({
  statements: {
    outcomes: async (tenantId, { from, to }, page) =>
      paged(
        held.requests.flatMap((request) =>
          request.tenantId === tenantId &&
          request.closedAt !== null &&
          request.closedAt >= from &&
          request.closedAt < to
            ? [{ ...request, requestId: request.id, closedAt: request.closedAt, calls: [] }]
            : [],
        ),
        ({ requestId }) => requestId,
        page,
      ),
  },
});

const outsidePorts = (held: Held): Pick<ApiPorts, 'outsideModels'> => ({
  outsideModels: {
    find: async (tenantId) => held.outsideModels.find((model) => model.tenantId === tenantId) ?? null,
    save: async (model) => {
      put(held.outsideModels, model, (other) => other.tenantId === model.tenantId);
      return model;
    },
    remove: async (tenantId) => {
      const index = held.outsideModels.findIndex((model) => model.tenantId === tenantId);
      if (index !== -1) held.outsideModels.splice(index, 1);
      return index !== -1;
    },
  },
});

/** A stream that has nothing to say: it ends at once. */
const streamPorts = (held: Held, clock: Clock): Pick<ApiPorts, 'changeFeed' | 'scopesNow'> => ({
  changeFeed: {
    countOf: () => 0,
    open: ({ sink }) => {
      sink.end();
      return Promise.resolve();
    },
  },
  scopesNow: makeScopesNow({
    keys: { find: async (id) => held.keys.find((key) => key.id === id) ?? null },
    sessions: staffSessionsOf(held, clock),
    clock,
  }),
});

/** All ports of the API over plain arrays: enough to see shapes, refusals and what a call asked for. */
export const fakePorts = (held: Held, clock: Clock = fakeClock()): ApiPorts => ({
  clock,
  ...eventPorts(held),
  ...customerPorts(held),
  ...searchPorts(held, { ...customerPorts(held), ...requestPorts(held) }),
  ...unitPorts(held, clock),
  ...agreementPorts(held),
  ...requestPorts(held),
  ...conversationPorts(held),
  ...notePorts(held),
  ...replyPorts(held),
  ...testMessagePorts(held, clock),
  ...revealPorts(held, clock),
  ...callbackPorts(held),
  ...keyPorts(held),
  ...staffPorts(held),
  ...accountPorts(held, clock),
  ...outsidePorts(held),
  ...statementPorts(held),
  ...rulePorts(held, clock),
  ...shadowPorts(held),
  ...templatePorts(held, clock),
  ...costPorts(held),
  ...deadLetterPorts(held, clock),
  ...messagePorts(held),
  documents: documentPorts(held, clock),
  ...importPorts(held),
  bulk: runPorts(held, clock),
  ...streamPorts(held, clock),
  callbackPolicy: makeAddressPolicy([]),
  lookup: async () => ['93.184.216.34'],
  secretOverlapMs: 86_400_000,
});
