import type { Channel, Tenant } from './channel.ts';
import type { ChannelRepository } from './channel.repository.ts';
import type { TenantSettings, TenantSettingsLookup } from './tenant-settings.ts';
import type { ChannelAccess } from './channel-access.ts';
import type { ChannelId, TenantId } from '../shared/ids.ts';
import type { OwnWordings } from '../vocabulary/own-wording.ts';
import type { TemplateStandings } from '../vocabulary/template-standing.ts';
import type { OwnDays } from '../timers/business-calendar.ts';
import type { QuietHours } from '../timers/quiet-hours.ts';
import type { TenantRepository } from './tenant.repository.ts';

const freshForMs = 30_000;

/** Tenants and channels as every message needs them: read often, changed rarely, so kept for half a minute. */
export class Directory implements TenantSettingsLookup {
  readonly #tenants: TenantRepository;
  readonly #channels: ChannelRepository;
  readonly #quietHours: QuietHours;
  readonly #privacy: { url: string; version: string | null };
  readonly #keepsUnrecognised: boolean;
  readonly #ownWordingsOf: (tenantId: string) => Promise<OwnWordings>;
  readonly #standingsOf: ((tenantId: string) => Promise<TemplateStandings>) | null;
  readonly #ownDaysOf: (tenantId: string) => Promise<OwnDays>;
  readonly #known = new Map<string, { value: unknown; until: number }>();
  readonly #reading = new Map<string, Promise<unknown>>();
  readonly #tenantIds: readonly string[];

  constructor(parts: {
    tenants: TenantRepository;
    channels: ChannelRepository;
    quietHours: QuietHours;
    privacy: { url: string; version: string | null };
    keepsUnrecognised: boolean;
    tenantIds: readonly string[];
    ownWordingsOf(tenantId: string): Promise<OwnWordings>;
    /** How its templates stand; null: they are said in the person's language alone (ADR 0069). */
    standingsOf: ((tenantId: string) => Promise<TemplateStandings>) | null;
    ownDaysOf(tenantId: string): Promise<OwnDays>;
  }) {
    this.#tenants = parts.tenants;
    this.#channels = parts.channels;
    this.#quietHours = parts.quietHours;
    this.#privacy = parts.privacy;
    this.#keepsUnrecognised = parts.keepsUnrecognised;
    this.#tenantIds = parts.tenantIds;
    this.#ownWordingsOf = (tenantId) => parts.ownWordingsOf(tenantId);
    this.#standingsOf = parts.standingsOf;
    this.#ownDaysOf = (tenantId) => parts.ownDaysOf(tenantId);
  }

  tenantIds(): Promise<readonly string[]> {
    return Promise.resolve(this.#tenantIds);
  }

  /** Several processes with tenants of their own may share a database; the keys of the others' are not here. */
  isServed(tenantId: string): boolean {
    return this.#tenantIds.includes(tenantId);
  }

  async settingsOf(tenantId: string): Promise<TenantSettings> {
    const [tenant, ownWordings, standings, days] = await Promise.all([
      this.#tenant(tenantId),
      this.#ownWordingsOf(tenantId),
      this.#standingsOf?.(tenantId) ?? null,
      this.#daysOf(tenantId),
    ]);
    return {
      ...(ownWordings.size === 0 ? {} : { ownWordings }),
      ...(standings === null ? {} : { languageFallback: { tenant: tenant.language, standings } }),
      company: { name: tenant.name, workingHours: tenant.workingHours, privacyUrl: this.#privacy.url },
      timeZone: tenant.timeZone,
      ...days,
      privacyNotice: this.#privacy.version === null ? null : { version: this.#privacy.version },
      keepsUnrecognised: this.#keepsUnrecognised,
    };
  }

  /** What is known of its own days is not what they are any more. */
  forgetDays(tenantId: string): void {
    this.#known.delete(`days:${tenantId}`);
    this.#reading.delete(`days:${tenantId}`);
  }

  async languageOf(tenantId: string): Promise<Tenant['language']> {
    return (await this.#tenant(tenantId)).language;
  }

  findChannel(phoneNumberId: string): Promise<Channel | null> {
    return this.#remember(`number:${phoneNumberId}`, () => this.#channels.findByPhoneNumberId(phoneNumberId));
  }

  /** The channel requests of this tenant go out on: its first. */
  channelOf(tenantId: string): Promise<Channel | null> {
    return this.#remember(`first:${tenantId}`, async () => {
      const page = await this.#channels.list(tenantId as TenantId, { limit: 1, after: null });
      return page.items[0] ?? null;
    });
  }

  /** Null: gone or paused. */
  async accessOf(tenantId: string, channelId: string): Promise<ChannelAccess | null> {
    return (await this.#reachOf(tenantId, channelId))?.access ?? null;
  }

  /** The business account a number is of; null: the number is gone or paused. */
  async accountOf(tenantId: string, channelId: string): Promise<string | null> {
    return (await this.#reachOf(tenantId, channelId))?.accountId ?? null;
  }

  #reachOf(
    tenantId: string,
    channelId: string,
  ): Promise<{ access: ChannelAccess; accountId: string } | null> {
    return this.#remember(`access:${tenantId}:${channelId}`, async () => {
      const [channel, secrets] = await Promise.all([
        this.#channels.find(tenantId as TenantId, channelId as ChannelId),
        this.#channels.secretsOf(tenantId as TenantId, channelId as ChannelId),
      ]);
      if (channel === null || secrets === null || channel.status === 'paused') return null;
      const { phoneNumberId, wabaId: accountId } = channel;
      return { access: { channelId, phoneNumberId, accessToken: secrets.accessToken }, accountId };
    });
  }

  #tenant(tenantId: string): Promise<Tenant> {
    return this.#remember(`tenant:${tenantId}`, async () => {
      const tenant = await this.#tenants.find(tenantId as TenantId);
      if (tenant === null) throw new Error('no such tenant');
      return tenant;
    });
  }

  /** A day that is said to be a holiday counts as soon as the next is read. */
  #daysOf(tenantId: string): Promise<Pick<TenantSettings, 'quietHours' | 'ownDays'>> {
    return this.#remember(`days:${tenantId}`, async () => {
      const ownDays = await this.#ownDaysOf(tenantId);
      const quietHours = this.#quietHours;
      return ownDays.size === 0 ? { quietHours } : { ownDays, quietHours: { ...quietHours, ownDays } };
    });
  }

  async #remember<T>(key: string, read: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key);
    if (known !== undefined && known.until > performance.now()) return known.value as T;
    // Hundreds ask in the moment in which it is not fresh any more: one of them reads.
    const reading = this.#reading.get(key) ?? this.#read(key, read);
    return reading as Promise<T>; // what is kept under a key is what its one caller reads
  }

  #read<T>(key: string, read: () => Promise<T>): Promise<T> {
    const reading = read()
      .then((value) => {
        // A number nobody set up yet may be set up in a moment: absence is not remembered.
        if (value !== null) this.#known.set(key, { value, until: performance.now() + freshForMs });
        return value;
      })
      .finally(() => this.#reading.delete(key));
    this.#reading.set(key, reading);
    return reading;
  }
}
