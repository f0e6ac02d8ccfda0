import type { ChannelId, TenantId } from '../shared/ids.ts';
import type { Page, PageRequest } from '../shared/page.ts';
import type { Channel, ChannelSecrets, ChannelTrouble, DailyLimit } from './channel.ts';

export interface ChannelRepository {
  /** Null: no such channel in this tenant. */
  find(tenantId: TenantId, id: ChannelId): Promise<Channel | null>;
  /** Which channel an update of the platform concerns; null: none of ours (unrouted). */
  findByPhoneNumberId(phoneNumberId: string): Promise<Channel | null>;
  /** A number of the platform, of any tenant: marked so, or another than the simulated one; null: there is none. */
  findReal(simulatedNumberId: string): Promise<Channel | null>;
  /** Sorted by id, ascending; the id is both page key and id. */
  list(tenantId: TenantId, page: PageRequest): Promise<Page<Channel>>;
  /** Makes or replaces the channel; secrets are sealed before they are stored. */
  save(channel: Channel, secrets: ChannelSecrets): Promise<void>;
  /** Noted once: the trouble there is by now, this one or an earlier; null: no such channel in this tenant. */
  beginTrouble(tenantId: TenantId, id: ChannelId, trouble: ChannelTrouble): Promise<ChannelTrouble | null>;
  /** What is over now; null: there was none. */
  endTrouble(tenantId: TenantId, id: ChannelId): Promise<ChannelTrouble | null>;
  /** Keeps what the platform said last; false: something later is known. */
  noteDailyLimit(tenantId: TenantId, id: ChannelId, limit: DailyLimit): Promise<boolean>;
  /** How many numbers of the tenant the platform takes nothing of. */
  countTroubled(tenantId: TenantId): Promise<number>;
  /** Secrets in clear, for sending only; null: no such channel in this tenant. */
  secretsOf(tenantId: TenantId, id: ChannelId): Promise<ChannelSecrets | null>;
}
