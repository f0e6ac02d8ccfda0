import { request as httpRequest } from 'node:http';
import type { AddressInfo } from 'node:net';
import request from 'supertest';
import type { RequestId } from '../../src/shared/ids.ts';
import { tenantA } from '../support/builders-api.ts';
import { openTestDatabase, type TestDatabase } from '../support/database.ts';
import { aFile } from '../support/file-records.ts';
import { makeUploadWorld, pdf, type UploadWorld } from '../support/upload-world.ts';

const day = 86_400_000;
const boundary = 'grenze';

let database: TestDatabase;
let world: UploadWorld;
beforeAll(async () => {
  database = await openTestDatabase();
});
beforeEach(() => {
  world = makeUploadWorld(database);
});
afterEach(async () => {
  for (const name of ['files', 'uploadlinks', 'fs.files', 'fs.chunks'] as const) await database.empty(name);
});
afterAll(() => database.close());

const filesHeld = () => world.files.listOfRequest(tenantA, 'req_1' as RequestId);

/** A body as nobody's library would write it. */
const post = (token: string, body: string | Buffer, type = `multipart/form-data; boundary=${boundary}`) =>
  request(world.app)
    .post(`/u/${token}/files`)
    .set('Content-Type', type)
    .serialize((raw) => raw as unknown as string)
    .send(Buffer.isBuffer(body) ? body : Buffer.from(body));
const part = (disposition: string, content = pdf.toString('latin1'), type = 'application/pdf'): string =>
  `--${boundary}\r\nContent-Disposition: ${disposition}\r\nContent-Type: ${type}\r\n\r\n${content}\r\n`;
const file = (name = 'a.pdf', field = 'file'): string =>
  part(`form-data; name="${field}"; filename="${name}"`);
const end = `--${boundary}--\r\n`;

describe('an upload', () => {
  it('of a good file: 201, stored, destroyed after a day when the person never finishes', async () => {
    const token = await world.aLink();
    const answer = await world.upload(token, 'imza sirküleri.pdf');

    expect([answer.status, answer.body]).toEqual([
      201,
      { fileId: expect.stringMatching(/^fil_/), state: 'clean', reason: null },
    ]);
    const [stored] = await filesHeld();
    expect(stored).toMatchObject({
      id: answer.body.fileId,
      source: 'link',
      customerRef: 'C001',
      contactRef: 'C001-1',
      declared: { filename: 'imza sirküleri.pdf', mimeType: 'application/pdf' },
      destroyAt: new Date(world.clock.now().getTime() + day),
    });
    expect(await world.store.read(tenantA, stored?.contents.original ?? '')).toEqual(pdf);
  });

  it('while the scanner is away: 201 and pending_scan', async () => {
    world.verdict.is = 'unavailable';
    const answer = await world.upload(await world.aLink());
    expect([answer.status, answer.body.state]).toEqual([201, 'pending_scan']);
    expect((await filesHeld())[0]?.destroyAt).not.toBeNull();
  });

  it.each([
    ['a program named as PDF', 'x.pdf', Buffer.from('MZ\x90\x00\x03'), 'application/pdf', 'type_mismatch'],
    ['a web page', 'x.html', Buffer.from('<html></html>'), 'text/html', 'type_not_allowed'],
    ['nothing at all', 'x.pdf', Buffer.alloc(0), 'application/pdf', 'empty'],
    ['a PDF declared as picture', 'x.png', pdf, 'image/png', 'type_mismatch'],
  ])(
    'of %s: 422 file_type_refused with the reason, nothing stored',
    async (_what, name, content, type, reason) => {
      const answer = await world.upload(await world.aLink(), name, content, type);
      expect([answer.status, answer.type]).toEqual([422, 'application/problem+json']);
      expect(answer.body).toMatchObject({
        code: 'file_type_refused',
        state: 'refused',
        reason,
        fileId: null,
      });
      expect(await database.models.collection('fs.files').countDocuments()).toBe(0);
    },
  );

  it('of an infected file: 422 file_infected, nothing stored', async () => {
    world.verdict.is = 'infected';
    const answer = await world.upload(await world.aLink());
    expect(answer.status).toBe(422);
    expect(answer.body).toMatchObject({ code: 'file_infected', state: 'infected', reason: 'infected' });
    expect(await database.models.collection('fs.files').countDocuments()).toBe(0);
  });

  it.each([
    ['one byte over the limit', 2001],
    ['far over the limit', 60_000],
  ])('%s: 413 payload_too_large', async (_what, size) => {
    const big = Buffer.concat([pdf, Buffer.alloc(size - pdf.length)]);
    const answer = await world.upload(await world.aLink(), 'x.pdf', big);
    expect([answer.status, answer.body.code]).toEqual([413, 'payload_too_large']);
    expect(await filesHeld()).toEqual([]);
  });

  it('without a declared length, endless: 413 as soon as the limit is passed', async () => {
    const token = await world.aLink();
    const sent = await stream(token, {
      write: (send) => {
        send(file().slice(0, -2));
        for (let i = 0; i < 40; i += 1) send('x'.repeat(1000));
      },
    });
    expect(sent.status).toBe(413);
  });

  it('with a huge preamble and no file: 413, whatever the parser makes of it', async () => {
    const answer = await post(await world.aLink(), 'p'.repeat(40_000) + `\r\n${file()}${end}`);
    expect(answer.status).toBe(413);
  });

  it('that stalls: 408 upload_timeout, and the place of the file is free again', async () => {
    world = makeUploadWorld(database, { limits: { timeoutMs: 60, maxFiles: 1 } });
    const token = await world.aLink();
    const sent = await stream(token, { write: (send) => send(file().slice(0, -20)), stall: true });
    expect([sent.status, sent.body]).toEqual([408, expect.stringContaining('upload_timeout')]);
    expect((await world.upload(token)).status).toBe(201);
  });

  it('that breaks off: nothing is stored and the next one works', async () => {
    const token = await world.aLink();
    await stream(token, { write: (send) => send(file().slice(0, -20)), breakOff: true });
    expect(await filesHeld()).toEqual([]);
    expect((await world.upload(token)).status).toBe(201);
  });
});

