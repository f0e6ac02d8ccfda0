import type { Clock } from '../shared/clock.ts';
import { NotFound } from '../shared/errors.ts';
import type { TenantId } from '../shared/ids.ts';
import type { PagePosition } from '../shared/page.ts';
import type { DeadLetter } from './dead-letter.ts';
import { DeadLetterClosed, DeadLetterNotReady } from './dead-letter-errors.ts';
import type { DeadLetterFilter, DeadLetterRepository } from './dead-letter.repository.ts';
import type { TakeAgain } from './take-again.ts';

/** Who put a dead letter back into work, or away; on record before it is done. `replays`: how often before. */
export interface DeadLetterNote {
  tenantId: TenantId;
  letterId: string;
  what: 'replayed' | 'dropped';
  replays: number;
  by: string;
  at: Date;
  /** Why it was dropped. */
  because?: string;
}

export interface CloseDeadLetterParts {
  letters: DeadLetterRepository;
  takeAgain: TakeAgain;
  /** The same letter the same time is one entry. */
  note(note: DeadLetterNote): Promise<void>;
  clock: Clock;
}

export interface Caller {
  tenantId: TenantId;
  by: string;
  /** May see the compliance compartment. */
  seesCompliance: boolean;
}

export interface Replayed {
  replayed: number;
  /** Left as they are: they would come to the same end. */
  notReady: number;
  /** There are more that match. */
  more: boolean;
}

/** Of one call: what is taken up again is sent and called again, and nobody wants a flood of it. */
const mostAtOnce = 500;
const perPage = 100;

const noInput = (): Promise<void> => Promise.resolve();

const mayHaveArrived = 'unknown_outcome';

/** What people do with what was given up. */
export class DeadLetterDesk {
  readonly #parts: CloseDeadLetterParts;

  constructor(parts: CloseDeadLetterParts) {
    this.#parts = parts;
  }

  /** Throws `NotFound`. */
  async find({ tenantId, seesCompliance }: Caller, id: string): Promise<DeadLetter> {
    const letter = await this.#parts.letters.find(tenantId, id);
    if (letter === null || (letter.isForCompliance && !seesCompliance))
      throw new NotFound('There is no such dead letter.');
    return letter;
  }

  /**
   * Puts it back into work; once it is there, the same again changes nothing. Throws `NotFound`, `DeadLetterClosed` when it was
   * dropped, `DeadLetterNotReady`.
   */
  async replay(caller: Caller, id: string): Promise<DeadLetter> {
    const letter = await this.find(caller, id);
    if (letter.state === 'dropped') throw new DeadLetterClosed('The dead letter was dropped.');
    if (letter.state === 'dead' && !(await this.#takeUp(caller, letter)))
      throw new DeadLetterNotReady(
        'It would be given up again: nobody can read it yet, or it has no number.',
      );
    return this.find(caller, id);
  }

  /** Puts back whatever matches and can go; what may have arrived only under its own reason. */
  async replayAll(caller: Caller, filter: Omit<DeadLetterFilter, 'withCompliance'>): Promise<Replayed> {
    const { letters } = this.#parts;
    const wanted = { ...filter, withCompliance: caller.seesCompliance };
    const done = { replayed: 0, notReady: 0, more: false };
    let after: PagePosition | null = null;
    do {
      const page = await letters.list(caller.tenantId, wanted, { limit: perPage, after });
      for (const letter of page.items) {
        if (done.replayed === mostAtOnce) return { ...done, more: true };
        // It may have arrived: sent again only where that is asked for by name.
        const isDoubtful = letter.reason === mayHaveArrived && filter.reason !== mayHaveArrived;
        if (!isDoubtful && (await this.#takeUp(caller, letter))) done.replayed += 1;
        else done.notReady += 1;
      }
      after = page.next;
    } while (after !== null);
    return done;
  }

  /** Throws `NotFound`, and `DeadLetterClosed` when it went back into work. */
  async drop(caller: Caller, id: string, because: string): Promise<DeadLetter> {
    const letter = await this.find(caller, id);
    if (letter.state === 'replayed') throw new DeadLetterClosed('The dead letter went back into work.');
    if (letter.state === 'dead') {
      await this.#note(caller, letter, 'dropped', because);
      await this.#parts.letters.drop(caller.tenantId, id, this.#parts.clock.now());
    }
    return this.find(caller, id);
  }

  /** Whoever else took it up meanwhile has done the same. */
  async #takeUp(caller: Caller, letter: DeadLetter): Promise<boolean> {
    const { letters, takeAgain, clock } = this.#parts;
    const { tenantId } = caller;
    const kept = await letters.keptInput(tenantId, letter.id);
    const take = kept === null ? noInput : await takeAgain(tenantId, kept);
    if (take === null) return false;
    // On record before anything comes of it.
    await this.#note(caller, letter, 'replayed');
    await take();
    await letters.replay(tenantId, letter.id, clock.now());
    return true;
  }

  async #note(
    { tenantId, by }: Caller,
    { id: letterId, replays }: DeadLetter,
    what: DeadLetterNote['what'],
    because?: string,
  ): Promise<void> {
    await this.#parts.note({
      ...{ tenantId, letterId, what, replays, by, at: this.#parts.clock.now() },
      ...(because === undefined ? {} : { because }),
    });
  }
}
