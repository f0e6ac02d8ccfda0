import type { CustomerRepository } from '../customers/customer.repository.ts';
import type { RequestRepository } from '../requests/request.repository.ts';
import {
  makeFindContacts,
  makeFindCustomers,
  type FindContacts,
  type FindCustomers,
} from './find-customers.ts';
import { makeFindRequests, type FindRequests } from './find-requests.ts';
import { makeSearch, type Search } from './make-search.ts';
import type { SearchRepository } from './search.repository.ts';

/** Everything that is found by what was typed. */
export interface Finders {
  search: Search;
  findCustomers: FindCustomers;
  findContacts: FindContacts;
  findRequests: FindRequests;
}

export const makeFinders = (parts: {
  search: Pick<SearchRepository, 'findCustomers' | 'findContacts' | 'findRequests'>;
  customers: Pick<CustomerRepository, 'list' | 'listContacts'>;
  requests: Pick<RequestRepository, 'list'>;
}): Finders => ({
  search: makeSearch(parts),
  findCustomers: makeFindCustomers(parts),
  findContacts: makeFindContacts(parts),
  findRequests: makeFindRequests(parts),
});
