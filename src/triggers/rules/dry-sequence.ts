import type { Customer } from '../../customers/customer.ts';
import type { IsStopped } from '../../customers/willing-contacts.ts';
import type { PreviewedRequest, PreviewRequest } from '../../vocabulary/previewed-request.ts';
import { stageOf, type DryStage, type StoredParts } from '../dry-stage.ts';
import type { ReportedSample } from '../event-sample.repository.ts';
import type { Asked } from '../event-requests.ts';
import { ruleDateOf } from '../date-event.ts';
import { requestIdOf } from '../plan-event.ts';
import { replacedBy } from '../replaced-requests.ts';
import { isDateEvent } from '../rule-dates.ts';
import { keptEmit, maxDepth } from '../rule-work.ts';
import { isTooLate } from '../schedule-due.ts';
import { tellOf } from '../rule-effects.ts';
import { EventFields, matches, type CompiledRule } from './compile-rule.ts';
import { dryEscalations, type DryStep } from './dry-escalations.ts';
import { DryMessages, type DryMessage, type DryMessageParts } from './dry-messages.ts';
import { DryQueue } from './dry-queue.ts';
import {
  actingOf,
  besides,
  isEmitRefused,
  outcomeOf,
  type OutcomeParts,
  type PlannedEffect,
  type PlannedOutcome,
  type RuleHold,
  type Scene,
} from './rule-outcome.ts';

export interface SequenceParts extends Omit<OutcomeParts, keyof DryStage>, StoredParts, DryMessageParts {
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  previewRequest: PreviewRequest;
  isStopped: IsStopped;
}

/** A request of a try: asked or told, in these words, at these instants. */
export interface DryTell {
  do: 'request' | 'notify';
  requestKind: string;
  contactRef: string;
  at: Date;
  hold: RuleHold | null;
  messages: readonly DryMessage[];
  state: PreviewedRequest['state'];
  outcome: string | null;
  /** It waits, and is not told any more where that is so when the waiting ends; left out: it does not. */
  unless?: readonly { answered: true }[];
  /** Told with others: `words` is the event under which the words stand, `events` are all of them. Left out: by itself. */
  together?: { words: string; events: readonly string[] };
  /** Requests it takes the place of; `eventId`: of one that is tried as well. Left out: none. */
  withdraws?: readonly { requestId: string; eventId: string | null }[];
  /** What happens where nobody answers; left out: nothing. */
  escalates?: readonly DryStep[];
}

/** Whose rules are tried. */
interface DryScene {
  tenantId: string;
  /** Rules on a type as if they were in use, in the order they are looked at. */
  rulesOn(type: string): Promise<readonly CompiledRule[]>;
  /** The rule whose dates are tried; left out: events are. */
  dated?: CompiledRule;
}

export type DryEffect = DryTell | Exclude<PlannedEffect, { asked: unknown }>;

/** What would come of an event. */
export interface DryOutcome extends Omit<PlannedOutcome, 'effects'> {
  effects: readonly DryEffect[];
  /** When that is decided, where it waited and is not told in the end; left out: when it came. */
  settledAt?: Date;
  /** Events its rule makes, those they make, and what would come of each; left out: none. */
  caused?: readonly DryCaused[];
}

/** An event that would be made. */
interface DryCaused {
  eventId: string;
  type: string;
  outcome: DryOutcome;
}

type TellEffect = Extract<PlannedEffect, { asked: unknown }>;

/** An event of a try on its way. */
interface Tried {
  sample: ReportedSample;
  customer: Customer | null;
  rule: CompiledRule | null;
  /** What came of it when it came, where it waits since. */
  before: { outcome: PlannedOutcome; hold: RuleHold } | null;
}

/** A request that would be opened. */
interface Opened {
  /** The event it was opened for first, and all it tells of. */
  eventId: string;
  told: Set<string>;
  asked: Asked;
  at: Date;
  preview: PreviewedRequest;
  messages: readonly DryMessage[];
  withdraws: readonly { requestId: string; eventId: string | null }[];
}

