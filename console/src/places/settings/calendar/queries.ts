import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { Shape } from '../../../api/shapes.ts';

export type Day = Shape<'CalendarDay'>;
export const dayKinds = ['holiday', 'half_day', 'working'] as const satisfies readonly Day['kind'][];

/** A year from today: the days that are not what their weekday says. */
export const calendarQuery = queryOptions({
  queryKey: ['calendar'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/calendar', { signal })),
});

const asSeen = (date: string, rev: number) => ({
  params: { path: { date } },
  headers: { 'If-Match': `"${String(rev)}"` },
});

/** `rev` 0: nothing was said about the day. */
export const saveDay = ({ date, rev, kind, name }: Pick<Day, 'date' | 'rev' | 'kind' | 'name'>) =>
  dataOf(api.PUT('/v1/calendar/{date}', { ...asSeen(date, rev), body: { kind, name } }));

export const removeDay = ({ date, rev }: Pick<Day, 'date' | 'rev'>) =>
  dataOf(api.DELETE('/v1/calendar/{date}', asSeen(date, rev)));
