import { hash } from 'node:crypto';
import webpush from 'web-push';
import type { Clock } from '../shared/clock.ts';
import type { TenantId } from '../shared/ids.ts';
import type { NoticeResult, NoticeSender } from './notice-sender.ts';
import type { NoticeText } from './notice-words.ts';
import type { PushDevice, PushTarget } from './push-device.ts';
import type { PushDeviceRepository } from './push-device.repository.ts';
import type { PushKeys } from './push-key.repository.ts';

/** One call to a push service. Never throws, and goes nowhere but to addresses that may be called. */
export interface PushCaller {
  send(call: {
    url: string;
    headers: Readonly<Record<string, string>>;
    body: Uint8Array;
  }): Promise<
    { kind: 'answered'; status: number; retryAfterMs: number | null } | { kind: 'failed'; reason: string }
  >;
  close(): Promise<void>;
}

export interface PushSenderParts {
  devices: PushDeviceRepository;
  keysOf(tenantId: TenantId): Promise<PushKeys>;
  /** Whom a push service turns to (RFC 8292): `mailto:` or `https:`. */
  subject: string;
  caller: PushCaller;
  clock: Clock;
}

/** Long enough for a telephone that is off over a weekend; what is older tells nothing. */
const keptForSeconds = 3 * 24 * 60 * 60;
const longestPauseMs = 12 * 60 * 60_000;

/** What the console's worker shows (docs/adr/0073-push.md): counts and a link. */
const payloadOf = (letterId: string, { title, lines, link }: NoticeText): string =>
  JSON.stringify({ title, body: lines.join('\n'), link, tag: letterId });

/** Encrypted for the one browser (RFC 8291). Null: no message can be made for its keys. */
const callOf = (
  { endpoint, keys }: PushTarget,
  vapid: PushKeys & { subject: string },
  { letterId, text }: { letterId: string; text: NoticeText },
): Parameters<PushCaller['send']>[0] | null => {
  try {
    const { headers, body } = webpush.generateRequestDetails({ endpoint, keys }, payloadOf(letterId, text), {
      vapidDetails: vapid,
      TTL: keptForSeconds,
      urgency: text.isUrgent ? 'high' : 'normal',
      // A copy takes the place of one that still waits there (RFC 8030): at most 32 characters.
      topic: hash('sha256', letterId, 'base64url').slice(0, 32),
    });
    if (!(body instanceof Buffer)) return null;
    const named = Object.entries(headers).map(
      ([name, value]) => [name.toLowerCase(), String(value)] as const,
    );
    return { url: endpoint, headers: Object.fromEntries(named), body };
  } catch {
    // Its words may quote the keys.
    return null;
  }
};

type DeviceResult = NoticeResult | { kind: 'gone'; outcome: string };

const resultOf = (answer: Awaited<ReturnType<PushCaller['send']>>): DeviceResult => {
  if (answer.kind === 'failed')
    return {
      kind: answer.reason === 'refused_address' ? 'refused' : 'failed',
      outcome: `push_${answer.reason}`,
    };
  const { status, retryAfterMs } = answer;
  const outcome = `push_${status}`;
  if (status >= 200 && status < 300) return { kind: 'sent' };
  // The browser took it back, or its push service forgot it (RFC 8030).
  if (status === 404 || status === 410) return { kind: 'gone', outcome };
  // This message would be too long tomorrow as well.
  if (status === 413) return { kind: 'refused', outcome };
  return { kind: 'failed', outcome, ...(retryAfterMs === null ? {} : { waitMs: retryAfterMs }) };
};

/** The person is told when one of their devices took it: one that is off, or broken, makes the others neither wait nor ring twice. */
const ofAll = (results: readonly DeviceResult[]): NoticeResult => {
  if (results.some(({ kind }) => kind === 'sent')) return { kind: 'sent' };
  const failed = results.filter((result) => result.kind === 'failed');
  const [first] = failed;
  if (first !== undefined) return { ...first, waitMs: Math.min(...failed.map(({ waitMs }) => waitMs ?? 0)) };
  const refused = results.find((result) => result.kind === 'refused' || result.kind === 'gone');
  return { kind: 'refused', outcome: refused?.outcome ?? 'push_no_device' };
};

/** Notices on devices, by the push service of each browser. */
export const makePushSender = (parts: PushSenderParts): NoticeSender => {
  const { devices, keysOf, subject, caller, clock } = parts;
  const note = async (device: PushDevice, result: DeviceResult): Promise<void> => {
    if (result.kind === 'gone') {
      await devices.remove(device);
      return;
    }
    const at = clock.now();
    const isSent = result.kind === 'sent';
    const pauseMs = result.kind === 'failed' ? Math.min(result.waitMs ?? 0, longestPauseMs) : 0;
    await devices.note(device, {
      last: { at, outcome: isSent ? 'sent' : result.outcome },
      failingSince: isSent ? null : (device.failingSince ?? at),
      pausedUntil: pauseMs === 0 ? null : new Date(at.getTime() + pauseMs),
    });
  };
  const sendTo = async (
    device: PushDevice,
    keys: PushKeys,
    letter: { letterId: string; text: NoticeText },
  ): Promise<DeviceResult> => {
    const pausedMs = (device.pausedUntil?.getTime() ?? 0) - clock.now().getTime();
    // It asked to be left alone, and hears of it when it is time.
    if (pausedMs > 0)
      return { kind: 'failed', outcome: device.last?.outcome ?? 'push_paused', waitMs: pausedMs };
    const call = callOf(device, { ...keys, subject }, letter);
    const result: DeviceResult =
      call === null ? { kind: 'refused', outcome: 'push_keys' } : resultOf(await caller.send(call));
    await note(device, result);
    return result;
  };
  return {
    channel: 'push',
    reaches: ({ tenantId, id }) => devices.has(tenantId, id),
    async send({ letterId, account: { tenantId, id }, text }) {
      const [theirs, keys] = await Promise.all([devices.list(tenantId, id), keysOf(tenantId)]);
      return ofAll(await Promise.all(theirs.map((device) => sendTo(device, keys, { letterId, text }))));
    },
    close: () => caller.close(),
  };
};