/** Sends a chunked body by hand. */
const stream = (
  token: string,
  how: { write: (send: (text: string) => void) => void; stall?: boolean; breakOff?: boolean },
): Promise<{ status: number; body: string }> =>
  new Promise((resolve, reject) => {
    const server = world.app.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      const done = (status: number, body: string): void => {
        server.closeAllConnections();
        server.close(() => resolve({ status, body }));
      };
      const call = httpRequest({
        port,
        host: '127.0.0.1',
        method: 'POST',
        path: `/u/${token}/files`,
        headers: { 'content-type': `multipart/form-data; boundary=${boundary}` },
      });
      call.on('response', (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => (text += chunk.toString()));
        response.on('end', () => done(response.statusCode ?? 0, text));
      });
      call.on('error', (error) => (how.breakOff ? done(0, '') : reject(error)));
      how.write((text) => call.write(text));
      if (how.breakOff) setImmediate(() => call.destroy(new Error('gone')));
      else if (!how.stall) call.end();
    });
  });

describe('the body of an upload', () => {
  it.each([
    ['JSON', 'application/json', '{}'],
    ['a form without files', 'application/x-www-form-urlencoded', 'file=x'],
    ['the bare file', 'application/pdf', pdf],
    ['multipart of another kind', `multipart/mixed; boundary=${boundary}`, file() + end],
    ['no boundary', 'multipart/form-data', file() + end],
    ['an empty boundary', 'multipart/form-data; boundary=', file() + end],
  ])('is %s: 415', async (_what, type, body) => {
    const answer = await post(await world.aLink(), body, type);
    expect([answer.status, answer.body.code]).toEqual([415, 'unsupported_media_type']);
  });

  it('is compressed: 415', async () => {
    const answer = await post(await world.aLink(), file() + end).set('Content-Encoding', 'gzip');
    expect(answer.status).toBe(415);
  });

  it.each([
    ['two files', file() + file('b.pdf') + end],
    ['a field beside the file', file() + part('form-data; name="note"', 'x', 'text/plain') + end],
    ['a field before the file', part('form-data; name="note"', 'x', 'text/plain') + file() + end],
    ['a hundred fields', part('form-data; name="a"', 'x', 'text/plain').repeat(100) + end],
    ['a nested field name', file('a.pdf', 'file[a][b]') + end],
    ['a prototype as field name', file('a.pdf', '__proto__') + end],
    ['another field name', file('a.pdf', 'document') + end],
    ['no part', end],
    ['no file name', part('form-data; name="file"') + end],
    ['a part that is no form data', part('attachment; filename="a.pdf"') + end],
    ['no end', file()],
    [
      'headers larger than any',
      `--${boundary}\r\nX-A: ${'a'.repeat(9000)}\r\n${file().slice(boundary.length + 4)}${end}`,
    ],
    ['nothing but noise', 'noise'],
  ])('holds %s: 400 and nothing stored', async (_what, body) => {
    const answer = await post(await world.aLink(), body);
    expect([answer.status, answer.body.code]).toEqual([400, 'validation_failed']);
    expect(await filesHeld()).toEqual([]);
  });

  it.each([
    ['a path', '../../etc/passwd.pdf', 'passwd.pdf'],
    ['a Windows path', 'C:\\\\Windows\\\\x.pdf', 'x.pdf'],
    ['escaped line breaks', 'a%0D%0ASet-Cookie: x=1.pdf', expect.not.stringMatching(/[\r\n]/)],
    ['a mark that turns the writing around', 'fdp.\u202Egpj.pdf', 'fdp.gpj.pdf'],
    ['only dots', '...', null],
  ])('names the file with %s: kept as a plain name or none', async (_what, name, expected) => {
    const answer = await post(await world.aLink(), Buffer.from(file(name) + end));
    expect(answer.status).toBe(201);
    const [stored] = await filesHeld();
    expect(stored?.declared.filename).toEqual(expected);
  });

  it('names the file over two lines: no file that is accepted, and no header of its own', async () => {
    const answer = await post(await world.aLink(), file('a\r\nX-Evil: 1\r\n\r\n.pdf') + end);
    expect(answer.status).toBe(422);
    expect(answer.headers['x-evil']).toBeUndefined();
  });
});

