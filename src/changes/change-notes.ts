import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Change, ChangeTeller } from './change.ts';
import type { ChangeLogRepository } from './change-log.repository.ts';

/** How long a process may believe what it read about who is listened to. */
export const sureForMs = 8_000;
/** A process that was not seen for so long died with what it held. */
const lostAfterMs = 20_000;
/** Of one tenant, in memory: beyond that everything is to be read again, which is cheaper than telling it. */
const maxHeld = 5_000;
const maxPerBatch = 500;

interface Held {
  /** By kind and id: what changes five times in a quarter of a second is told of once. */
  changes: Map<string, Change>;
  isOverfull: boolean;
}

/**
 * What this process wrote, gathered and put into the log a few times a second, and only while somebody listens: a message pays a look
 * into a set (ADR 0060). While it is not known whether anybody listens, everything is kept until it is.
 */
export class ChangeNotes implements ChangeTeller {
  readonly #log: ChangeLogRepository;
  readonly #owner: string;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #onStored: (tenantId: string) => void;
  readonly #held = new Map<string, Held>();
  #live: ReadonlySet<string> = new Set();
  #present: ReadonlySet<string> = new Set();
  /** The last look at who is listened to. */
  #looked: Promise<void> = Promise.resolve();
  /** Milliseconds since 1970. */
  #sureUntil = 0;

  constructor(parts: {
    log: ChangeLogRepository;
    /** Of this process. */
    owner: string;
    clock: Clock;
    logger: Logger;
    /** Called when something new stands in the log. */
    onStored(tenantId: string): void;
  }) {
    this.#log = parts.log;
    this.#owner = parts.owner;
    this.#clock = parts.clock;
    this.#logger = parts.logger;
    this.#onStored = parts.onStored;
  }

  get isAwake(): boolean {
    return this.#live.size > 0 || !this.#isSure();
  }

  note(tenantId: string, change: Change): void {
    const held = this.#heldOf(tenantId);
    if (held === null || held.isOverfull) return;
    if (held.changes.size >= maxHeld) return this.noteEverything(tenantId);
    const key = `${change.kind} ${change.id}`;
    // Whoever is told of something new reads it as it is.
    if (change.kind === 'message.changed' && held.changes.has(`message.created ${change.id}`)) return;
    held.changes.set(key, { ...held.changes.get(key), ...change });
  }

  noteEverything(tenantId: string): void {
    const held = this.#heldOf(tenantId);
    if (held === null) return;
    held.isOverfull = true;
    held.changes.clear();
  }

  /** Null: nobody listens to the tenant. */
  #heldOf(tenantId: string): Held | null {
    if (!this.#live.has(tenantId) && this.#isSure()) return null;
    const known = this.#held.get(tenantId);
    if (known !== undefined) return known;
    const held = { changes: new Map<string, Change>(), isOverfull: false };
    this.#held.set(tenantId, held);
    return held;
  }

  /** Asks who is listened to, says that this process is there, and notices who is not any more. */
  refresh(): Promise<void> {
    // One after the other: an older look that ends later would forget whoever began to listen in between.
    const look = this.#looked.then(() => this.#look());
    this.#looked = look.catch(() => undefined);
    return look;
  }

  async #look(): Promise<void> {
    const now = this.#clock.now();
    const live = (await this.#log.listLive(now)).map(({ tenantId }) => tenantId);
    for (const tenantId of live) await this.#log.keepPresence(tenantId, this.#owner, now);
    const left = [...this.#present].filter((tenantId) => !live.includes(tenantId));
    this.#live = new Set(live);
    this.#present = this.#live;
    this.#sureUntil = now.getTime() + sureForMs;
    for (const tenantId of this.#held.keys()) if (!this.#live.has(tenantId)) this.#held.delete(tenantId);
    for (const tenantId of left) await this.#log.leave(tenantId, this.#owner);
    for (const tenantId of live) await this.#tellOfLost(tenantId, now);
  }

  /** Puts what is held into the log. Rejects when that fails; what was not stored is held on. */
  async flush(): Promise<void> {
    if (this.#held.size === 0) return;
    if (!this.#isSure()) await this.refresh();
    for (const [tenantId, held] of [...this.#held]) {
      this.#held.delete(tenantId);
      try {
        await this.#store(tenantId, held);
      } catch (error) {
        this.#keepOn(tenantId, held);
        throw error;
      }
      this.#onStored(tenantId);
    }
  }

  /** What is held goes into the log, and nobody waits for this process any more. */
  async stop(): Promise<void> {
    await this.flush();
    for (const tenantId of this.#present) await this.#log.leave(tenantId, this.#owner);
    this.#present = new Set();
  }

  async #store(tenantId: string, held: Held): Promise<void> {
    const at = this.#clock.now();
    if (held.isOverfull) {
      await this.#log.append(tenantId, { at, changes: [], isReset: true });
      return;
    }
    while (held.changes.size > 0) {
      const part = [...held.changes].slice(0, maxPerBatch);
      await this.#log.append(tenantId, { at, changes: part.map(([, change]) => change), isReset: false });
      for (const [key] of part) held.changes.delete(key);
    }
  }

  /** Not stored, so it is held with what came meanwhile. */
  #keepOn(tenantId: string, { changes, isOverfull }: Held): void {
    const newer = this.#held.get(tenantId);
    const together = new Map([...changes, ...(newer?.changes ?? [])]);
    const isTooMuch = isOverfull || (newer?.isOverfull ?? false) || together.size > maxHeld;
    if (isTooMuch) together.clear();
    this.#held.set(tenantId, { changes: together, isOverfull: isTooMuch });
  }

  /** A process died: what it held is told by nobody, so everybody is told to read again. */
  async #tellOfLost(tenantId: string, now: Date): Promise<void> {
    const lost = await this.#log.takeLost(tenantId, new Date(now.getTime() - lostAfterMs));
    if (lost === 0) return;
    this.#logger.warn(
      { code: 'changes_lost', tenantId, lost },
      'a process died; listeners read everything again',
    );
    await this.#log.append(tenantId, { at: now, changes: [], isReset: true });
    this.#onStored(tenantId);
  }

  #isSure(): boolean {
    const left = this.#sureUntil - this.#clock.now().getTime();
    // More than there ever is: the clock was set back.
    return left > 0 && left <= sureForMs;
  }
}
