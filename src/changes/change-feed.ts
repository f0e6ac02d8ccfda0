import type { Clock } from '../shared/clock.ts';
import type { Change } from './change.ts';
import type { ChangeBatch, ChangeLogRepository, Feed } from './change-log.repository.ts';
import { sureForMs } from './change-notes.ts';
import { changeText, heartbeatText, readyText, resetText, type StreamPlace } from './stream-text.ts';

/** How long after a break a reader gets everything it missed. */
const catchUpMs = 15 * 60_000;
const heartbeatEveryMs = 15_000;
const askAgainEveryMs = 5_000;
const renewEveryMs = 60_000;
/** Until then every process has noticed that somebody listens, clocks some seconds apart included. */
const warmAfterMs = sureForMs + 4_000;
/** A reader that takes nothing for so long is let go; it comes again and catches up. */
const stuckAfterMs = 30_000;
const maxRead = 100;
/** So long has passed. A clock that was set back says nothing of how long: what is done now and then is done now. */
const hasPassed = (since: number, milliseconds: number, now: number): boolean =>
  now >= since + milliseconds || now < since;

/** Batches in memory, so that many readers of a tenant cost one question. */
const maxRecent = 300;

/** One open stream of one caller, as the transport offers it. */
interface StreamSink {
  /** Resolves when the reader can take more; resolves as well when the stream is over. */
  write(text: string): Promise<void>;
  /** Ends it; the reader comes again. */
  end(): void;
  readonly isOver: boolean;
}

/** Whoever listens, and what of it is theirs to hear. */
export interface Listener {
  tenantId: string;
  /** Whose streams are counted together. */
  caller: string;
  /** The last place the reader has; null: it begins. */
  after: StreamPlace | null;
  sink: StreamSink;
  wants(change: Change): boolean;
  /** Asked every few seconds; false: the stream ends. */
  isStillAllowed(): Promise<boolean>;
}

interface Stream extends Listener {
  place: StreamPlace;
  /** Instants in milliseconds since 1970. */
  beatAt: number;
  askedAt: number;
  /** Since when a write is under way; null: none is. */
  writingSince: number | null;
  isPumping: boolean;
  isAsking: boolean;
  isWarm: boolean;
  /** It is to be told that it has missed something. */
  hasMissed: boolean;
}

interface Tenant {
  feed: Feed;
  renewedAt: number;
  streams: Set<Stream>;
  /** The last place that is known to be there. */
  head: number;
  /** In order without a gap, up to `head`. */
  recent: ChangeBatch[];
}

/**
 * Streams of changes to whoever listens (ADR 0060). Each stream has a place of its own in the log and is fed as fast as it reads; the log
 * is asked in one place per process and tenant, and only while somebody listens.
 */
export class ChangeFeed {
  readonly #log: ChangeLogRepository;
  readonly #clock: Clock;
  readonly #onListening: () => Promise<void>;
  readonly #tenants = new Map<string, Tenant>();
  #isClosed = false;

  constructor(parts: {
    log: ChangeLogRepository;
    clock: Clock;
    /** A tenant is listened to here who was not: what this process writes is noted before the stream says that it has begun. */
    onListening?(): Promise<void>;
  }) {
    this.#log = parts.log;
    this.#clock = parts.clock;
    this.#onListening = parts.onListening ?? (async () => {});
  }

