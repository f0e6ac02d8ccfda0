/** All of a list, whatever number of pages it has. */
export const everyPage = async <Item>(
  read: (query: { limit: number; cursor?: string }) => Promise<{ data: Item[]; nextCursor: string | null }>,
): Promise<readonly Item[]> => {
  const all: Item[] = [];
  let cursor: string | null = null;
  do {
    const page: { data: Item[]; nextCursor: string | null } = await read({
      limit: 200,
      ...(cursor === null ? {} : { cursor }),
    });
    all.push(...page.data);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
};