describe('what one link takes', () => {
  it('more files than it takes: 409 too_many_files; one taken back makes room', async () => {
    const token = await world.aLink();
    const ids: string[] = [];
    for (const name of ['a.pdf', 'b.pdf', 'c.pdf'])
      ids.push((await world.upload(token, name)).body.fileId as string);
    const refused = await world.upload(token);
    expect([refused.status, refused.body.code]).toEqual([409, 'too_many_files']);

    expect((await request(world.app).delete(`/u/${token}/files/${ids[1] ?? ''}`)).status).toBe(204);
    expect((await world.upload(token, 'd.pdf')).status).toBe(201);
  });

  it('many at once: never more than it takes; who does not wait is told to', async () => {
    const token = await world.aLink();
    const answers = await Promise.all(Array.from({ length: 6 }, () => world.upload(token)));
    const taken = answers.filter(({ status }) => status === 201).length;
    expect(taken).toBeLessThanOrEqual(3);
    expect(await filesHeld()).toHaveLength(taken);
    for (const { status, headers } of answers.filter((answer) => answer.status !== 201)) {
      expect([409, 429]).toContain(status);
      if (status === 429) expect(headers['retry-after']).toBe('2');
    }
    expect((await world.upload(token)).status).toBe(taken < 3 ? 201 : 409);
  });

  it('too often in a while: 429 with Retry-After, until the while is over', async () => {
    world = makeUploadWorld(database, { limits: { perLink: { calls: 2, windowMs: 60_000 } } });
    const token = await world.aLink();
    const wrong = () => post(token, 'x', 'text/plain');
    expect([(await wrong()).status, (await wrong()).status]).toEqual([415, 415]);
    const answer = await wrong();
    expect([answer.status, answer.body.code, answer.headers['retry-after']]).toEqual([
      429,
      'rate_limited',
      '60',
    ]);
    expect((await world.upload(await world.aLink())).status).toBe(201);
    world.clock.turn(60_000);
    expect((await wrong()).status).toBe(415);
  });

  it('one address calls too often, with whatever tokens: 429', async () => {
    world = makeUploadWorld(database, { limits: { perAddress: { calls: 3, windowMs: 60_000 } } });
    const statuses: number[] = [];
    for (const token of ['a', 'b', 'c', 'd'])
      statuses.push((await request(world.app).get(`/u/${token}/info`)).status);
    expect(statuses).toEqual([404, 404, 404, 429]);
  });

  it('the person sent too much today: 429 with Retry-After and the reason', async () => {
    await world.files.insert(
      Array.from({ length: 20 }, (_all, i) =>
        aFile({ id: `fil_${i}`, state: 'clean', receivedAt: world.clock.now(), nextAttemptAt: null }),
      ),
    );
    const answer = await world.upload(await world.aLink());
    expect([answer.status, answer.body.reason, answer.headers['retry-after']]).toEqual([
      429,
      'quota',
      '3600',
    ]);
  });
});
