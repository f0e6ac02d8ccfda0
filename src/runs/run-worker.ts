import { contentHash } from '../evidence/content-hash.ts';
import type { IsStopped } from '../customers/willing-contacts.ts';
import type { SubmitCommand } from '../inbox/submit-command.ts';
import type { RequestRepository } from '../requests/request.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import { Sweeps } from '../shared/sweeps.ts';
import type { EventWorkRepository, WaitingEvent } from '../triggers/event-work.repository.ts';
import type { EventRepository } from '../triggers/event.repository.ts';
import { withLetter } from './follow-letter.ts';
import { holdsForbiddenWords } from '../words/refuse-forbidden-words.ts';
import { refusedTextsOf } from './check-row.ts';
import { letterEventOf } from './letter-event.ts';
import type { PrepareLetters } from './letter-paper.ts';
import { allowance, maxAtOnce, paceAfter } from './run-pace.ts';
import type { RunRow } from './run-row.ts';
import type { RunRowRepository } from './run-row.repository.ts';
import type { Run, RunErrand } from './run.ts';
import type { RunRepository } from './run.repository.ts';

export interface RunWorkerParts {
  runs: RunRepository;
  rows: RunRowRepository;
  events: Pick<EventRepository, 'accept' | 'find'> & Pick<EventWorkRepository, 'takeBack'>;
  requests: Pick<RequestRepository, 'find'>;
  submitCommand: SubmitCommand;
  /** Drops what came of an order about a request and is still held. False: the order was not carried out yet. */
  recallOrder(
    tenantId: string,
    order: { requestId: string; commandId: string; handled: { what: 'dropped'; by: string; at: Date } },
  ): Promise<boolean>;
  prepareLetters: PrepareLetters;
  isStopped: IsStopped;
  /** Where the document of a row is fetched. */
  linkOf(eventId: string): string;
  /** An event became durable: whoever works events may begin. */
  eventAccepted(event: WaitingEvent): void;
  /** By how many seconds the oldest message that is due is late. */
  lateness(tenantId: string, now: Date): Promise<number>;
  /** Messages that are to be sent before that instant, counted up to `most`. */
  countDue(tenantId: string, before: Date, most: number): Promise<number>;
  tenantIds(): Promise<readonly string[]>;
  owner: string;
  leaseMs: number;
  perSecond: number;
  clock: Clock;
  logger: Logger;
}

/** What is late by more than this waits for the platform: more letters would only wait behind it. */
const maxLateSeconds = 60;
/** Nor do more go while the letters of so many seconds wait: the platform takes less than we send. */
const waitingSeconds = 10;
/** What is held for the night is not in the way. */
const soonMs = 10 * 60_000;
/** Letters whose event nobody has worked yet; more of them would wait in memory. */
const maxUnworked = 1_000;
/** A thousand questions at once would keep what customers say waiting for a connection. */
const followedAtOnce = 50;
/** What a rule lets wait is looked at again when it is due, and now and then before: it may end otherwise. */
const lookAgainMs = 60 * 60_000;
/** What is due sooner may be on its way in another process, whose clock is not ours. */
const takeBackMs = 60_000;
/** Why a letter that a rule let wait was never asked. */
const takenBack = 'withdrawn';
/** Reading takes seconds; whoever needs longer died. */
const abandonedMs = 15 * 60_000;

/** Whatever it was checked by: no word that may not reach a customer leaves here (domain R2, R14, R23). */
const isRefused = (run: Run, row: RunRow): boolean =>
  refusedTextsOf(row).length > 0 || holdsForbiddenWords(['note', run.note]);

const failedAs = (row: RunRow, failure: string): RunRow => ({
  ...row,
  ...{ state: 'failed', seen: 1 },
  body: { ...row.body, failure },
});

const parted = <T>(all: readonly T[], is: (one: T) => boolean): [T[], T[]] => [
  all.filter(is),
  all.filter((one) => !is(one)),
];

/** Of the order about one letter. */
const commandIdOf = (errandId: string, requestId: string): string => derivedId('cmd', errandId, requestId);

