import type { OpenIntents } from '../delivery/open-intents.ts';
import { entryBeingSent, type Intent, type OutboxEntry } from '../delivery/outbox-entry.ts';
import type { OutboxRepository } from '../delivery/outbox.repository.ts';
import { laneOf, type SendLane } from '../delivery/send-lane.ts';
import type { DecisionWorkRepository } from '../evidence/decision-work.repository.ts';
import type { Clock } from '../shared/clock.ts';
import type { TranscriptRepository } from '../transcripts/transcript.repository.ts';
import { relayAnnouncements, relayContactChanges, type CallbackRelayParts } from './relay-callbacks.ts';
import { relayConsents, relayPrivacyRequests, type ConsentRelayParts } from './relay-consents.ts';
import { relayAttachments, relayFiles, relayUploadLinks, type FileRelayParts } from './relay-files.ts';
import { relayOutdated, type OutdatedRelayParts } from './relay-outdated.ts';
import { relayRequestChanges, type RequestRelayParts } from './relay-requests.ts';
import { relayTasks, type TaskRelayParts } from './relay-tasks.ts';
import { relayUnrecognised, type UnrecognisedRelayParts } from './relay-unrecognised.ts';
import type { Debt, StepOutput } from './step-output.ts';

/** Moves one kind of debt of committed steps to its place, under the ids the steps gave: twice is once. */
export type Relay = (tenantId: string, outputs: readonly StepOutput[]) => Promise<void>;

export interface RelayParts
  extends
    TaskRelayParts,
    FileRelayParts,
    ConsentRelayParts,
    UnrecognisedRelayParts,
    CallbackRelayParts,
    OutdatedRelayParts,
    RequestRelayParts {
  owner: string;
  leaseMs: number;
  clock: Clock;
  transcripts: TranscriptRepository;
  outbox: OutboxRepository;
  openIntents: OpenIntents;
  decisions: DecisionWorkRepository;
  /** Hands a request to a contact who can bind it; idempotent. */
  forwardRequest(tenantId: string, forward: StepOutput['forwards'][number]): Promise<void>;
  /** Hands a command to the conversation that has its request now; idempotent. */
  readdressCommand(tenantId: string, readdressed: StepOutput['readdressed'][number]): Promise<void>;
  /** Stores what this process sent at once in these conversations and did not store yet. */
  storeSentIn(conversationIds: ReadonlySet<string>): Promise<void>;
  /** Intents stored as `sending` by this process: to be sent now. */
  dispatch(entries: readonly OutboxEntry[]): void;
  /** How many this process may take on. */
  roomFor(lane: SendLane): number;
}

/** Debts that go together, in this order; lanes of one stage run side by side. */
export interface Lane {
  debts: readonly Debt[];
  relay: Relay;
}

const allOf = <D extends Debt>(outputs: readonly StepOutput[], debt: D): StepOutput[D][number][] =>
  outputs.flatMap((output): readonly StepOutput[D][number][] => output[debt]);

/** All messages of one conversation together, so that their order stays. */
const byLane = (intents: readonly Intent[]): readonly (readonly [SendLane, readonly Intent[]])[] => {
  const ordinary = new Set(
    intents.filter((intent) => laneOf(intent) === 'ordinary').map(({ conversationId }) => conversationId),
  );
  return [
    ['kept', intents.filter(({ conversationId }) => !ordinary.has(conversationId))],
    ['ordinary', intents.filter(({ conversationId }) => ordinary.has(conversationId))],
  ];
};

/**
 * Sent as soon as it is stored, whatever becomes of its neighbours here: a repeated relay would not own it. What another
 * process committed as being sent by itself is stored as that, before the turn of those behind it is looked at.
 */
const relayIntents =
  ({ outbox, owner, leaseMs, clock, roomFor, openIntents, dispatch, storeSentIn }: RelayParts): Relay =>
  async (_tenantId, outputs) => {
    const sent = outputs.flatMap(({ atOnce, intents }) =>
      atOnce === undefined ? [] : intents.map((intent) => entryBeingSent(intent, atOnce)),
    );
    if (sent.length > 0) await outbox.adopt(sent);
    const waiting = allOf(
      outputs.filter(({ atOnce }) => atOnce === undefined),
      'intents',
    );
    // One of them must not pass what the outbox knows nothing of.
    await storeSentIn(new Set(waiting.map(({ conversationId }) => conversationId)));
    const arrived = allOf(outputs, 'arrived');
    for (const [lane, intents] of byLane(waiting)) {
      const how = { capacity: roomFor(lane), arrived };
      const { owned, open } = await outbox.relay(intents, owner, leaseMs, clock.now(), how);
      for (const [conversationId, ids] of open) openIntents.counted(conversationId, ids);
      dispatch(owned);
    }
  };

const oneByOne =
  <D extends Debt>(debt: D, move: (tenantId: string, item: StepOutput[D][number]) => Promise<void>): Relay =>
  async (tenantId, outputs) => {
    for (const item of allOf(outputs, debt)) await move(tenantId, item);
  };

const inOrder =
  (...relays: readonly Relay[]): Relay =>
  async (tenantId, outputs) => {
    for (const relay of relays) await relay(tenantId, outputs);
  };

/**
 * Who moves what, stage after stage. Nothing is sent before the intent is stored; a request's record is current before its
 * callback is queued; a request is handed over when what was decided here is on record.
 */
export const relayStages = (parts: RelayParts): readonly (readonly Lane[])[] => [
  [
    { debts: ['messages'], relay: (tenantId, outputs) => parts.transcripts.append(tenantId, outputs) },
    {
      debts: ['decisions'],
      relay: (_tenantId, outputs) => parts.decisions.insert(allOf(outputs, 'decisions')),
    },
    { debts: ['tasks'], relay: relayTasks(parts) },
    {
      // A file exists before it is put to a request.
      debts: ['files', 'attachments', 'uploadLinks'],
      relay: inOrder(relayFiles(parts), relayAttachments(parts), relayUploadLinks(parts)),
    },
    {
      debts: ['consents', 'privacyRequests'],
      relay: inOrder(relayConsents(parts), relayPrivacyRequests(parts), relayOutdated(parts)),
    },
    { debts: ['unrecognised'], relay: relayUnrecognised(parts) },
    {
      // The books say so before the business system hears of it.
      debts: ['contactChanges', 'announcements'],
      relay: inOrder(relayContactChanges(parts), relayAnnouncements(parts)),
    },
    { debts: ['intents', 'arrived'], relay: relayIntents(parts) },
  ],
  [{ debts: ['requestChanges'], relay: inOrder(relayRequestChanges(parts), relayOutdated(parts)) }],
  [{ debts: ['forwards'], relay: oneByOne('forwards', parts.forwardRequest) }],
  [{ debts: ['readdressed'], relay: oneByOne('readdressed', parts.readdressCommand) }],
];