  /** Streams that are open for a caller. */
  countOf(tenantId: string, caller: string): number {
    const streams = [...(this.#tenants.get(tenantId)?.streams ?? [])];
    return streams.filter((stream) => stream.caller === caller && !stream.sink.isOver).length;
  }

  /** Resolves when the stream has begun: its first event is `ready`, or `reset` where its place is not known any more. */
  async open(listener: Listener): Promise<void> {
    if (this.#isClosed) {
      listener.sink.end();
      return;
    }
    const { tenantId, sink } = listener;
    const tenant = await this.#tenantOf(tenantId);
    const now = this.#clock.now();
    const head = await this.#log.head(tenantId);
    const stream = this.#streamOf(listener, tenant, head, now);
    tenant.streams.add(stream);
    this.#tenants.set(tenantId, tenant);
    const isKnown = listener.after !== null && stream.place === listener.after;
    const text =
      listener.after === null || isKnown ? readyText(stream.place, now) : resetText(stream.place, now);
    await this.#write(stream, text);
    stream.isPumping = false;
    if (this.#isClosed) sink.end();
    else await this.#pump(tenant, stream);
  }

  /** Asks the log, and does what is due for each stream; answers how much was new. Rejects when the log cannot be read. */
  async tick(): Promise<number> {
    let found = 0;
    let failure: unknown;
    for (const [tenantId, tenant] of [...this.#tenants]) {
      this.#dropOver(tenantId, tenant);
      if (tenant.streams.size === 0) continue;
      try {
        await this.#renew(tenantId, tenant);
        found += await this.#read(tenantId, tenant);
      } catch (error) {
        failure = error;
      }
      for (const stream of tenant.streams) {
        void this.#pump(tenant, stream);
        this.#beat(stream);
        void this.#ask(stream);
      }
    }
    if (failure !== undefined) throw failure as Error;
    return found;
  }

  /** Ends every stream and takes no other: their readers go to another process, or come again. */
  close(): void {
    this.#isClosed = true;
    for (const { streams } of this.#tenants.values()) for (const { sink } of streams) sink.end();
    this.#tenants.clear();
  }

  async #tenantOf(tenantId: string): Promise<Tenant> {
    const known = this.#tenants.get(tenantId);
    if (known !== undefined) return known;
    const feed = await this.#listen(tenantId);
    await this.#onListening();
    const head = await this.#log.head(tenantId);
    const renewedAt = this.#clock.now().getTime();
    // Two that began at once share what the first one made.
    const tenant = this.#tenants.get(tenantId) ?? { feed, renewedAt, head, streams: new Set(), recent: [] };
    this.#tenants.set(tenantId, tenant);
    return tenant;
  }

  async #listen(tenantId: string): Promise<Feed> {
    const now = this.#clock.now();
    const feed = await this.#log.listen(tenantId, now, new Date(now.getTime() + catchUpMs));
    await this.#log.trim(tenantId, new Date(now.getTime() - catchUpMs));
    if (feed.fromSeq !== null) return feed;
    // A place of this time of listening: an id of an earlier one can not be taken for it.
    const seq = await this.#log.append(tenantId, { at: now, changes: [], isReset: false });
    await this.#log.beginAt(tenantId, feed.liveSince, seq);
    return this.#log.listen(tenantId, now, new Date(now.getTime() + catchUpMs));
  }

  #streamOf(listener: Listener, { feed }: Tenant, head: number, now: Date): Stream {
    const { after } = listener;
    const isOfNow = after !== null && after.seq >= (feed.fromSeq ?? head + 1) && after.seq <= head;
    return {
      ...listener,
      place: isOfNow ? after : { seq: head, changes: 0 },
      beatAt: now.getTime(),
      askedAt: now.getTime(),
      writingSince: null,
      // Nothing goes out before its first event.
      isPumping: true,
      isAsking: false,
      hasMissed: false,
      isWarm: hasPassed(feed.liveSince.getTime(), warmAfterMs, now.getTime()),
    };
  }

  async #renew(tenantId: string, tenant: Tenant): Promise<void> {
    const now = this.#clock.now().getTime();
    if (!hasPassed(tenant.renewedAt, renewEveryMs, now)) return;
    const feed = await this.#listen(tenantId);
    const isAnew = feed.liveSince.getTime() !== tenant.feed.liveSince.getTime();
    tenant.feed = feed;
    tenant.renewedAt = now;
    if (!isAnew) return;
    // This process stood still, or its clock was set on: nobody noted anything for it meanwhile. As if they all began now.
    for (const stream of tenant.streams) Object.assign(stream, { isWarm: false, hasMissed: true });
  }

  async #read(tenantId: string, tenant: Tenant): Promise<number> {
    const batches = await this.#log.readAfter(tenantId, tenant.head, maxRead);
    const [first] = batches;
    const last = batches.at(-1);
    if (first === undefined || last === undefined) return 0;
    if (first.seq !== tenant.head + 1) tenant.recent = [];
    tenant.recent.push(...batches);
    if (tenant.recent.length > maxRecent) tenant.recent.splice(0, tenant.recent.length - maxRecent);
    tenant.head = last.seq;
    return batches.length;
  }

