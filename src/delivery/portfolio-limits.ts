import type { Channel, DailyLimit } from '../channels/channel.ts';
import type { ChannelAccess } from '../channels/channel-access.ts';
import type { ChannelRepository } from '../channels/channel.repository.ts';
import type { Clock } from '../shared/clock.ts';
import type { ChannelId, TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import type { DailyReach } from './daily-reach.ts';
import type { ReachRepository } from './reach.repository.ts';

const pageSize = 200;

export interface PortfolioLimitParts {
  channels: Pick<ChannelRepository, 'list' | 'noteDailyLimit'>;
  reach: Pick<DailyReach, 'limitOf' | 'say' | 'renew'>;
  reached: Pick<ReachRepository, 'reachedSince'>;
  tenantIds(): Promise<readonly string[]>;
  accessOf(tenantId: string, channelId: string): Promise<ChannelAccess | null>;
  /** What the platform says of a number when it is asked; undefined: no answer, or it says nothing. Never throws. */
  readLimit(access: ChannelAccess): Promise<Pick<DailyLimit, 'people'> | undefined>;
  /** What is held because too many people were written to is looked at again now. */
  releaseHeld(tenantId: string): Promise<void>;
  /** How old an answer may become; 0: nothing is asked, and webhooks alone count. */
  readEveryMs: number;
  clock: Clock;
  logger: Logger;
}

/** The last word of the platform: the numbers of a tenant are of one portfolio, and the limit is that one's (platform 9.4). */
export const lastLimitOf = (channels: readonly Pick<Channel, 'dailyLimit'>[]): DailyLimit | null =>
  channels
    .flatMap(({ dailyLimit }) => dailyLimit ?? [])
    .reduce<DailyLimit | null>((last, one) => (last === null || one.at > last.at ? one : last), null);

/** How many people the platform lets a tenant write to in a day: told by webhook, asked now and then, kept with the number. */
export class PortfolioLimits {
  readonly #parts: PortfolioLimitParts;
  readonly #askedAt = new Map<string, number>();
  readonly #learned = new Set<string>();

  constructor(parts: PortfolioLimitParts) {
    this.#parts = parts;
  }

  /** The platform said it; told twice it is said once. */
  async note(
    { tenantId, channelId }: { tenantId: string; channelId: string },
    { people, at }: DailyLimit,
  ): Promise<void> {
    const { channels, logger } = this.#parts;
    const isNews = await channels.noteDailyLimit(tenantId as TenantId, channelId as ChannelId, {
      people,
      at,
    });
    if (!isNews) return;
    logger.info({ channelId, limit: people }, 'daily limit of the portfolio');
    await this.#learn(tenantId);
  }

  /** Learns what other processes were told and whom they reached, and asks the platform where its word is old. */
  async renew(): Promise<void> {
    // What is known already holds, however long the platform takes to answer.
    await this.#ofEach(async (tenantId) => {
      await this.#learn(tenantId);
      await this.#ask(tenantId);
    });
  }

  /** Learns what is stored, before anything is sent: a process that just started knows of no limit. */
  async learn(): Promise<void> {
    await this.#ofEach((tenantId) => this.#learn(tenantId));
  }

  /** What fails at one tenant is tried again the next time, and keeps nothing from the others. */
  async #ofEach(work: (tenantId: string) => Promise<void>): Promise<void> {
    for (const tenantId of await this.#parts.tenantIds()) {
      try {
        await work(tenantId);
      } catch (error) {
        this.#parts.logger.warn(
          { err: error, tenantId },
          'daily limit of the portfolio looked at again later',
        );
      }
    }
  }

  async #learn(tenantId: string): Promise<void> {
    const { reach, reached, releaseHeld, clock } = this.#parts;
    const before = reach.limitOf(tenantId);
    reach.say(tenantId, lastLimitOf(await this.#channelsOf(tenantId))?.people ?? null);
    const limit = reach.limitOf(tenantId);
    await reach.renew(tenantId, clock.now(), (...asked) => reached.reachedSince(...asked));
    // The first time: what another process held, or this one before it ended, was held by what was known then.
    const isFirst = !this.#learned.has(tenantId);
    if (isFirst || (before !== null && (limit === null || limit > before))) await releaseHeld(tenantId);
    this.#learned.add(tenantId);
  }

  async #ask(tenantId: string): Promise<void> {
    const { readEveryMs, clock, accessOf, readLimit } = this.#parts;
    const at = clock.now();
    if (readEveryMs === 0) return;
    for (const { id, dailyLimit } of await this.#channelsOf(tenantId)) {
      const last = Math.max(this.#askedAt.get(id) ?? 0, dailyLimit?.at.getTime() ?? 0);
      if (last + readEveryMs > at.getTime()) continue;
      this.#askedAt.set(id, at.getTime());
      const access = await accessOf(tenantId, id);
      const said = access === null ? undefined : await readLimit(access);
      if (said !== undefined) await this.note({ tenantId, channelId: id }, { ...said, at });
    }
  }

  async #channelsOf(tenantId: string): Promise<readonly Channel[]> {
    const page = await this.#parts.channels.list(tenantId as TenantId, { limit: pageSize, after: null });
    return page.items;
  }
}
