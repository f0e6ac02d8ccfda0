import type { QueueCallbacks } from '../callbacks/queue-callbacks.ts';
import type { ChannelRepository } from '../channels/channel.repository.ts';
import type { Clock } from '../shared/clock.ts';
import { derivedId, type ChannelId, type TenantId } from '../shared/ids.ts';
import type { Logger } from '../shared/logger.ts';
import type { NewTask } from '../tasks/new-task.ts';
import type { TemplateOut } from '../vocabulary/template-standing.ts';

export interface NumberHealthParts {
  channels: Pick<ChannelRepository, 'beginTrouble' | 'endTrouble'>;
  openTask(tenantId: string, task: NewTask): Promise<void>;
  queueCallbacks: QueueCallbacks;
  clock: Clock;
  logger: Logger;
}

type Place = { tenantId: string; channelId: string };

/** `code`: the platform refused it with; null: it did not. `out`: what the account said of it; null: nothing. */
interface HeldTemplateNews {
  name: string;
  language: string;
  code: number | null;
  out: TemplateOut | null;
}

/** An acceptance proves that a number works; asked so often whether another process found that it did not. */
const lookEveryMs = 60_000;

/**
 * A dead token, a ban, an unpaid bill: nothing of the number goes out until a person has done something, and then it goes on
 * by itself. Staff and the business system are told when it begins and when it is over (reliability C: pause channel, alert).
 */
export class NumberHealth {
  readonly #parts: NumberHealthParts;
  readonly #lookedAt = new Map<string, number>();

  constructor(parts: NumberHealthParts) {
    this.#parts = parts;
  }

  /** The platform refuses everything of this number. Told once for each time it begins, whatever dies in between. */
  async refused({ tenantId, channelId }: Place, code: number): Promise<void> {
    const { channels, clock, queueCallbacks, openTask, logger } = this.#parts;
    this.#lookedAt.delete(channelId);
    const trouble = await channels.beginTrouble(tenantId as TenantId, channelId as ChannelId, {
      code,
      since: clock.now(),
    });
    if (trouble === null) return;
    const since = trouble.since.toISOString();
    const details = { channelId, code: trouble.code, since };
    await openTask(tenantId, {
      ...{ id: derivedId('tsk', 'number-held', channelId, since), conversationId: '', requestId: null },
      ...{ customerRefs: [], reason: 'number_held', urgent: true, role: 'staff', at: since, details },
    });
    await queueCallbacks(tenantId as TenantId, {
      sourceId: `${channelId}:${since}`,
      type: 'channel.held',
      at: trouble.since,
      data: details,
    });
    logger.error({ channelId, code }, 'the platform takes nothing of this number');
  }

  /** A message was taken. Never rejects: the message is gone, whatever can be noted about its number. */
  async accepted(place: Place): Promise<void> {
    const now = this.#parts.clock.now().getTime();
    if (now - (this.#lookedAt.get(place.channelId) ?? 0) < lookEveryMs) return;
    this.#lookedAt.set(place.channelId, now);
    try {
      await this.#resume(place);
    } catch (error) {
      this.#lookedAt.delete(place.channelId);
      this.#parts.logger.warn({ err: error, channelId: place.channelId }, 'number looked at again later');
    }
  }

  /** The platform says that the number may send again. */
  async restored(place: Place): Promise<void> {
    this.#lookedAt.delete(place.channelId);
    await this.#resume(place);
  }

  async #resume({ tenantId, channelId }: Place): Promise<void> {
    const { channels, clock, queueCallbacks } = this.#parts;
    const trouble = await channels.endTrouble(tenantId as TenantId, channelId as ChannelId);
    if (trouble === null) return;
    const since = trouble.since.toISOString();
    await queueCallbacks(tenantId as TenantId, {
      sourceId: `${channelId}:${since}`,
      type: 'channel.resumed',
      at: clock.now(),
      data: { channelId, code: trouble.code, since },
    });
  }

  /** A template is out of use; its messages wait. One task a day for each. */
  async templateHeld(
    { tenantId, channelId }: Place,
    { name: template, language, code, out }: HeldTemplateNews,
  ): Promise<void> {
    const at = this.#parts.clock.now().toISOString();
    await this.#parts.openTask(tenantId, {
      ...{ id: derivedId('tsk', 'template-held', channelId, template, at.slice(0, 10)), conversationId: '' },
      ...{ requestId: null, customerRefs: [], reason: 'template_held', urgent: true, role: 'staff', at },
      details: {
        ...{ channelId, template, language },
        ...(code === null ? {} : { code }),
        ...(out === null ? {} : { status: out.status, why: out.reason ?? null }),
      },
    });
  }
}
