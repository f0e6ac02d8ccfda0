import { roleTable, permits, type Role } from '../staff/permissions.ts';
import type { TenantId } from '../shared/ids.ts';
import { noticeKinds, type NoticeKind } from './notice-kinds.ts';

export const noticeModes = ['off', 'at_once', 'digest'] as const;
/** When somebody hears of a kind of work: never, as it comes, or together at their hours. */
export type NoticeMode = (typeof noticeModes)[number];

export const noticeChannels = ['email', 'push'] as const;
/** Ways out of the console by which a person is told. */
export type NoticeChannel = (typeof noticeChannels)[number];

/** Local times of the tenant's zone, `HH:MM`; `from` after `to` spans midnight. */
export interface OwnQuietHours {
  from: string;
  to: string;
  sundays: boolean;
}

/** What one person wants to hear of, and how. */
export interface NoticeSettings {
  tenantId: TenantId;
  staffId: string;
  kinds: Readonly<Record<NoticeKind, NoticeMode>>;
  channels: Readonly<Record<NoticeChannel, boolean>>;
  /** What the console does while it is open: it is not told apart by kind. */
  console: { badge: boolean; sound: boolean };
  quietHours: OwnQuietHours | null;
  /** Urgent work comes although it is quiet. */
  urgentAlways: boolean;
  /** Local times, sorted; at least one. */
  digestAt: readonly string[];
  /** 0: nobody saved them yet. */
  rev: number;
}

/** What of them a person edits. */
export type NoticeChoices = Omit<NoticeSettings, 'tenantId' | 'staffId' | 'rev'>;

const atOnce: readonly NoticeKind[] = ['assigned', 'escalated', 'person', 'failed', 'compliance'];

const modeOf = (role: Role, kind: NoticeKind): NoticeMode => {
  // Who may look and do nothing is told nothing until they say so.
  if (!permits(roleTable[role].scopes, 'tasks:write')) return 'off';
  return atOnce.includes(kind) ? 'at_once' : 'digest';
};

/** What holds until somebody saves their own. */
export const defaultChoices = (role: Role): NoticeChoices => ({
  kinds: Object.fromEntries(noticeKinds.map((kind) => [kind, modeOf(role, kind)])) as NoticeSettings['kinds'], // every kind, one by one
  channels: { email: true, push: true },
  console: { badge: true, sound: false },
  quietHours: { from: '20:00', to: '08:30', sundays: true },
  urgentAlways: false,
  digestAt: ['09:00', '16:00'],
});

/** What holds for somebody. Kinds and channels of a later release than the one that saved are as if nobody had chosen. */
export const choicesOf = (role: Role, saved: NoticeSettings | null): NoticeChoices => {
  const defaults = defaultChoices(role);
  if (saved === null) return defaults;
  const { kinds, channels, console, quietHours, urgentAlways, digestAt } = saved;
  return {
    kinds: { ...defaults.kinds, ...kinds },
    channels: { ...defaults.channels, ...channels },
    ...{ console, quietHours, urgentAlways, digestAt },
  };
};
