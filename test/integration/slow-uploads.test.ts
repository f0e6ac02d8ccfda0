import { once } from 'node:events';
import { createServer } from 'node:http';
import { connect, type AddressInfo } from 'node:net';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { makeUploadWorld } from '../support/upload-world.ts';
import { waitFor } from '../support/wait-for.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await openTestDatabase();
});
afterEach(async () => {
  for (const name of ['files', 'uploadlinks', 'fs.files', 'fs.chunks'] as const) await database.empty(name);
});
afterAll(() => database.close());

const boundary = 'grenze';
const begun = (token: string): string =>
  [
    `POST /u/${token}/files HTTP/1.1`,
    'Host: test',
    `Content-Type: multipart/form-data; boundary=${boundary}`,
    'Content-Length: 1000',
    '',
    `--${boundary}`,
    'Content-Disposition: form-data; name="file"; filename="a.pdf"',
    '',
    '%PDF-1.4 and no more',
  ].join('\r\n');

describe('an upload that comes slowly', () => {
  it('while there is one place: another person uploads, and the slow one is told in the end', async () => {
    const world = makeUploadWorld(database, { limits: { maxInflight: 1, timeoutMs: 1500 } });
    const [slow, other] = [await world.aLink(), await world.aLink()];
    let arrived = 0;
    const server = createServer((req, res) => {
      req.once('data', () => (arrived += 1));
      world.app(req, res);
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    // A server that listens on a port has an address of this kind.
    const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    let text = '';
    socket.on('data', (chunk: Buffer) => (text += chunk.toString('latin1')));
    const closed = once(socket, 'close');
    socket.write(begun(slow));
    await waitFor('its beginning', () => arrived === 1);

    expect((await world.upload(other)).status).toBe(201);
    await closed;
    server.close();
    expect(text).toContain('HTTP/1.1 408');
    expect(text).toContain('upload_timeout');
  });
});
