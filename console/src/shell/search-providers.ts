import type { TFunction } from 'i18next';
import { api, dataOf } from '../api/client.ts';
import type { Shape } from '../api/shapes.ts';
import type { Command, SearchProvider } from '../parts/commands.ts';
import { may } from '../parts/me.ts';
import { contactCommands } from './contact-commands.ts';

type Hit = Shape<'SearchHit'>;
type HitOf<Kind extends Hit['kind']> = Extract<Hit, { kind: Kind }>;

/** As many of a kind as one looks through; whoever wants more types more. */
const shown = 6;
/** A page may be short while more follow. */
const mostPages = 3;

const searchFor = async (q: string, kind: Hit['kind'], signal: AbortSignal): Promise<Hit[]> => {
  const hits: Hit[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < mostPages && hits.length < shown; page += 1) {
    const query = { q, kind, limit: shown - hits.length, ...(cursor === null ? {} : { cursor }) };
    const found: { data: Hit[]; nextCursor: string | null } = await dataOf(
      api.GET('/v1/search', { params: { query }, signal }),
    );
    hits.push(...found.data);
    cursor = found.nextCursor;
    if (cursor === null) break;
  }
  return hits;
};

interface Parts {
  permissions: readonly string[];
  t: TFunction<'search'>;
  openCustomer(ref: string): void;
  openRequest(id: string): void;
}

/** Who finds things for the command box, in the order of their groups: what this person may read. */
export const searchProviders = ({
  permissions,
  t,
  openCustomer,
  openRequest,
}: Parts): readonly SearchProvider[] => {
  const provider = <Kind extends Hit['kind']>(
    name: string,
    kind: Kind,
    commandsOf: (hit: HitOf<Kind>) => readonly Command[],
  ): SearchProvider => ({
    name,
    search: async (text, signal) =>
      // What was asked of one kind is of that kind.
      (await searchFor(text, kind, signal)).flatMap((hit) => commandsOf(hit as HitOf<Kind>)),
  });
  const ofCustomers = [
    provider('customers', 'customer', ({ ref, name }) => [
      { id: `customer:${ref}`, label: name, hint: ref, run: () => openCustomer(ref) },
    ]),
    provider('contacts', 'contact', (hit) =>
      contactCommands(hit, { unverified: t('unverified'), openCustomer }),
    ),
  ];
  const ofRequests = provider(
    'requests',
    'request',
    ({ id, reference, requestKind, status, customerRef }) => [
      {
        ...{ id: `request:${id}`, label: reference },
        hint: [t(`kinds.${requestKind}`), t(`states.${status}`), customerRef].join(' · '),
        run: () => openRequest(id),
      },
    ],
  );
  return [
    ...(may({ permissions: [...permissions] }, 'customers:read') ? ofCustomers : []),
    ...(may({ permissions: [...permissions] }, 'requests:read') ? [ofRequests] : []),
  ];
};
