import { MongoClient } from 'mongodb';
import { startServer } from '../src/server.ts';
import { startEmbeddedDatabase } from '../src/start.ts';
import path from 'node:path';
import { stat } from 'node:fs/promises';
import { temporaryDirectory } from './engines.ts';
import { rawClient } from './raw-client.ts';

describe('the server in this process', () => {
  it('commits writers that arrive together in one transaction', async () => {
    const directory = await temporaryDirectory();
    const server = await startServer({ directory: directory.path, listen: { port: 0 } });
    const client = await new MongoClient(server.uri, { maxPoolSize: 32, minPoolSize: 32 }).connect();
    const collection = client.db('test').collection<{ _id: number }>('c');
    await Promise.all(Array.from({ length: 640 }, (_, id) => collection.insertOne({ _id: id })));
    expect(server.statistics.jobs).toBe(640);
    expect(server.statistics.commits).toBeLessThan(320);
    expect(server.statistics.largestGroup).toBeGreaterThan(3);
    expect(await collection.countDocuments({})).toBe(640);
    await client.close();
    await server.close();
    await directory.remove();
  });

  it('finds the writes of many connections waiting: takes all of them into the next transaction', async () => {
    const directory = await temporaryDirectory();
    const socket = path.join(directory.path, 'socket');
    const server = await startServer({ directory: directory.path, listen: { socket } });
    const clients = await Promise.all(Array.from({ length: 64 }, () => rawClient(server.uri)));
    const insert = (n: number) => ({ insert: 'c', documents: [{ _id: n }], $db: 'test' });
    // Connections are accepted one by one: all of them are there once each has had an answer.
    for (const client of clients) await client.command({ ping: 1, $db: 'test' });
    await clients[0]?.command(insert(-1));
    const before = server.statistics.commits;

    // What is written here lies in the sockets of the kernel before the server, in the same thread, reads the first of it.
    const replies = await Promise.all(clients.map((client, n) => client.command(insert(n))));

    expect(replies.map(({ n }): unknown => n)).toEqual(clients.map(() => 1));
    expect(server.statistics.commits - before).toBe(1);
    expect(server.statistics.largestGroup).toBe(64);
    for (const client of clients) client.close();
    await server.close();
    await directory.remove();
  });

  it('listens on a private socket, also when the directory has a long name', async () => {
    const directory = await temporaryDirectory();
    const long = path.join(directory.path, 'x'.repeat(120));
    const database = await startEmbeddedDatabase({ directory: long, inProcess: true });
    const socket = decodeURIComponent(/mongodb:\/\/([^/]*)\//.exec(database.uri)?.[1] ?? '');
    expect((await stat(socket)).mode & 0o777).toBe(0o600);
    expect((await stat(path.dirname(socket))).mode & 0o777).toBe(0o700);
    const client = await new MongoClient(database.uri).connect();
    expect(await client.db('admin').command({ ping: 1 })).toMatchObject({ ok: 1 });
    await client.close();
    await database.close();
    await expect(stat(socket)).rejects.toThrow();
    await directory.remove();
  });
});