  /** What stands behind a stream's place: from memory where it reaches there, else from the log. */
  async #behind(tenant: Tenant, { tenantId, place }: Stream): Promise<readonly ChangeBatch[]> {
    if (place.seq >= tenant.head) return [];
    const [first] = tenant.recent;
    if (first !== undefined && first.seq <= place.seq + 1)
      return tenant.recent.slice(place.seq + 1 - first.seq);
    return this.#log.readAfter(tenantId, place.seq, maxRead);
  }

  /** One at a time per stream; ends when nothing is behind its place or it is over. */
  async #pump(tenant: Tenant, stream: Stream): Promise<void> {
    if (stream.isPumping) return;
    stream.isPumping = true;
    try {
      await this.#warm(tenant, stream);
      for (;;) {
        const batches = stream.sink.isOver ? [] : await this.#behind(tenant, stream);
        if (batches.length === 0) return;
        for (const batch of batches) await this.#tell(stream, batch);
      }
    } catch {
      // The log cannot be read: the reader comes again with its last id, to a process that can.
      stream.sink.end();
    } finally {
      stream.isPumping = false;
    }
  }

  /** Processes that had not noticed yet that somebody listens may have written something that nobody told. */
  async #warm({ feed }: Tenant, stream: Stream): Promise<void> {
    const now = this.#clock.now();
    if (stream.hasMissed) {
      stream.hasMissed = false;
      await this.#write(stream, resetText(stream.place, now));
    }
    if (stream.isWarm || !hasPassed(feed.liveSince.getTime(), warmAfterMs, now.getTime())) return;
    stream.isWarm = true;
    await this.#write(stream, resetText(stream.place, now));
  }

  async #tell(stream: Stream, { seq, at, changes, isReset }: ChangeBatch): Promise<void> {
    const isMissing = seq !== stream.place.seq + 1;
    if (isReset || isMissing) {
      stream.place = { seq, changes: 0 };
      await this.#write(stream, resetText(stream.place, at));
      return;
    }
    let text = '';
    for (const [index, change] of changes.entries()) {
      if (index < stream.place.changes || !stream.wants(change)) continue;
      const place = index + 1 === changes.length ? { seq, changes: 0 } : { seq: seq - 1, changes: index + 1 };
      text += changeText(place, change, at);
    }
    stream.place = { seq, changes: 0 };
    if (text !== '') await this.#write(stream, text);
  }

  async #write(stream: Stream, text: string): Promise<void> {
    if (stream.sink.isOver) return;
    stream.writingSince = this.#clock.now().getTime();
    await stream.sink.write(text);
    stream.writingSince = null;
  }

  #beat(stream: Stream): void {
    const now = this.#clock.now().getTime();
    if (stream.writingSince !== null) {
      if (now >= stream.writingSince + stuckAfterMs) stream.sink.end();
      // Counted from now on.
      else if (now < stream.writingSince) stream.writingSince = now;
      return;
    }
    if (!hasPassed(stream.beatAt, heartbeatEveryMs, now)) return;
    stream.beatAt = now;
    void this.#write(stream, heartbeatText(stream.place));
  }

  async #ask(stream: Stream): Promise<void> {
    const now = this.#clock.now().getTime();
    if (stream.isAsking || !hasPassed(stream.askedAt, askAgainEveryMs, now)) return;
    stream.isAsking = true;
    try {
      if (!(await stream.isStillAllowed())) stream.sink.end();
    } catch {
      // Not known is not allowed.
      stream.sink.end();
    }
    stream.askedAt = now;
    stream.isAsking = false;
  }

  #dropOver(tenantId: string, { streams }: Tenant): void {
    for (const stream of streams) if (stream.sink.isOver) streams.delete(stream);
    if (streams.size === 0) this.#tenants.delete(tenantId);
  }
}
