import type { TenantId } from '../shared/ids.ts';
import type { PushDevice } from './push-device.ts';

export interface PushDeviceRepository {
  /** Makes it, or takes its place: a browser belongs to whoever turned it on there last. Answers whose it was; null: nobody's. */
  save(device: PushDevice): Promise<string | null>;
  /** Of one person, oldest first. */
  list(tenantId: TenantId, staffId: string): Promise<readonly PushDevice[]>;
  has(tenantId: TenantId, staffId: string): Promise<boolean>;
  /** False: this person has no such device. */
  remove(device: Pick<PushDevice, 'tenantId' | 'staffId' | 'id'>): Promise<boolean>;
  /** How an attempt ended, unless it belongs to somebody else by now. */
  note(
    device: Pick<PushDevice, 'tenantId' | 'staffId' | 'id'>,
    state: Pick<PushDevice, 'last' | 'failingSince' | 'pausedUntil'>,
  ): Promise<void>;
}
