import { ECDH } from 'node:crypto';
import type { Clock } from '../shared/clock.ts';
import { AppError, NotFound, ValidationFailed } from '../shared/errors.ts';
import { derivedId, type TenantId } from '../shared/ids.ts';
import { nameOfStaff, type StaffAccount } from '../staff/staff-account.ts';
import type { NoteStaffAct, StaffAct } from '../staff/staff-act.ts';
import { NoticeChannelUnavailable } from './own-notices.ts';
import { devicesAtMost, type PushDevice, type PushTarget } from './push-device.ts';
import type { PushDeviceRepository } from './push-device.repository.ts';
import type { PushKeys } from './push-key.repository.ts';

/** More than a person has. */
export class TooManyDevices extends AppError {
  readonly code = 'too_many_devices';
  readonly retryable = false;
}

export interface OwnDevicesParts {
  devices: PushDeviceRepository;
  keysOf(tenantId: TenantId): Promise<PushKeys>;
  /** Whether this address may be called; null: nobody is told on devices here. */
  mayCall: ((url: string) => Promise<boolean>) | null;
  note: NoteStaffAct;
  clock: Clock;
}

/** Who does it, in which session. */
interface Caller {
  account: StaffAccount;
  session: { id: string };
}

/** A point of the curve, and nothing else: everything sent to the browser is encrypted for it. */
const isPublicKey = (text: string): boolean => {
  try {
    const bytes = Buffer.from(text, 'base64url');
    ECDH.convertKey(bytes, 'prime256v1');
    return bytes.length === 65 && bytes[0] === 4;
  } catch {
    return false;
  }
};

const tooMany = (): TooManyDevices =>
  new TooManyDevices(`There are ${devicesAtMost} devices already; take one away first.`);

/** Browsers on which somebody is told, as they turn them on and off themselves. */
export class OwnDevices {
  readonly #parts: OwnDevicesParts;

  constructor(parts: OwnDevicesParts) {
    this.#parts = parts;
  }

  /** `publicKey`: what a browser subscribes with; null: nobody is told on devices here. */
  async list({ tenantId, id }: StaffAccount): Promise<{
    publicKey: string | null;
    devices: readonly PushDevice[];
  }> {
    const { devices, keysOf, mayCall } = this.#parts;
    const publicKey = mayCall === null ? null : (await keysOf(tenantId)).publicKey;
    return { publicKey, devices: await devices.list(tenantId, id) };
  }

  /** The same browser again is the same device. Throws `ValidationFailed`, `TooManyDevices`, `NoticeChannelUnavailable`. */
  async add(caller: Caller, target: PushTarget & { name: string }): Promise<PushDevice> {
    const { devices, mayCall, clock } = this.#parts;
    const { tenantId, id: staffId } = caller.account;
    if (mayCall === null) throw new NoticeChannelUnavailable('Nobody is told on devices here.');
    if (!isPublicKey(target.keys.p256dh))
      throw new ValidationFailed([{ field: 'keys.p256dh', message: 'is no key of a browser' }]);
    if (!(await mayCall(target.endpoint)))
      throw new ValidationFailed([{ field: 'endpoint', message: 'is no address of a push service' }]);
    const id = derivedId('psh', tenantId, target.endpoint);
    const others = async (): Promise<number> =>
      (await devices.list(tenantId, staffId)).filter((device) => device.id !== id).length;
    if ((await others()) >= devicesAtMost) throw tooMany();
    const device: PushDevice = {
      ...{ ...target, tenantId, id, staffId, createdAt: clock.now() },
      ...{ last: null, failingSince: null, pausedUntil: null },
    };
    const before = await devices.save(device);
    // Two at the same moment may both have seen room for one.
    if ((await others()) >= devicesAtMost) {
      await devices.remove(device);
      throw tooMany();
    }
    if (before !== staffId) await this.#note('device.added', caller, id, before);
    return device;
  }

  /** Throws `NotFound`. */
  async remove(caller: Caller, id: string): Promise<void> {
    const { tenantId, id: staffId } = caller.account;
    if (!(await this.#parts.devices.remove({ tenantId, staffId, id })))
      throw new NotFound('You have no such device.');
    await this.#note('device.removed', caller, id, null);
  }

  /** `before`: whose the browser was. */
  async #note(
    what: StaffAct['what'],
    { account: { tenantId, id }, session }: Caller,
    device: string,
    before: string | null,
  ): Promise<void> {
    const details = { device, sessionId: session.id, ...(before === null ? {} : { before }) };
    await this.#parts.note({
      ...{ tenantId, what, subject: id, by: nameOfStaff(id), at: this.#parts.clock.now(), details },
    });
  }
}
