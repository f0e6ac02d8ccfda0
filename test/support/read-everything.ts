import { connectDatabase } from '../../src/storage/connect.ts';
import type { Caller } from './callers.ts';
import { testDatabaseUri } from './engine.ts';
import type { World } from './world.ts';

/** One answer of the API, as text. */
export interface Answer {
  path: string;
  status: number;
  text: string;
}

const textOf = (answer: { text?: string; body: unknown }): string =>
  answer.text ?? (Buffer.isBuffer(answer.body) ? answer.body.toString('utf8') : JSON.stringify(answer.body));

/** Members of a listed object that may name it in a path. */
const idsIn = (item: object): string[] =>
  ['id', 'ref', 'name'].flatMap((key) => {
    const value = (item as Record<string, unknown>)[key];
    return typeof value === 'string' && /^[\w.:-]+$/.test(value) ? [value] : [];
  });

/**
 * Every GET of the reference as this caller sees it: each list, and each object route with every id that its list shows or
 * that is given besides, by path of the list; objects without a list are asked for under every id there is.
 */
export const readEverything = async (
  world: World,
  caller: Pick<Caller, 'get'>,
  alsoIds: Readonly<Record<string, readonly string[]>> = {},
): Promise<Answer[]> => {
  const { paths } = (await world.api.get('/openapi.json')).body as {
    paths: Record<string, Record<string, unknown>>;
  };
  const readable = Object.keys(paths).filter((path) => paths[path]?.get !== undefined);
  const answers: Answer[] = [];
  const ids = new Map(Object.entries(alsoIds).map(([path, also]) => [path, new Set(also)] as const));
  const read = async (path: string): Promise<unknown> => {
    const answer = await caller.get(path);
    answers.push({ path, status: answer.status, text: textOf(answer) });
    return answer.body;
  };
  for (const path of readable.filter((one) => !one.includes('{'))) {
    const listed = ids.get(path) ?? new Set<string>();
    ids.set(path, listed);
    let cursor: string | null = null;
    do {
      const query: string = cursor === null ? '' : `&cursor=${cursor}`;
      const page = (await read(`${path}?limit=200${query}`)) as { data?: object[]; nextCursor?: string };
      for (const id of (page.data ?? []).flatMap(idsIn)) listed.add(id);
      cursor = page.nextCursor ?? null;
    } while (cursor !== null);
  }
  const everyId = new Set([...ids.values()].flatMap((some) => [...some]));
  for (const path of readable.filter((one) => one.includes('{'))) {
    for (const id of ids.get(path.replace(/\/\{.*$/, '')) ?? everyId) await read(path.replace(/\{\w+\}/, id));
  }
  return answers;
};

/** Every stored document by collection, as text: sealed bytes once as base64, once as they are. */
export const storedText = async (databaseName: string): Promise<Map<string, string>> => {
  const connection = await connectDatabase({ uri: testDatabaseUri(), name: databaseName });
  try {
    const texts = new Map<string, string>();
    for (const { name } of (await connection.db?.listCollections().toArray()) ?? []) {
      const documents = (await connection.db?.collection(name).find().toArray()) ?? [];
      const raw: string[] = [];
      const json = JSON.stringify(documents, (_key, value: unknown) => {
        if (typeof value === 'object' && value !== null && '_bsontype' in value && 'buffer' in value) {
          const { buffer } = value as { buffer: Buffer }; // a Binary of the driver
          raw.push(Buffer.from(buffer).toString('latin1'));
          // Not as base64: in its letters any short word turns up by chance.
          return '(bytes)';
        }
        return value;
      });
      texts.set(name, `${json}\n${raw.join('\n')}`);
    }
    return texts;
  } finally {
    await connection.close();
  }
};