/** What came of an event: written down when everything has happened. */
type Written = () => Promise<DryOutcome>;

/** What wakes at an instant goes before what comes in it. */
const ranks = { wakes: 0, comes: 1 } as const;

/** One try: rules as if they were in use, and events that come one after the other. */
class DrySequence {
  readonly #parts: SequenceParts;
  readonly #scene: DryScene;
  readonly #stage: DryStage;
  readonly #queue = new DryQueue();
  readonly #messages: DryMessages;
  readonly #opened = new Map<string, Opened>();
  readonly #written = new Map<string, Written>();
  readonly #acted: CompiledRule[] = [];
  readonly #causes = new Map<string, ReportedSample[]>();

  constructor(parts: SequenceParts, scene: DryScene, samples: readonly ReportedSample[]) {
    this.#parts = parts;
    this.#scene = scene;
    const instants = samples.map(({ receivedAt }) => receivedAt.getTime());
    const isPast = !samples.some(({ isWritten }) => isWritten === true);
    const from = new Date(Math.min(...instants));
    this.#stage = stageOf(parts, { at: from, isPast }, samples);
    this.#messages = new DryMessages(parts, {
      ...{ tenantId: scene.tenantId, queue: this.#queue, stage: this.#stage, acted: this.#acted, from },
    });
    for (const sample of samples)
      this.#queue.put(sample.receivedAt, ranks.comes, async (now) => this.#come(sample, now));
  }

  /** By the id of the event. */
  async run(): Promise<ReadonlyMap<string, DryOutcome>> {
    await this.#queue.run();
    const written = new Map<string, DryOutcome>();
    for (const [id, write] of this.#written) written.set(id, await write());
    return new Map([...written].map(([id, outcome]) => [id, this.#withCaused(id, outcome, written)]));
  }

  async #come(sample: ReportedSample, now: Date): Promise<void> {
    const { tenantId, rulesOn, dated } = this.#scene;
    const { envelope } = sample;
    const ref = envelope.customer_id;
    const customer = ref === undefined ? null : await this.#parts.findCustomer(tenantId, ref);
    if (dated !== undefined && isDateEvent(envelope)) {
      await this.#reach(sample, { customer, rule: dated, now });
      return;
    }
    const rule = actingOf(await rulesOn(envelope.type), envelope, new EventFields({ envelope, customer }));
    if (rule !== null) this.#acted.push(rule);
    await this.#look({ sample, customer, rule, before: null }, { now, waited: null });
  }

  /** A date of the rule, as the worker reaches it. */
  async #reach(
    sample: ReportedSample,
    { customer, rule, now }: { customer: Customer | null; rule: CompiledRule; now: Date },
  ): Promise<void> {
    const { eventId, envelope, receivedAt, depth } = sample;
    const { tenantId } = this.#scene;
    const scene = { tenantId, eventId, envelope, receivedAt, depth, customer, now, waited: null };
    const by = { id: rule.id, version: rule.version };
    const { date, dueAt, source } = ruleDateOf(envelope);
    const reported = source === null ? envelope : { ...envelope, type: source.type, data: source.data };
    const isOver = source !== null && (await this.#isOver(source.eventId));
    const holds = matches(rule, new EventFields({ envelope: reported, customer }));
    const reason = isTooLate(dueAt, now)
      ? 'skipped_late'
      : isOver
        ? 'item_closed'
        : holds
          ? null
          : 'no_match';
    const calendar = await this.#parts.tenants.settingsOf(tenantId);
    const of = { ...scene, envelope: reported };
    const words = { local_date: date };
    const effects = reason === null ? await besides(this.#parts, of, rule, { calendar, words }) : [];
    const done = isEmitRefused(effects)
      ? ({ status: 'failed', reason: 'emit_refused' } as const)
      : ({ status: 'processed', reason: null } as const);
    const outcome: PlannedOutcome = {
      ...{ by, effects },
      ...(reason === null ? done : { status: 'ignored', reason }),
    };
    this.#cause(sample, outcome, now);
    this.#written.set(eventId, async () => ({ ...outcome, effects: effects.filter(isBeside) }));
  }

  /** What the event asked has ended: nobody has to be reminded of it. */
  async #isOver(eventId: string): Promise<boolean> {
    const { tenantId } = this.#scene;
    const asked = await this.#stage.requests.load(tenantId, requestIdOf(tenantId, eventId));
    return asked?.status === 'closed';
  }

  /** Events that its rule makes come at once, each once. */
  #cause(sample: ReportedSample, { effects }: PlannedOutcome, now: Date): void {
    const depth = (sample.depth ?? 0) + 1;
    if (depth > maxDepth) return;
    const made = effects.flatMap((effect) => (effect.do === 'emit' && effect.made ? [effect.made] : []));
    const caused = made.map((one): ReportedSample => {
      const { eventId, envelope } = keptEmit(one);
      return { eventId, envelope, receivedAt: now, depth };
    });
    this.#causes.set(sample.eventId, caused);
    for (const one of caused) {
      this.#stage.add(one);
      this.#queue.put(now, ranks.comes, async (at) => this.#come(one, at));
    }
  }

  /** With all that comes of it by and by. */
  #withCaused(id: string, outcome: DryOutcome, written: ReadonlyMap<string, DryOutcome>): DryOutcome {
    const caused = this.#allCaused(id).flatMap(({ eventId, envelope: { type } }): DryCaused[] => {
      const found = written.get(eventId);
      return found === undefined ? [] : [{ eventId, type, outcome: found }];
    });
    return caused.length === 0 ? outcome : { ...outcome, caused };
  }

  #allCaused(id: string): ReportedSample[] {
    return (this.#causes.get(id) ?? []).flatMap((one) => [one, ...this.#allCaused(one.eventId)]);
  }

  async #look(tried: Tried, { now, waited }: Pick<Scene, 'now' | 'waited'>): Promise<void> {
    const { sample, customer, rule, before } = tried;
    const { eventId, envelope, receivedAt, depth } = sample;
    const { tenantId } = this.#scene;
    const scene = { tenantId, eventId, envelope, receivedAt, depth, customer, now, waited };
    const outcome = await outcomeOf({ ...this.#parts, ...this.#stage }, scene, rule);
    if (before === null) this.#cause(sample, outcome, now);
    const tell = outcome.effects.find(isTell);
    const hold = tell?.hold ?? null;
    if (tell !== undefined && hold !== null) {
      const { group } = tell;
      this.#queue.put(hold.until, ranks.wakes, async (at) =>
        this.#look({ ...tried, before: { outcome, hold } }, { now: at, waited: { until: at, group } }),
      );
      return;
    }
    const whole = before === null ? outcome : afterWaiting(before.outcome, outcome);
    const opened = tell === undefined ? null : await this.#open(tried, tell, now);
    this.#written.set(eventId, () => this.#write(tried, whole, { tell, opened, now }));
  }

  /** What would be asked, once: those who are told together open one request. */
  async #open({ sample, rule }: Tried, { asked }: TellEffect, at: Date): Promise<Opened> {
    const { tenantId } = this.#scene;
    const { content, contact } = asked;
    const known = this.#opened.get(content.requestId);
    if (known !== undefined) {
      known.told.add(sample.eventId);
      return known;
    }
    const preview = await this.#parts.previewRequest(tenantId, { ...asked, now: at });
    const [conversationId = ''] = preview.messages.map((message) => message.conversationId);
    const request = { content, contactRef: contact.ref, conversationId, ...(rule === null ? {} : { rule }) };
    const outcome = preview.state === 'ended' ? (preview.outcome ?? 'undeliverable') : null;
    const standing = await this.#stage.requests.open(tenantId, request, { at, outcome });
    const rules = { load: async (): Promise<CompiledRule | null> => rule };
    const { older } = await replacedBy({ requests: this.#stage.requests, rules }, tenantId, standing);
    const withdraws = older.map(({ requestId }) => {
      this.#stage.requests.withdraw(requestId);
      return { requestId, eventId: this.#opened.get(requestId)?.eventId ?? null };
    });
    const messages = this.#messages.send(content.requestId, preview.messages);
    const { eventId } = sample;
    const opened = { eventId, told: new Set([eventId]), asked, at, preview, messages, withdraws };
    this.#opened.set(content.requestId, opened);
    return opened;
  }

  async #write(
    tried: Tried,
    { effects, ...settled }: PlannedOutcome,
    { tell, opened, now }: { tell: TellEffect | undefined; opened: Opened | null; now: Date },
  ): Promise<DryOutcome> {
    const others = effects.filter(isBeside);
    if (tell === undefined || opened === null) {
      const late = tried.before === null ? {} : { settledAt: now };
      return { ...settled, ...late, effects: others };
    }
    return { ...settled, effects: [await this.#tellOf(tried, tell, opened), ...others] };
  }

  async #tellOf(tried: Tried, tell: TellEffect, opened: Opened): Promise<DryTell> {
    const { rule, before, sample } = tried;
    const { asked, preview, messages, withdraws, at } = opened;
    const unless = before !== null && rule !== null ? tellOf(rule)?.unless : undefined;
    const together = this.#togetherOf(sample, tell, opened);
    const isItsOwn = opened.eventId === sample.eventId;
    const escalates = isItsOwn && preview.state !== 'ended' ? await this.#stepsOf(tried, opened) : [];
    return {
      ...{ do: tell.do, requestKind: asked.content.kind, contactRef: asked.contact.ref },
      at: messages.at(-1)?.at ?? at,
      hold: before?.hold ?? null,
      messages: isItsOwn ? messages : [],
      ...{ state: preview.state, outcome: preview.outcome },
      ...(unless === undefined ? {} : { unless }),
      ...(together === null ? {} : { together }),
      ...(isItsOwn && withdraws.length > 0 ? { withdraws } : {}),
      ...(escalates.length === 0 ? {} : { escalates }),
    };
  }

  /** Those that were gathered with it and are told in its words; null: it is told by itself. */
  #togetherOf({ envelope }: ReportedSample, { asked, group }: TellEffect, { eventId, told }: Opened) {
    const { requestId } = asked.content;
    if (group === null || requestId === requestIdOf(envelope.tenant, envelope.event_id)) return null;
    const members = this.#stage.tallies.membersOf(group);
    return { words: eventId, events: members.filter((id) => told.has(id) || !this.#written.has(id)) };
  }

  async #stepsOf({ rule, customer }: Tried, { asked, at, messages }: Opened): Promise<readonly DryStep[]> {
    if (rule === null) return [];
    const left = messages.filter(({ unsent }) => unsent === null).map((message) => message.at.getTime());
    const leftAt = left.length === 0 ? null : new Date(Math.min(...left));
    const question = { tenantId: this.#scene.tenantId, rule, asked, customer };
    return dryEscalations(this.#parts.isStopped, question, { askedAt: at, leftAt });
  }
}

const isTell = (effect: PlannedEffect): effect is TellEffect => 'asked' in effect;
const isBeside = (effect: PlannedEffect): effect is Exclude<PlannedEffect, TellEffect> => !isTell(effect);

/** Whatever happens beside a message happened when the event came, and once. */
const afterWaiting = (before: PlannedOutcome, after: PlannedOutcome): PlannedOutcome => {
  const beside = before.effects.filter((effect) => !isTell(effect));
  const names = new Set(beside.map(nameOf));
  return { ...after, effects: [...after.effects.filter((effect) => !names.has(nameOf(effect))), ...beside] };
};

const nameOf = (effect: PlannedEffect): string =>
  effect.do === 'task' ? JSON.stringify({ ...effect, dueAt: null }) : JSON.stringify(effect);

/**
 * What would come of events that come one after the other while these rules are in use, by the id of the event. Each step is one of the
 * worker's own, on a stage that is dropped afterwards: nothing is stored, and nobody is written to.
 */
export const drySequence = (
  parts: SequenceParts,
  scene: DryScene,
  samples: readonly ReportedSample[],
): Promise<ReadonlyMap<string, DryOutcome>> => new DrySequence(parts, scene, samples).run();
