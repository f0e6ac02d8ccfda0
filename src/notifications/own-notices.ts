import type { Clock } from '../shared/clock.ts';
import { AppError, PreconditionFailed } from '../shared/errors.ts';
import { permits, roleTable } from '../staff/permissions.ts';
import type { StaffAccount } from '../staff/staff-account.ts';
import { noticeKinds, type NoticeKind } from './notice-kinds.ts';
import type { NoticeAttempt, NoticeQueueRepository } from './notice-queue.repository.ts';
import {
  choicesOf,
  noticeChannels,
  type NoticeChannel,
  type NoticeChoices,
  type NoticeMode,
} from './notice-settings.ts';
import type { NoticeSettingsRepository } from './notice-settings.repository.ts';
import type { PushDeviceRepository } from './push-device.repository.ts';
import { countOf } from './waiting-news.ts';

/** This person cannot be reached by that channel: it is not set up here, or they have no address for it. */
export class NoticeChannelUnavailable extends AppError {
  readonly code = 'notice_channel_unavailable';
  readonly retryable = false;
}

/** How it stands with one channel of one person. */
export interface ChannelState {
  /** Set up here, and there is an address, or a device. */
  isAvailable: boolean;
  /** Where it goes; null: nowhere, or to devices. */
  address: string | null;
  /** News that waits to leave. */
  waiting: number;
  /** Since when nothing came through; null: the last attempt did, or there was none. */
  failingSince: Date | null;
  last: NoticeAttempt | null;
}

export interface OwnNoticesView {
  rev: number;
  choices: NoticeChoices;
  /** Those that there are for this person: who may not see the compartment does not learn that one can hear of it. */
  kinds: readonly NoticeKind[];
  channels: Readonly<Record<NoticeChannel, ChannelState>>;
}

/** What somebody changes; a kind or a channel that is left out stays as it is. */
export type NoticeChange = Omit<NoticeChoices, 'kinds' | 'channels'> & {
  kinds: Readonly<Partial<Record<NoticeKind, NoticeMode>>>;
  channels: Readonly<Partial<Record<NoticeChannel, boolean>>>;
};

export interface OwnNoticesParts {
  settings: Pick<NoticeSettingsRepository, 'find' | 'save'>;
  queues: Pick<NoticeQueueRepository, 'find' | 'add'>;
  devices: Pick<PushDeviceRepository, 'has'>;
  /** Those that are set up here. */
  channels: readonly NoticeChannel[];
  clock: Clock;
}

const minuteMs = 60_000;

/** Kinds of work that are there for somebody. */
export const kindsFor = ({ role }: Pick<StaffAccount, 'role'>): readonly NoticeKind[] =>
  noticeKinds.filter((kind) => kind !== 'compliance' || permits(roleTable[role].scopes, 'compliance'));

const changed = (): PreconditionFailed =>
  new PreconditionFailed('Your notices were changed since they were read.');

/** What somebody wants to hear of, as they see and change it themselves. */
export class OwnNotices {
  readonly #parts: OwnNoticesParts;

  constructor(parts: OwnNoticesParts) {
    this.#parts = parts;
  }

  async read(account: StaffAccount): Promise<OwnNoticesView> {
    const { tenantId, id: staffId, role } = account;
    const saved = await this.#parts.settings.find(tenantId, staffId);
    const choices = choicesOf(role, saved);
    const states = await Promise.all(
      noticeChannels.map(async (channel) => [channel, await this.#stateOf(account, channel)] as const),
    );
    const channels = Object.fromEntries(states) as OwnNoticesView['channels']; // each channel, one by one
    return { rev: saved?.rev ?? 0, choices, kinds: kindsFor(account), channels };
  }

  /** `seenRev`: the revision that the writer saw; null: whatever it is. Throws `PreconditionFailed`. */
  async save(account: StaffAccount, change: NoticeChange, seenRev: number | null): Promise<OwnNoticesView> {
    const { tenantId, id: staffId } = account;
    for (let round = 1; ; round += 1) {
      const { rev, choices } = await this.read(account);
      if (seenRev !== null && seenRev !== rev) throw changed();
      const kinds = { ...choices.kinds, ...change.kinds };
      const channels = { ...choices.channels, ...change.channels };
      const digestAt = [...new Set(change.digestAt)].sort();
      const next = { ...change, kinds, channels, digestAt, tenantId, staffId, rev: rev + 1 };
      if (await this.#parts.settings.save(next, rev)) return this.read(account);
      if (seenRev !== null || round === mostRounds) throw changed();
    }
  }

  /** One letter that tells of nothing, now and once; a second one within the minute is the same. Throws `NoticeChannelUnavailable`. */
  async test(account: StaffAccount, channel: NoticeChannel): Promise<void> {
    const { queues, clock } = this.#parts;
    if (!(await this.#isAvailable(account, channel)))
      throw new NoticeChannelUnavailable('You cannot be reached by this channel.');
    const now = clock.now();
    const newsId = `test:${Math.floor(now.getTime() / minuteMs)}`;
    const news = { newsId, taskId: null, kind: 'test', isUrgent: false, notBefore: now } as const;
    const key = { tenantId: account.tenantId, staffId: account.id, channel, isTest: true } as const;
    await queues.add(key, [news], now, true);
  }

  async #isAvailable({ tenantId, id, email }: StaffAccount, channel: NoticeChannel): Promise<boolean> {
    if (!this.#parts.channels.includes(channel)) return false;
    return channel === 'email' ? email !== null : this.#parts.devices.has(tenantId, id);
  }

  async #stateOf(account: StaffAccount, channel: NoticeChannel): Promise<ChannelState> {
    const { tenantId, id: staffId, email } = account;
    const key = { tenantId, staffId, channel };
    const found = [
      await this.#parts.queues.find(key),
      await this.#parts.queues.find({ ...key, isTest: true }),
    ].filter((queue) => queue !== null);
    // Whichever of their letters was tried last says how it stands.
    const last = found
      .flatMap(({ log }) => log.at(-1) ?? [])
      .reduce<NoticeAttempt | null>((one, other) => (one === null || other.at > one.at ? other : one), null);
    const [failingSince = null] = found
      .flatMap((queue) => queue.failingSince ?? [])
      .sort((one, other) => one.getTime() - other.getTime());
    return {
      isAvailable: await this.#isAvailable(account, channel),
      address: channel === 'email' ? email : null,
      waiting: countOf(found.flatMap(({ waiting }) => waiting)),
      failingSince: last?.outcome === 'sent' ? null : failingSince,
      last,
    };
  }
}

const mostRounds = 10;
