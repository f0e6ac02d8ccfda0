import { randomBytes } from 'node:crypto';
import { makeSecretBox, SealBroken, type SecretBox } from './secret-box.ts';

/**
 * Envelope of reliability F3: SECRETS_KEY wraps the data keys of every tenant, those seal the data. A tenant's `wrappedDataKey`
 * is text: its keys in base64url separated by dots, the one in use first.
 */
const place = { collection: 'tenants', field: 'wrappedDataKey' };

const dataKeyBytes = 32;

const masterBox = (secretsKey: Buffer): SecretBox => makeSecretBox('', [secretsKey]);

/** A fresh data key, wrapped, for a new tenant; with `older` the new one is put in front of those (rotation). */
export const newWrappedDataKey = (secretsKey: Buffer, tenantId: string, older?: string): string => {
  const fresh = masterBox(secretsKey)
    .seal({ ...place, docId: tenantId }, randomBytes(dataKeyBytes))
    .toString('base64url');
  return older === undefined ? fresh : `${fresh}.${older}`;
};

/** Opens a tenant's box. Throws `SealBroken` when SECRETS_KEY is another one than the data keys were wrapped with. */
export const openTenantBox = (
  secretsKey: Buffer,
  tenant: { id: string; wrappedDataKey: string },
): SecretBox => {
  const master = masterBox(secretsKey);
  const [current, ...older] = tenant.wrappedDataKey
    .split('.')
    .map((wrapped) => master.open({ ...place, docId: tenant.id }, Buffer.from(wrapped, 'base64url')));
  if (current === undefined) throw new SealBroken('The tenant has no data key.');
  return makeSecretBox(tenant.id, [current, ...older]);
};

/** Pseudonym key of what belongs to no tenant: webhooks for numbers nobody has set up (reliability A.3). */
export const deploymentPseudonymKey = (secretsKey: Buffer): Buffer => masterBox(secretsKey).pseudonymKey;
