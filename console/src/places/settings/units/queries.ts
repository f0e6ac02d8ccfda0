import { queryOptions } from '@tanstack/react-query';
import { api, dataOf } from '../../../api/client.ts';
import type { Shape } from '../../../api/shapes.ts';

export type Unit = Shape<'Unit'>;
export type UnitConstants = Shape<'UnitConstants'>;
export type Constant = UnitConstants['constants'][number];

/** Beginning with `units`: every list of units of the console. */
export const unitsQuery = queryOptions({
  queryKey: ['units', 'settings'],
  queryFn: ({ signal }) => dataOf(api.GET('/v1/units', { signal })),
});

export const constantsQuery = (code: string) =>
  queryOptions({
    queryKey: ['units', 'constants', code],
    queryFn: ({ signal }) =>
      dataOf(api.GET('/v1/units/{code}/constants', { params: { path: { code } }, signal })),
  });

const asSeen = (code: string, version: number) => ({
  params: { path: { code } },
  headers: { 'If-Match': `"${String(version)}"` },
});

/** `version` 0: nobody wrote any. */
export const saveConstants = ({
  code,
  version,
  constants,
}: {
  code: string;
  version: number;
  constants: Constant[];
}) => dataOf(api.PUT('/v1/units/{code}/constants', { ...asSeen(code, version), body: { constants } }));

export type WrittenUnit = Pick<Unit, 'kind' | 'decimals' | 'carat' | 'names' | 'words'> & {
  decimalsShown?: number;
};

/** `version` 0: only a new one. */
export const saveUnit = ({ code, version, unit }: { code: string; version: number; unit: WrittenUnit }) =>
  dataOf(api.PUT('/v1/units/{code}', { ...asSeen(code, version), body: unit }));

export const retireUnit = ({ code, version }: { code: string; version: number }) =>
  dataOf(api.DELETE('/v1/units/{code}', asSeen(code, version)));
