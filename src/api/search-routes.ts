import { z } from 'zod';
import type { NumberSight } from '../customers/masked-number.ts';
import { searchKinds, type Search, type SearchHit, type SearchKind } from '../search/make-search.ts';
import { permits, type Scope } from '../staff/permissions.ts';
import { defineRoute, type AnyRoute } from './define-route.ts';
import { listJson, listSchema, pageFields, pageRequestOf } from './page-query.ts';
import { requireAccess } from './principal.ts';
import { searchText } from './search-query.ts';
import { instantText } from './shape-fields.ts';
import { sightOf } from './sight-of.ts';

/** Who may read a record may find it, and nobody else. */
const scopeOf: Readonly<Record<SearchKind, Scope>> = {
  customer: 'customers:read',
  contact: 'customers:read',
  request: 'requests:read',
};

const hitShape = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('customer'), id: z.string(), ref: z.string(), name: z.string() }),
    z.object({
      kind: z.literal('contact'),
      id: z.string(),
      ref: z.string(),
      name: z.string(),
      phone: z
        .string()
        .meta({ description: 'E.164, masked for somebody who is signed in; empty: none is known' }),
      phoneVerified: z.boolean().meta({
        description:
          'False: nobody proved that the number is theirs, or the person at it said that it is not',
      }),
      customerRefs: z.array(z.string()).meta({ description: 'Whom the contact acts for' }),
    }),
    z.object({
      kind: z.literal('request'),
      id: z.string(),
      reference: z.string(),
      requestKind: z.enum(['reconciliation', 'approval', 'document', 'feedback', 'notice']),
      status: z.enum(['open', 'closed']),
      customerRef: z.string(),
      createdAt: instantText,
    }),
  ])
  .meta({ id: 'SearchHit' });

const toHitShape = (hit: SearchHit, sight: NumberSight): z.input<typeof hitShape> =>
  hit.kind === 'request'
    ? { ...hit, createdAt: hit.createdAt.toISOString() }
    : hit.kind === 'contact'
      ? { ...hit, id: hit.ref, phone: sight.phone(hit.phone), customerRefs: [...hit.customerRefs] }
      : { ...hit, id: hit.ref };

const searchQuery = z.strictObject({
  ...pageFields,
  q: searchText.meta({
    description: 'Beginnings of words of a name, of a reference; a number, or its last four digits and more',
  }),
  kind: z.enum(searchKinds).optional().meta({ description: 'Left out: all the caller may read' }),
});

export const searchRoutes = ({ search }: { search: Search }): readonly AnyRoute[] => [
  defineRoute({
    method: 'get',
    path: '/v1/search',
    scope: 'self',
    tag: 'Search',
    summary: 'Find customers, contacts and requests',
    description:
      'Customers and contacts are found with `customers:read`, requests with `requests:read`; whoever has neither finds nothing, and a ' +
      '`kind` that the caller may not read is 403. A page may hold fewer hits than its limit while `nextCursor` leads on.',
    query: searchQuery,
    answers: { 200: { description: 'A page of hits, kind by kind', schema: listSchema(hitShape) } },
    async handle({ principal, query: { q, kind, ...page } }) {
      if (kind !== undefined) requireAccess(principal, scopeOf[kind]);
      const kinds = (kind === undefined ? searchKinds : [kind]).filter((one) =>
        permits(principal.scopes, scopeOf[one]),
      );
      const found = await search(principal.tenantId, { q, kinds }, pageRequestOf(page));
      return { status: 200, body: listJson(found, (hit) => toHitShape(hit, sightOf(principal))) };
    },
  }),
];
