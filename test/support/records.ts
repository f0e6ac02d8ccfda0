import type { Contact, Customer } from '../../src/customers/customer.ts';
import type { RequestChange } from '../../src/requests/request-change.ts';
import type { RequestContent } from '../../src/vocabulary/request-content.ts';
import type { NewRequest } from '../../src/requests/request-store.ts';
import type { Page, PagePosition, PageRequest } from '../../src/shared/page.ts';
import { startOfTests, tenantA } from './builders-api.ts';

/** Instant of the tests plus minutes. */
export const minutes = (count: number): Date => new Date(startOfTests.getTime() + count * 60_000);

/** All items of a list, read page by page with `limit`. */
export const readAll = async <Item>(
  read: (page: PageRequest) => Promise<Page<Item>>,
  limit: number,
): Promise<Item[]> => {
  const items: Item[] = [];
  let after: PagePosition | null = null;
  do {
    const page: Page<Item> = await read({ limit, after });
    items.push(...page.items);
    after = page.next;
  } while (after !== null);
  return items;
};

export const aContact = (changes: Partial<Contact> = {}): Contact => ({
  ref: 'C001-1',
  name: 'Ayşe Yılmaz',
  phone: '+905321000001',
  language: 'tr',
  roles: ['reconcile'],
  canBind: true,
  limits: [{ unit: 'HAS', quantity: '500.000' }],
  phoneVerified: true,
  ...changes,
});

export const aCustomer = (changes: Partial<Customer> = {}): Customer => ({
  tenantId: tenantA,
  ref: 'C001',
  name: 'Yıldız Kuyumculuk',
  language: 'tr',
  recipientType: null,
  taxNumber: null,
  writtenAccountContract: null,
  labels: [],
  contacts: [aContact()],
  accounts: [],
  createdAt: startOfTests,
  updatedAt: startOfTests,
  ...changes,
});

export const aRequestContent = (changes: Partial<RequestContent> = {}): RequestContent => ({
  requestId: 'req_1',
  kind: 'reconciliation',
  variant: 'letter',
  eventId: 'evt_1',
  reference: 'MUT-1',
  version: 1,
  customerRef: 'C001',
  accountNo: '120.01.0001',
  lines: [{ unit: 'HAS', quantity: '1250.340', side: 'B' }],
  dueAt: '2026-12-08T20:59:59.000Z',
  expiresAt: '2026-12-23T20:59:59.000Z',
  reminders: ['2026-12-01T07:00:00.000Z'],
  details: { letter_id: 'MUT-1', nested: { count: 3, list: [1, 'two', null] } },
  document: null,
  ...changes,
});

export const aNewRequest = (
  content: Partial<RequestContent> = {},
  changes: Partial<Omit<NewRequest, 'content'>> = {},
): NewRequest => ({
  tenantId: tenantA,
  content: aRequestContent(content),
  token: 'token-of-the-first',
  contactRef: 'C001-1',
  conversationId: 'cnv_1',
  createdAt: startOfTests,
  ...changes,
});

export const aChange = (changes: Partial<RequestChange> = {}): RequestChange => ({
  id: 'cnv_1:1:req_1',
  requestId: 'req_1',
  conversationId: 'cnv_1',
  at: minutes(1).toISOString(),
  contactRef: null,
  lines: null,
  reason: null,
  closed: null,
  decision: null,
  history: [],
  notify: false,
  ...changes,
});
