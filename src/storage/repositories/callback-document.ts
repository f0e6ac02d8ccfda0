import type { Binary } from 'mongodb';
import type {
  AttemptRecord,
  CallbackDelivery,
  CallbackDeliveryRecord,
  CallbackEndpoint,
  DeliveryStatus,
  EndpointSecret,
} from '../../callbacks/callback.repository.ts';
import type { TenantId } from '../../shared/ids.ts';
import type { Vault } from '../vault.ts';
import type { DeadPart } from './dead-document.ts';

/** Sealed: an address may carry a secret of its own. */
interface EndpointBody {
  secrets: EndpointSecret[];
  url?: string;
}

export type EndpointDocument = Omit<CallbackEndpoint, 'secrets' | 'types' | 'url'> & {
  _id: string;
  types: string[];
  /** In clear in endpoints that were not written since their sealed part holds it. */
  url?: string;
  secrets: Binary;
};

export interface DeliveryDocument {
  _id: string;
  tenantId: TenantId;
  deliveryId: string;
  endpointName: string;
  type: string;
  subject?: string;
  status: DeliveryStatus;
  attempts: number;
  log: AttemptRecord[];
  nextAttemptAt: Date | null;
  leaseUntil: Date;
  token: string | null;
  reason: string | null;
  inOrder?: boolean;
  createdAt: Date;
  dead?: DeadPart;
  body: Binary;
}

export const recordOf = ({
  deliveryId: id,
  type,
  status,
  log,
  nextAttemptAt,
  reason,
  createdAt,
}: DeliveryDocument): CallbackDeliveryRecord => ({ id, type, status, log, nextAttemptAt, reason, createdAt });

export const idOf = (tenantId: string, name: string): string => `${tenantId}:${name}`;

export const endpointOf = ({ _id, secrets, ...rest }: EndpointDocument, vault: Vault): CallbackEndpoint => {
  const { secrets: opened, url = rest.url ?? '' } = vault.open<EndpointBody>(
    rest.tenantId,
    'callbacks',
    _id,
    'secrets',
    secrets,
  );
  return { ...rest, url, secrets: opened };
};

export const deliveryOf = (document: DeliveryDocument, vault: Vault, now: Date): CallbackDelivery => {
  const { _id, tenantId, deliveryId, endpointName, type, attempts, nextAttemptAt, createdAt, inOrder } =
    document;
  const { body } = vault.open<{ body: string }>(tenantId, 'callbackdeliveries', _id, 'body', document.body);
  return {
    tenantId,
    id: deliveryId,
    endpointName,
    type,
    body,
    attempts,
    nextAttemptAt: nextAttemptAt ?? now,
    createdAt,
    ...(inOrder === undefined ? {} : { inOrder }),
  };
};
