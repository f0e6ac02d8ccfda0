import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { Shape } from '../../../api/shapes.ts';
import { proved } from '../../../parts/proof.ts';
import { everyPage } from '../../../parts/every-page.ts';

export type Person = Shape<'Staff'>;

export const peopleQuery = queryOptions({
  queryKey: ['staff', 'all'],
  queryFn: ({ signal }) =>
    everyPage((page) => dataOf(api.GET('/v1/staff', { params: { query: page }, signal }))),
});

export const invite = (body: {
  name: string;
  email: string;
  role: Person['role'];
  language: Person['language'];
}) => proved(() => dataOf(api.POST('/v1/staff', { body })));

/** Which one, and the revision that was seen: nobody's change is overwritten unseen. */
interface SeenPerson {
  id: string;
  rev: number;
}

const asSeen = ({ id, rev }: SeenPerson) => ({
  params: { path: { id } },
  headers: { 'If-Match': `"${String(rev)}"` },
});

export const changePerson = ({
  seen,
  change,
}: {
  seen: SeenPerson;
  change: { role?: Person['role']; name?: string; disabled?: boolean };
}) => proved(() => dataOf(api.PATCH('/v1/staff/{id}', { ...asSeen(seen), body: change })));

export const newLink = (seen: SeenPerson) =>
  proved(() => dataOf(api.POST('/v1/staff/{id}/link', asSeen(seen))));
