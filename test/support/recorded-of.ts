import type { Person } from './scenario.ts';
import type { World } from './world.ts';

type Row = Readonly<Record<string, unknown>>;

/** Each row in one line, in any order: what happened, without ids and times. */
const pick = (rows: readonly Row[], ...fields: string[]): string[] =>
  rows.map((row) => fields.map((field) => String(row[field])).join(' · ')).sort();

/** By what it is about; `got`: what the person got, oldest first. */
export type Recorded = Record<string, unknown> & { got: readonly unknown[] };

const isOf =
  (customerRef: string | null) =>
  ({ customerRefs, customerRef: ref }: Row): boolean =>
    ref === customerRef || (customerRefs as string[] | undefined)?.includes(customerRef ?? '') === true;

/** Reads what is on record, common lists once, and answers it for one person: without what differs from run to run. */
export const readRecords = async ({ api }: World): Promise<(person: Person) => Promise<Recorded>> => {
  const items = async (path: string): Promise<Row[]> => ((await api.get(path)).body as { data: Row[] }).data;
  const all = async (path: string): Promise<Row[]> => {
    const rows: Row[] = [];
    for (let cursor: string | null = ''; cursor !== null;) {
      const { body } = await api.get(`${path}?limit=200${cursor === '' ? '' : `&cursor=${cursor}`}`);
      rows.push(...(body.data as Row[]));
      cursor = body.nextCursor as string | null;
    }
    return rows;
  };
  const tasks = await all('/v1/tasks');
  const privacyRequests = await all('/v1/privacy-requests');
  const documents = await all('/v1/documents');
  const consents = await all('/v1/consents');

  return async ({ customerRef, contactRef, got }) => {
    const { contacts, accounts } = (await api.get(`/v1/customers/${customerRef}`)).body as {
      contacts: Row[];
      accounts: unknown;
    };
    const contact = contacts.find(({ ref }) => ref === contactRef) ?? {};
    const conversations = await items(`/v1/conversations?contact=${contactRef}`);
    const unrecognised = await Promise.all(
      conversations.map(({ id }) => items(`/v1/unrecognised?conversation=${String(id)}`)),
    );
    const requests = await items(`/v1/requests?customer=${customerRef}`);
    const mine = isOf(customerRef);
    return {
      got: got().map(({ kind, template, choices }) => [kind, template, choices.length]),
      contact: [contact.phoneVerified, 'phoneUnlinkedAt' in contact],
      accounts,
      conversations: conversations.length,
      unrecognised: pick(unrecognised.flat(), 'text', 'as', 'label'),
      tasks: pick(tasks.filter(mine), 'reason', 'status', 'role', 'urgent', 'escalations'),
      consents: pick(
        consents.filter((row) => row.contactRef === contactRef),
        'purpose',
        'action',
        'answer',
      ),
      privacyRequests: pick(privacyRequests.filter(mine), 'kind', 'status'),
      documents: pick(documents.filter(mine), 'state', 'source', 'filename'),
      requests: pick(requests, 'kind', 'status', 'outcome'),
      histories: requests.map(({ history }) =>
        (history as { what: string }[]).map(({ what }) => what).sort(),
      ),
    };
  };
};
