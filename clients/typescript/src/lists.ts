import type { Api } from './api.ts';
import type { paths } from './generated/openapi.ts';

interface PageShape {
  data: readonly unknown[];
  nextCursor: string | null;
}

type GetOf<Path extends keyof paths> = paths[Path] extends { get: infer Operation } ? Operation : never;
type PageOf<Path extends keyof paths> =
  GetOf<Path> extends { responses: { 200: { content: { 'application/json': infer Page } } } } ? Page : never;

/** Routes that answer a list in pages. */
export type ListPath = {
  [Path in keyof paths]: PageOf<Path> extends never ? never : PageOf<Path> extends PageShape ? Path : never;
}[keyof paths];

/** What one line of the list is. */
export type ItemOf<Path extends ListPath> =
  PageOf<Path> extends { data: readonly (infer Item)[] } ? Item : never;

type ParametersOf<Path extends ListPath> =
  GetOf<Path> extends { parameters: infer Parameters } ? Parameters : never;
type QueryOf<Path extends ListPath> =
  ParametersOf<Path> extends { query?: infer Query } ? Omit<NonNullable<Query>, 'cursor'> : object;
type PathPartsOf<Path extends ListPath> =
  ParametersOf<Path> extends { path: infer Parts } ? { path: Parts } : { path?: never };

export type ListOptions<Path extends ListPath> = PathPartsOf<Path> & {
  /** `limit` is the size of a page, not of the list. */
  query?: QueryOf<Path>;
  signal?: AbortSignal | undefined;
};

/** Options may be left out where the path has no parameter. */
export type ListArguments<Path extends ListPath> =
  PathPartsOf<Path> extends { path?: never } ? [options?: ListOptions<Path>] : [options: ListOptions<Path>];

/** Reads a list to its end, a page at a time and no sooner than it is asked for. */
export const makeList = (api: Api) =>
  async function* list<Path extends ListPath>(
    path: Path,
    ...[options]: ListArguments<Path>
  ): AsyncGenerator<ItemOf<Path>, void, undefined> {
    for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
      const {
        path: parts,
        query,
        signal,
      } = (options ?? {}) as {
        path?: object;
        query?: object;
        signal?: AbortSignal;
      };
      const params = { path: parts, query: cursor === null ? { ...query } : { ...query, cursor } };
      // The types of one path cannot be followed through a parameter; those of the arguments were checked above.
      const { data } = await api.GET(path as never, { params, signal } as never);
      const page = data as unknown as { data: ItemOf<Path>[]; nextCursor: string | null };
      yield* page.data;
      cursor = page.nextCursor;
    }
  };

export type List = ReturnType<typeof makeList>;
