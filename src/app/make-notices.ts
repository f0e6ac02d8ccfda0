import { makeAddressPolicy } from '../callbacks/address-policy.ts';
import { makeCallbackSender } from '../callbacks/make-callback-sender.ts';
import type { PushConfig } from '../config/config.ts';
import { makeDeliverNotices } from '../notifications/deliver-notices.ts';
import { makeMailSender } from '../notifications/mail-sender.ts';
import type { NoticeSender } from '../notifications/notice-sender.ts';
import { makePushKeysOf } from '../notifications/push-keys.ts';
import { makePushSender } from '../notifications/push-sender.ts';
import { makeTellWork } from '../notifications/tell-work.ts';
import type { SharedParts } from './worker-parts.ts';

/** How people of ours are told of work. */
export interface NoticeWork {
  /** News of tasks is put into queues, and what is due is sent; answers how much there was. */
  tellStaff(): Promise<number>;
  /** The process ends: the letter on its way is the last. */
  end(): void;
  close(): Promise<void>;
}

/** The longest answer, and the writes around it. */
const leaseBeyondMs = 30_000;

/** By the connection that callbacks have, with exceptions of its own: people of ours say where it goes. */
const pushSenderOf = (
  { subject, timeoutMs, allowedAddresses }: PushConfig,
  { repositories, clock }: Pick<SharedParts, 'repositories' | 'clock'>,
): NoticeSender =>
  makePushSender({
    ...{ devices: repositories.pushDevices, subject, clock },
    keysOf: makePushKeysOf({ pushKeys: repositories.pushKeys, clock }),
    caller: makeCallbackSender({ policy: makeAddressPolicy(allowedAddresses), timeoutMs }),
  });

export const makeNoticeWork = ({ config, repositories, lookups, clock, logger }: SharedParts): NoticeWork => {
  const { mail, push } = config;
  const senders: readonly NoticeSender[] = [
    ...(mail === null ? [] : [makeMailSender(mail)]),
    ...(push === null ? [] : [pushSenderOf(push, { repositories, clock })]),
  ];
  const { untoldTasks: untold, noticeQueues: queues, noticeSettings: settings, staff } = repositories;
  const { tenantIds, timeZoneOf } = lookups;
  const shared = { untold, queues, settings, staff, senders, tenantIds, timeZoneOf, clock, logger };
  let isStopping = false;
  const tell = makeTellWork(shared);
  const deliver = makeDeliverNotices({
    ...{ ...shared, isStopping: () => isStopping, consoleUrl: `${config.http.publicUrl}/console` },
    // A mail goes through a handful of answers, each with its own time; devices are called all at once.
    leaseMs: Math.max((mail?.timeoutMs ?? 0) * 6, push?.timeoutMs ?? 0) + leaseBeyondMs,
  });
  return {
    tellStaff: async () => (await tell()) + (await deliver()),
    end: () => {
      isStopping = true;
    },
    close: async () => {
      for (const sender of senders) await sender.close();
    },
  };
};
