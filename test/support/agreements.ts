import type { ApiPorts } from '../../src/api/api-routes.ts';
import type { Agreement } from '../../src/vocabulary/agreement.ts';
import { put, type Held } from './held.ts';

/** What a customer signed about the channel: Deniz may answer, up to a kilogram. */
export const anAgreement = (changes: Partial<Agreement> = {}): Agreement => ({
  ...{ customerRef: 'C001', id: 'del-1', kind: 'channel_evidence', form: 'paper', document: 'dolap 3/12' },
  ...{ signedOn: '2026-01-02', validFrom: '2026-01-02', validUntil: null },
  persons: [
    {
      ...{ contactRef: 'C001-1', name: 'Deniz Örnekoğlu', phone: '+905000000101' },
      limits: [{ unit: 'HAS', quantity: '1000.000' }],
    },
  ],
  ...changes,
});

/** Over plain arrays. */
export const agreementPorts = (
  held: Held,
): Pick<ApiPorts, 'agreements' | 'noteAgreement' | 'agreementsChanged'> => {
  const isSame = (one: Agreement, other: Agreement): boolean =>
    one.customerRef === other.customerRef && one.id === other.id;
  const list: ApiPorts['agreements']['list'] = async (tenantId, customerRef) =>
    held.agreements.filter((one) => one.tenantId === tenantId && one.customerRef === customerRef);
  return {
    agreements: {
      list,
      ofCustomers: async (tenantId, refs) =>
        held.agreements.filter((one) => one.tenantId === tenantId && refs.includes(one.customerRef)),
      hasAny: async (tenantId) => held.agreements.some((one) => one.tenantId === tenantId),
      save: async (tenantId, record) => {
        put(
          held.agreements,
          { ...record, tenantId },
          (other) => other.tenantId === tenantId && isSame(record, other),
        );
        return true;
      },
      remove: async (tenantId, { customerRef, id }) => {
        const before = held.agreements.length;
        held.agreements = held.agreements.filter(
          (one) => one.tenantId !== tenantId || one.customerRef !== customerRef || one.id !== id,
        );
        return held.agreements.length < before;
      },
    },
    noteAgreement: async ({ what, customerRef, agreementId, by }) => {
      held.agreementNotes.push(`${what} ${customerRef} ${agreementId} ${by}`);
    },
    agreementsChanged: () => undefined,
  };
};
