import type { AddressPolicy } from '../callbacks/address-policy.ts';
import type { Directory } from '../channels/directory.ts';
import { makeCallModel } from '../outside/call-model.ts';
import { OutsideProposer } from '../outside/outside-proposer.ts';
import type { Clock } from '../shared/clock.ts';
import type { Logger } from '../shared/logger.ts';
import type { Lookups } from './lookups.ts';
import type { Repositories } from './make-repositories.ts';

/** A person who answers for more customers than this is rare; each is a query. */
const maxCustomers = 5;

/** The models that tenants turned on (ADR 0042). */
export const makeOutside = ({
  repositories,
  directory,
  lookups,
  callbackPolicy: policy,
  clock,
  logger,
}: {
  repositories: Pick<Repositories, 'outsideModels'>;
  directory: Pick<Directory, 'settingsOf'>;
  lookups: Pick<Lookups, 'findCustomer'>;
  callbackPolicy: AddressPolicy;
  clock: Clock;
  logger: Logger;
}): OutsideProposer =>
  new OutsideProposer({
    models: repositories.outsideModels,
    call: makeCallModel({ policy }),
    namesOf: async (tenantId, customerRefs) => {
      const [{ company }, ...customers] = await Promise.all([
        directory.settingsOf(tenantId),
        ...customerRefs.slice(0, maxCustomers).map((ref) => lookups.findCustomer(tenantId, ref)),
      ]);
      const known = customers.flatMap((customer) =>
        customer === null ? [] : [customer.name, ...customer.contacts.map(({ name }) => name)],
      );
      return [company.name, ...known];
    },
    clock,
    logger,
  });