/** Nobody is reminded of a letter that went after the order: people would get both at once. */
const isMeant = ({ handedAt }: RunRow, { kind, at }: RunErrand): boolean =>
  kind !== 'remind' || handedAt === null || handedAt < at;

/**
 * Hands rows of runs over as events, at a pace, and learns what became of them. A row is on its way before its event is accepted, and its
 * event has an id of its own: a process that dies in between leaves a row that is handed over again as the same event.
 */
export class RunWorker {
  readonly #parts: RunWorkerParts;
  /** By tenant: letters that nobody had worked at the last look. */
  readonly #unworked = new Map<string, number>();
  readonly #sweeps = new Sweeps();

  constructor(parts: RunWorkerParts) {
    this.#parts = parts;
  }

  /** Answers how many rows went on. One at a time in a process: a second call waits for the first. */
  sweep(): Promise<number> {
    return this.#sweeps.inTurn(() => this.#sweep());
  }

  /** Resolves when no sweep of this worker is under way, whoever began it; true if one of them found something. */
  idle(): Promise<boolean> {
    return this.#sweeps.idle();
  }

  async #sweep(): Promise<number> {
    let done = 0;
    for (const tenant of await this.#parts.tenantIds()) {
      const tenantId = tenant as TenantId; // of the directory
      await this.#clearAbandoned(tenantId);
      done += await this.#followHanded(tenantId);
      for (const run of await this.#parts.runs.findWorkable(tenantId)) done += await this.#work(run);
    }
    return done;
  }

  async #work(run: Run): Promise<number> {
    const { runs, clock, owner, leaseMs, logger } = this.#parts;
    const now = clock.now();
    const until = new Date(now.getTime() + leaseMs);
    try {
      if (!(await runs.takeLease(run.tenantId, run.id, { owner, now, until }))) return 0;
      const begun = await this.#handBegun(run);
      const handed = run.state === 'running' ? await this.#handReady(run) : 0;
      return begun + handed + (run.errand === null ? 0 : await this.#doErrand(run, run.errand));
    } catch (error) {
      // One run that cannot go on must not keep the others.
      logger.error({ err: error, runId: run.id }, 'run not worked, tried again');
      return 0;
    }
  }

