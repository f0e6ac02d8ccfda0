import { viewDialog } from '../../src/conversations/dialog-snapshots.ts';
import { DeliveryWorker } from '../../src/delivery/delivery-worker.ts';
import type { MessageSender, SendResult } from '../../src/delivery/message-sender.ts';
import { NumberPace } from '../../src/delivery/number-pace.ts';
import { OpenIntents } from '../../src/delivery/open-intents.ts';
import type { OutboxRepository } from '../../src/delivery/outbox.repository.ts';
import type { IdentityRepository } from '../../src/customers/identity.repository.ts';
import { InboxDispatcher } from '../../src/inbox/inbox-dispatcher.ts';
import type { InboxEntry, InboxRepository } from '../../src/inbox/inbox.repository.ts';
import { readFigure } from '../../src/reading/read-figure.ts';
import { readReply } from '../../src/reading/read-reply.ts';
import { silentLogger } from '../../src/shared/logger.ts';
import { DailyReach } from '../../src/delivery/daily-reach.ts';
import { HeldTemplates } from '../../src/delivery/held-templates.ts';
import { BudgetHolds } from '../../src/pricing/budget-holds.ts';
import { ConversationWorker } from '../../src/step/conversation-worker.ts';
import { makeFoldInput } from '../../src/step/fold-input.ts';
import { makeRelayOutputs } from '../../src/step/relay-outputs.ts';
import type { RelayParts } from '../../src/step/relay-table.ts';
import { renderPrompt } from '../../src/templates/render-prompt.ts';
import { noQuietHours } from '../../src/timers/quiet-hours.ts';
import { tenantA } from './builders-api.ts';
import type { ModelOutbox } from './model-outbox.ts';
import type { ModelStorage } from './model-storage.ts';
import { ProcessGate, type Weather } from './process-gate.ts';
import type { VirtualTime } from './virtual-time.ts';
import { lookupOf } from './own-units.ts';

/** No limit is known, and nothing is counted. */
const noReach: ConstructorParameters<typeof DailyReach>[1] = {
  claim: () => Promise.resolve(false),
  release: () => Promise.resolve(false),
  countSince: () => Promise.resolve({ people: 0, first: null }),
};

/** As a process is set up by default (src/config/environment.ts), but for a shorter wait for statuses, which nobody sends here. */
export const simulated = {
  leaseMs: 30_000,
  pollIntervalMs: 1_000,
  takeOverAfterMs: 2_000,
  unknownWaitMs: 10_000,
  sendTimeoutMs: 15_000,
};

/** One call that reached the platform. */
export interface Arrival {
  intentId: string;
  attempt: string;
  process: string;
  at: number;
}

/** What all processes of a simulation share. */
export interface SharedWorld {
  time: VirtualTime;
  weather: Weather;
  storage: ModelStorage;
  outbox: ModelOutbox;
  arrivals: Arrival[];
  /** Calls that failed on their way, as `intentId attempt`; one that is late may arrive all the same. */
  lostCalls: string[];
  /** What the platform says to a call that reached it. */
  answer(): SendResult;
}

/** The working half of one process: real workers, and a world that may freeze or kill it. */
export class SimulatedProcess {
  readonly name: string;
  readonly gate: ProcessGate;
  readonly #world: SharedWorld;
  readonly #inbox: InboxRepository;
  readonly #dispatcher: InboxDispatcher;
  readonly #sweeps: readonly (() => Promise<unknown>)[];

