import type { ChannelAccess } from '../channels/channel-access.ts';
import type { Directory } from '../channels/directory.ts';
import type { Customer } from '../customers/customer.ts';
import type { TenantId } from '../shared/ids.ts';
import type { TenantCalendar } from '../timers/business-calendar.ts';
import { afterQuietHours } from '../timers/quiet-hours.ts';
import type { Repositories } from './make-repositories.ts';

/** What nearly every worker asks: who the tenants are, which channel, which person, which zone. */
export interface Lookups {
  tenantIds(): Promise<readonly string[]>;
  /** The channel requests of the tenant go out on; a tenant without one is a fault of the set-up. */
  channelOf(tenantId: string): Promise<string>;
  /** Null: gone or paused. */
  accessOf(tenantId: string, channelId: string): Promise<ChannelAccess | null>;
  /** The business account of a channel; null: the channel is gone or paused. */
  accountOf(tenantId: string, channelId: string): Promise<string | null>;
  timeZoneOf(tenantId: string): Promise<string>;
  /** Its zone and its own days. */
  calendarOf(tenantId: string): Promise<TenantCalendar>;
  /** The end of its quiet hours; null: they are not now. */
  quietUntilOf(tenantId: string, at: Date): Promise<Date | null>;
  /** Without balances. */
  findCustomer(tenantId: string, ref: string): Promise<Customer | null>;
  contactIdOf(tenantId: string, ref: string): Promise<string | null>;
}

export const makeLookups = (
  { customers }: Pick<Repositories, 'customers'>,
  directory: Directory,
): Lookups => ({
  tenantIds: () => directory.tenantIds(),
  channelOf: async (tenantId) => {
    const channel = await directory.channelOf(tenantId);
    if (channel === null) throw new Error('the tenant has no channel');
    return channel.id;
  },
  accessOf: (tenantId, channelId) => directory.accessOf(tenantId, channelId),
  accountOf: (tenantId, channelId) => directory.accountOf(tenantId, channelId),
  timeZoneOf: async (tenantId) => (await directory.settingsOf(tenantId)).timeZone,
  calendarOf: async (tenantId) => {
    const { timeZone, ownDays } = await directory.settingsOf(tenantId);
    return { timeZone, ownDays };
  },
  quietUntilOf: async (tenantId, at) => {
    const { quietHours, timeZone } = await directory.settingsOf(tenantId);
    const free = afterQuietHours(at, quietHours, timeZone);
    return free > at ? free : null;
  },
  findCustomer: (tenantId, ref) => customers.findActing(tenantId as TenantId, ref),
  contactIdOf: (tenantId, ref) => customers.contactIdOf(tenantId as TenantId, ref),
});