  /** Rows that were on their way when the process that had them died. */
  async #handBegun(run: Run): Promise<number> {
    const { rows } = this.#parts;
    const begun = await rows.list(run.tenantId, run.id, ['handing'], { limit: maxAtOnce, after: null });
    await this.#hand(run, begun.items);
    return begun.items.length;
  }

  async #handReady(run: Run): Promise<number> {
    const { runs, rows, perSecond, clock } = this.#parts;
    const { tenantId, id, pace } = run;
    if (pace === null) return 0;
    const now = clock.now();
    const limit = allowance(pace, perSecond, now);
    if (limit === 0 || (await this.#isHeldUp(tenantId, now))) return 0;
    const ready = await rows.list(tenantId, id, ['ready'], { limit, after: null });
    if (ready.items.length === 0) return this.#finish(run, now);
    await rows.begin(
      tenantId,
      id,
      ready.items.map(({ n }) => n),
    );
    // Read again: what somebody changed until this moment goes as it was changed, and no later.
    const begun = await rows.list(tenantId, id, ['handing'], { limit: maxAtOnce, after: null });
    await this.#hand(run, begun.items);
    await runs.keepPace(tenantId, id, paceAfter(pace, begun.items.length, perSecond, now));
    return begun.items.length;
  }

  async #isHeldUp(tenantId: TenantId, now: Date): Promise<boolean> {
    const { lateness, countDue, perSecond } = this.#parts;
    const most = Math.ceil(waitingSeconds * perSecond);
    const soon = new Date(now.getTime() + soonMs);
    return (
      (this.#unworked.get(tenantId) ?? 0) >= maxUnworked ||
      (await lateness(tenantId, now)) > maxLateSeconds ||
      (await countDue(tenantId, soon, most)) >= most
    );
  }

  async #finish({ tenantId, id }: Run, now: Date): Promise<number> {
    const note = { at: now, what: 'done', by: 'system', order: null };
    const isDone = await this.#parts.runs.change(
      tenantId,
      id,
      ['running'],
      { state: 'done', doneAt: now },
      note,
    );
    return isDone ? 1 : 0;
  }

  async #hand(run: Run, begun: readonly RunRow[]): Promise<void> {
    if (begun.length === 0) return;
    const { events, rows, eventAccepted, prepareLetters, linkOf, clock } = this.#parts;
    const { tenantId } = run;
    const now = clock.now();
    const [refused, fit] = parted(begun, (row) => isRefused(run, row));
    await Promise.all(refused.map((row) => rows.writeSeen(failedAs(row, 'text_refused'), row.seen)));
    const prepared = await prepareLetters(run, fit, now);
    await Promise.all(
      prepared.map(async (row) => {
        const { eventId } = row;
        const envelope = letterEventOf(run, await this.#stillAsked(row), linkOf(eventId));
        await events.accept({
          ...{ tenantId, eventId, envelope, fingerprint: contentHash(envelope) },
          ...{ receivedAt: now, status: 'accepted', reason: null },
        });
        // Again, where it was accepted before: whoever works events knows which are done.
        eventAccepted({ tenantId, eventId, envelope, receivedAt: now });
      }),
    );
    await rows.handed(
      tenantId,
      run.id,
      fit.map(({ n }) => n),
      now,
    );
  }

  /** Nobody of the file named them, and they stopped messages since it was checked: whoever is asked now is asked. */
  async #stillAsked(row: RunRow): Promise<RunRow> {
    const { asked, contact } = row.body;
    const isOurChoice = asked !== null && contact === null;
    if (!isOurChoice || !(await this.#parts.isStopped(row.tenantId, asked.ref))) return row;
    return { ...row, body: { ...row.body, asked: null } };
  }

  /** What the events of rows opened; what they did not is the end of the row. */
  async #followHanded(tenantId: TenantId): Promise<number> {
    const now = this.#parts.clock.now();
    const handed = await this.#parts.rows.findHanded(tenantId, now, maxUnworked);
    const followed: ('known' | 'unworked' | 'waiting')[] = [];
    for (let from = 0; from < handed.length; from += followedAtOnce)
      followed.push(
        ...(await Promise.all(handed.slice(from, from + followedAtOnce).map((row) => this.#follow(row)))),
      );
    // What a rule lets wait is no work that piles up, nor is it in the way of what is handed over later.
    this.#unworked.set(tenantId, followed.filter((stand) => stand === 'unworked').length);
    return followed.filter((stand) => stand === 'known').length;
  }

  async #follow(row: RunRow): Promise<'known' | 'unworked' | 'waiting'> {
    const { events, requests, rows } = this.#parts;
    const event = await events.find(row.tenantId, row.eventId);
    if (event === null || event.status === 'accepted') {
      const waitsUntil = event?.waitsUntil ?? null;
      if (waitsUntil === null) return 'unworked';
      const soon = this.#parts.clock.now().getTime() + lookAgainMs;
      await rows.lookAgainAt(row, new Date(Math.min(soon, waitsUntil.getTime())));
      return 'waiting';
    }
    const [requestId] = event.requestIds;
    const request =
      event.status !== 'processed' || requestId === undefined
        ? null
        : await requests.find(row.tenantId, requestId);
    const known: RunRow =
      request === null
        ? {
            ...row,
            ...{ state: event.reason === takenBack ? 'cancelled' : 'failed', seen: 1 },
            requestId: requestId ?? null,
            body: { ...row.body, failure: event.reason ?? event.status },
          }
        : withLetter(row, request);
    // Where the letter was heard of in between, that is newer.
    return (await rows.writeSeen(known, row.seen)) ? 'known' : 'unworked';
  }

  async #doErrand(run: Run, errand: RunErrand): Promise<number> {
    if (errand.kind === 'recall') return this.#recall(run, errand);
    const { runs, rows, perSecond, clock } = this.#parts;
    const { tenantId, id } = run;
    if (errand.kind !== 'remind') await rows.move(tenantId, id, ['ready'], 'cancelled');
    if (errand.kind === 'cancel') {
      await runs.keepErrand(tenantId, id, errand.id, null);
      return 1;
    }
    const now = clock.now();
    const limit = allowance({ at: errand.pacedTo }, perSecond, now);
    if (limit === 0) return 0;
    const after = { key: String(errand.afterN), id: '' };
    const page = await rows.list(tenantId, id, ['open', 'handed'], { limit, after });
    // One of which nothing is known yet is waited for: what comes behind it as well.
    const isKnown = await Promise.all(
      page.items.map(
        async (row) => row.state === 'open' || !isMeant(row, errand) || this.#isClear(row, errand),
      ),
    );
    const unknown = isKnown.indexOf(false);
    const done = unknown === -1 ? page.items : page.items.slice(0, unknown);
    const open = done.filter((row) => row.state === 'open' && isMeant(row, errand));
    await Promise.all(open.map((row) => this.#order(row, errand)));
    const pace = { since: errand.at, handed: 0, at: errand.pacedTo };
    const next: RunErrand = {
      ...errand,
      afterN: done.at(-1)?.n ?? errand.afterN,
      pacedTo: paceAfter(pace, open.length, perSecond, now).at,
    };
    const isDone = unknown === -1 && page.next === null;
    await runs.keepErrand(tenantId, id, errand.id, isDone ? null : next);
    return done.length;
  }

  /**
   * Is there nothing to order about a row of whose event nothing is known yet? A letter that a rule lets wait is not reminded of, and is taken
   * back before it goes.
   */
  async #isClear(row: RunRow, { kind }: RunErrand): Promise<boolean> {
    const { events, clock } = this.#parts;
    if ((await this.#follow(row)) !== 'waiting') return false;
    if (kind === 'remind') return true;
    const after = new Date(clock.now().getTime() + takeBackMs);
    const isBack = await events.takeBack(row.tenantId, row.eventId, { after, reason: takenBack });
    return isBack && (await this.#follow(row)) === 'known';
  }

  /** Nothing is sent by it, so that it has no pace to keep. */
  async #recall({ tenantId, id }: Run, errand: RunErrand): Promise<number> {
    const { runs, rows, recallOrder, clock } = this.#parts;
    const after = { key: String(errand.afterN), id: '' };
    const page = await rows.list(tenantId, id, ['open'], { limit: maxAtOnce, after });
    const handled = { what: 'dropped', by: errand.by, at: clock.now() } as const;
    const isDone = await Promise.all(
      page.items.map(
        async ({ requestId }) =>
          requestId === null ||
          recallOrder(tenantId, { requestId, commandId: commandIdOf(errand.of ?? '', requestId), handled }),
      ),
    );
    // Its reminder is still to be decided: what comes behind it waits as well.
    const waiting = isDone.indexOf(false);
    const done = waiting === -1 ? page.items : page.items.slice(0, waiting);
    const isOver = waiting === -1 && page.next === null;
    const next = isOver ? null : { ...errand, afterN: done.at(-1)?.n ?? errand.afterN };
    await runs.keepErrand(tenantId, id, errand.id, next);
    return done.length;
  }

  /** As a person would, about each letter. */
  async #order({ tenantId, requestId }: RunRow, errand: RunErrand): Promise<void> {
    const { requests, submitCommand } = this.#parts;
    const request = requestId === null ? null : await requests.find(tenantId, requestId);
    if (request?.status !== 'open' || request.conversationId === null) return;
    await submitCommand({
      tenantId,
      conversationId: request.conversationId,
      commandId: commandIdOf(errand.id, request.id),
      command: {
        type: errand.kind === 'remind' ? 'remind' : 'cancel',
        requestId: request.id,
        by: errand.by,
      },
    });
  }

  /** Nobody saw these: what was stored of them goes. */
  async #clearAbandoned(tenantId: TenantId): Promise<void> {
    const { runs, rows, clock } = this.#parts;
    const now = clock.now();
    const before = new Date(now.getTime() - abandonedMs);
    for (const { id } of await runs.findAbandoned(tenantId, before)) {
      await rows.removeAll(tenantId, id);
      const note = { at: now, what: 'abandoned', by: 'system', order: null };
      await runs.change(tenantId, id, ['reading'], { state: 'cancelled', rows: 0 }, note);
    }
  }
}