  /** `skewMs`: its clock against the database's. */
  constructor(name: string, skewMs: number, world: SharedWorld) {
    this.name = name;
    this.#world = world;
    this.gate = new ProcessGate(world.time, world.weather);
    this.#inbox = world.storage.inboxFor(this.gate);
    const { dispatcher, sweeps } = makeWork(this, { skewMs, world, inbox: this.#inbox });
    this.#dispatcher = dispatcher;
    this.#sweeps = sweeps;
  }

  start(): void {
    for (const sweep of this.#sweeps) void this.#loop(sweep);
  }

  /** Stores it and begins to work it, as after a webhook; false: the caller would be told to come again. */
  async receive(entry: InboxEntry): Promise<boolean> {
    try {
      const added = await this.#inbox.store([entry]);
      if (added.has(entry.id)) this.#dispatcher.dispatch([entry]);
      return true;
    } catch {
      return false;
    }
  }

  async #loop(sweep: () => Promise<unknown>): Promise<void> {
    const { time, weather } = this.#world;
    while (!this.gate.isDead) {
      await time.wait(simulated.pollIntervalMs * (0.75 + weather.random() / 2));
      await this.gate
        .pass()
        .then(sweep)
        .catch(() => undefined);
    }
  }
}

const senderOf = (
  { name, gate }: SimulatedProcess,
  { time, arrivals, lostCalls, answer, weather }: SharedWorld,
): MessageSender => ({
  send: async (_access, { callbackData }) => {
    const [, intentId = '', attempt = ''] = /^v1\.(.+)\.(\d+)$/.exec(callbackData) ?? [];
    try {
      await gate.call(() => arrivals.push({ intentId, attempt, process: name, at: time.now }), 40);
      await time.wait(weather.random() * 400);
      await gate.pass();
      return answer();
    } catch {
      // As after a lost connection. A dead process has nobody to tell.
      lostCalls.push(`${intentId} ${attempt}`);
      await gate.pass();
      return { kind: 'unknown', reason: 'network' };
    }
  },
  markRead: () => Promise.resolve(true),
});

const makeWork = (
  self: SimulatedProcess,
  { skewMs, world, inbox }: { skewMs: number; world: SharedWorld; inbox: InboxRepository },
): { dispatcher: InboxDispatcher; sweeps: (() => Promise<unknown>)[] } => {
  const { time, weather, storage } = world;
  const { name: owner, gate } = self;
  const clock = { now: () => new Date(time.now + skewMs) };
  const outbox = world.outbox.for(gate);
  const openIntents = new OpenIntents();
  const tenantIds = (): Promise<readonly string[]> => Promise.resolve([tenantA]);
  const budgets = new BudgetHolds();
  const common = { owner, outbox, openIntents, budgets, clock, logger: silentLogger };
  const deliveries = makeSending(self, world, common, tenantIds);
  const identities = identitiesOf(self, storage);
  const worker = new ConversationWorker({
    ...common,
    inbox,
    conversations: storage.conversationsFor(gate),
    identities,
    contacts: { factsOf: () => gate.call(() => new Map()) },
    formerNumbers: { holdersOf: () => gate.call(() => new Map()) },
    agreements: { ofCustomers: () => Promise.resolve(null) },
    said: { ofRequest: () => Promise.resolve([]) },
    isTemplateHeld: () => false,
    deliveries,
    tenants: { tenantIds, settingsOf: () => Promise.resolve(settings) },
    units: lookupOf(),
    relay: makeRelayOutputs(relayPartsOf({ ...common, gate, deliveries })),
    // What fails here fails because a process died: nothing is ever lost for good.
    lostRelays: {
      keep: () => Promise.reject(new Error('nothing may be given up')),
      findWaiting: () => Promise.resolve([]),
      settle: () => Promise.resolve(),
    },
    fold: makeFoldInput({ readReply, readFigure }),
    view: viewDialog,
    render: renderPrompt,
    newCode: () => String(Math.floor(weather.random() * 1_000_000)).padStart(6, '0'),
    uploadLink: () => ({ url: 'https://example.com/u/x', tokenHash: 'x' }),
    settings: {
      leaseMs: simulated.leaseMs,
      pace: { intervalMs: 1, burst: 1_000 },
      replyValidityMs: 86_400_000,
      maxAttempts: 5,
    },
    batches: { size: 64, parallel: 2 },
  });
  const dispatcher = new InboxDispatcher({
    ...{ inbox, identities, tenantIds, clock, logger: silentLogger },
    applyStatuses: () => Promise.resolve(),
    noteNews: () => Promise.resolve(),
    toConversations: (entries, isLeftOver) => worker.enqueue(entries, isLeftOver),
    takeOverAfterMs: simulated.takeOverAfterMs,
  });
  return {
    dispatcher,
    sweeps: [() => dispatcher.sweep(), () => worker.sweep(), () => deliveries.sweep()],
  };
};

const settings = {
  company: { name: 'DEMO', workingHours: '09:00-18:00', privacyUrl: 'https://example.com/privacy' },
  timeZone: 'Europe/Istanbul',
  quietHours: noQuietHours,
  privacyNotice: null,
  keepsUnrecognised: true,
};

type Common = {
  owner: string;
  outbox: OutboxRepository;
  openIntents: OpenIntents;
  budgets: BudgetHolds;
  clock: { now(): Date };
  logger: typeof silentLogger;
};

const makeSending = (
  self: SimulatedProcess,
  world: SharedWorld,
  common: Common,
  tenantIds: () => Promise<readonly string[]>,
): DeliveryWorker => {
  const { time, weather } = world;
  const monotonic = (): number => time.now;
  const buckets = {
    take: (_key: string, want: number) => Promise.resolve({ granted: want, waitMs: 0 }),
    pause: () => Promise.resolve(),
  };
  return new DeliveryWorker({
    ...common,
    sender: senderOf(self, world),
    pace: new NumberPace(buckets, 1_000, monotonic),
    accessOf: (_tenantId, channelId) => Promise.resolve({ channelId, phoneNumberId: '1', accessToken: 'x' }),
    outdatedBecause: () => Promise.resolve(null),
    comesWithQuestion: () => Promise.resolve(false),
    templates: new HeldTemplates(),
    templateOut: () => Promise.resolve(null),
    reach: new DailyReach(null, noReach),
    capsOf: () => Promise.resolve(null),
    quietUntilOf: () => Promise.resolve(null),
    isMarketing: () => Promise.resolve(false),
    marketingRefusal: () => Promise.resolve(null),
    windowsOf: (_tenantId, ids) => Promise.resolve(new Map(ids.map((id) => [id, new Date(8e15)]))),
    tenantIds,
    onRejected: () => Promise.resolve(),
    onNotice: () => Promise.resolve(),
    onAccepted: () => Promise.resolve(),
    takenAs: () => null,
    health: { refused: () => Promise.resolve(), templateHeld: () => Promise.resolve() },
    monotonic,
    random: weather.random,
    settings: {
      leaseMs: simulated.leaseMs,
      sendTimeoutMs: simulated.sendTimeoutMs,
      unknownWaitMs: simulated.unknownWaitMs,
      maxConcurrent: 64,
      breakerOpenMs: 15_000,
      retry: { maxAttempts: 10, baseMs: 1_000, capMs: 60_000 },
    },
  });
};

/** A person of the simulation writes from a number that ends like the conversation's id; whoever sees it first makes that. */
const identitiesOf = ({ name, gate }: SimulatedProcess, storage: ModelStorage): IdentityRepository => ({
  resolve: async (tenantId, channelId, senders, { onNew }) => {
    const people = senders.map(({ phone, userId }) => {
      const conversationId = `cnv_${(phone ?? '').slice(-3)}`;
      return { conversationId, contactId: `ct_${conversationId}`, address: { phone, userId } };
    });
    const made = await gate.call(() => people.filter((person) => storage.make(person, name)));
    for (const person of made) onNew?.({ tenantId, channelId, language: 'tr', ...person });
    return people.map(({ conversationId, contactId }) => ({ conversationId, contactId }));
  },
  find: () => Promise.resolve(null),
  openConversation: () => Promise.resolve(null),
  join: () => Promise.resolve(),
});

/** People who greet owe a transcript line and a reply; everything else has its own tests. */
const relayPartsOf = ({
  gate,
  deliveries,
  ...common
}: Common & { gate: ProcessGate; deliveries: DeliveryWorker }): RelayParts => {
  const parts: Partial<RelayParts> = {
    ...common,
    leaseMs: simulated.leaseMs,
    transcripts: { append: () => gate.call(() => undefined) },
    storeSentIn: (conversationIds) => deliveries.storeSentIn(conversationIds),
    dispatch: (entries) => deliveries.dispatch(entries),
    roomFor: (lane) => deliveries.roomFor(lane),
  };
  // A step that owed anything else would fail here, and with it the simulation.
  return parts as RelayParts;
};
