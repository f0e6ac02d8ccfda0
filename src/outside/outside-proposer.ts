import { createHash } from 'node:crypto';
import { CircuitBreakers } from '../delivery/circuit-breaker.ts';
import type { Meaning } from '../reading/reading.ts';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import type { CallModel } from './call-model.ts';
import { labelOfAnswer } from './label-of-answer.ts';
import type { OutsideModel } from './outside-model.ts';
import type { OutsideModelRepository } from './outside-model.repository.ts';
import { stripText } from './strip-text.ts';

export interface OutsideProposerParts {
  models: Pick<OutsideModelRepository, 'find'>;
  call: CallModel;
  /** Names that may stand in a text about these customers: theirs, those of their contacts, the tenant's. */
  namesOf(tenantId: string, customerRefs: readonly string[]): Promise<readonly string[]>;
  clock: Clock;
  logger: Logger;
}

/** One text with what is known of whoever wrote it. */
export interface TextToPropose {
  text: string;
  /** Names the person goes by. */
  names: readonly string[];
  customerRefs: readonly string[];
}

/** `asked`: calls made; each of them ends as `answered` (one label), `nothing` (any other answer) or `failed`. `skipped`: no call. */
export interface OutsideCounts {
  asked: number;
  answered: number;
  nothing: number;
  failed: number;
  skipped: number;
}

/** How soon a change of the settings is known in every process. */
const settingsForMs = 10_000;
const answersForMs = 10 * 60_000;
const answersKept = 1_000;
/** Calls on their way; a text that comes while there are so many is not asked about. */
const maxCalls = 4;
/** Half of at least three calls of a minute failed: a minute's rest, then one call tells whether it is over. */
const breaker = { windowMs: 60_000, minimumCalls: 3, openMs: 60_000 };

/**
 * Asks the tenant's model what a text may mean (ADR 0042). Nothing it does may hold anybody up: no retry, no queue, and everything
 * that goes wrong is nothing known.
 */
export class OutsideProposer {
  readonly counts: OutsideCounts = { asked: 0, answered: 0, nothing: 0, failed: 0, skipped: 0 };
  readonly #parts: OutsideProposerParts;
  readonly #settings = new Map<string, { model: Promise<OutsideModel | null>; until: number }>();
  readonly #answers = new Map<string, { label: Promise<Meaning | null>; until: number }>();
  readonly #breakers = new CircuitBreakers(breaker);
  #calls = 0;

  constructor(parts: OutsideProposerParts) {
    this.#parts = parts;
  }

  /** Rejects where the settings cannot be read. */
  async isOn(tenantId: string): Promise<boolean> {
    return (await this.#modelOf(tenantId))?.isOn === true;
  }

  /** Null: nothing known. Never rejects. */
  async propose(tenantId: string, asked: TextToPropose): Promise<Meaning | null> {
    try {
      const model = await this.#modelOf(tenantId);
      if (model?.isOn !== true) return null;
      const names = await this.#parts.namesOf(tenantId, asked.customerRefs);
      const stripped = stripText(asked.text, [...asked.names, ...names]);
      return /\p{L}/u.test(stripped) ? await this.#answerTo(model, stripped) : null;
    } catch (error) {
      this.#parts.logger.warn({ err: error, tenantId }, 'model outside not asked');
      return null;
    }
  }

  #modelOf(tenantId: string): Promise<OutsideModel | null> {
    const now = this.#now;
    const known = this.#settings.get(tenantId);
    if (known !== undefined && known.until > now) return known.model;
    // Tenants come from the directory: the brand only names what they are.
    const model = this.#parts.models.find(tenantId as TenantId);
    this.#settings.set(tenantId, { model, until: now + settingsForMs });
    model.catch(() => this.#settings.delete(tenantId));
    return model;
  }

  /** The same words soon after are not asked about again, nor while they are being asked about. */
  #answerTo(model: OutsideModel, stripped: string): Promise<Meaning | null> {
    const { tenantId, updatedAt } = model;
    const key = createHash('sha256')
      .update(JSON.stringify([tenantId, updatedAt, stripped]))
      .digest('base64');
    const known = this.#answers.get(key);
    if (known !== undefined && known.until > this.#now) return known.label;
    const label = this.#call(model, stripped).then((answer) => {
      // What failed says nothing about the words.
      if (answer === 'failed') this.#answers.delete(key);
      return answer === 'failed' ? null : answer;
    });
    this.#answers.delete(key);
    this.#answers.set(key, { label, until: this.#now + answersForMs });
    const [oldest] = this.#answers.keys();
    if (this.#answers.size > answersKept && oldest !== undefined) this.#answers.delete(oldest);
    return label;
  }

  async #call(model: OutsideModel, stripped: string): Promise<Meaning | null | 'failed'> {
    const { tenantId } = model;
    const circuit = this.#breakers.of(tenantId);
    // Asked second: whoever is let through as the probe has to call.
    if (this.#calls >= maxCalls || circuit.waitMs(this.#now) > 0) {
      this.counts.skipped += 1;
      return 'failed';
    }
    this.#calls += 1;
    this.counts.asked += 1;
    const answer = await this.#parts
      .call(model, stripped)
      // Said to be impossible; a probe that never ended would keep the circuit open for good.
      .catch(() => ({ kind: 'failed' as const, reason: 'error' }))
      .finally(() => (this.#calls -= 1));
    circuit.note(this.#now, answer.kind === 'failed');
    if (answer.kind === 'failed') {
      this.counts.failed += 1;
      this.#parts.logger.warn({ tenantId, reason: answer.reason }, 'model outside did not answer');
      return 'failed';
    }
    const label = labelOfAnswer(answer.body);
    this.counts[label === null ? 'nothing' : 'answered'] += 1;
    return label;
  }

  get #now(): number {
    return this.#parts.clock.now().getTime();
  }
}
