import type { Server } from 'node:http';
import request from 'supertest';
import { testApiKey, type World } from './world.ts';

/** Shapes of the API's answers about runs, as far as tests look at them. */
export interface ShownRow {
  n: number;
  state: string;
  problems: string[];
  customerRef: string | null;
  name: string | null;
  accountNo: string | null;
  asked: { ref: string; name: string; language: string } | null;
  letter: { id: string; version: number } | null;
  lines: { unit: string; quantity: string; side: string }[];
  source: { line: number }[];
  eventId: string;
  requestId: string | null;
  failure: string | null;
  document: { sha256: string; bytes: number } | null;
  outcome: { decisionId: string | null; closedAt: string | null } | null;
}

export interface RunCaller {
  /** Posts a file as a form with texts beside it. */
  upload(content: string | Buffer, fields?: Record<string, string>, path?: string): request.Test;
  patch(path: string, body: object): request.Test;
  /** All rows of a run, or those of a state. */
  rows(runId: string, state?: string): Promise<ShownRow[]>;
  row(runId: string, n: number): Promise<ShownRow>;
  /** A file of the API. */
  file(path: string): Promise<Buffer>;
}

const bytes = (answer: request.Response): Buffer => answer.body as Buffer; // supertest buffers what it is told to

export const runCaller = (world: World): RunCaller => {
  const server = world.application.server as Server; // these worlds listen
  const authorization = `Bearer ${testApiKey}`;
  const rows: RunCaller['rows'] = async (runId, state) => {
    const found: ShownRow[] = [];
    let cursor: string | null = null;
    do {
      const query: string = `limit=200${state === undefined ? '' : `&state=${state}`}${cursor === null ? '' : `&cursor=${cursor}`}`;
      const answer = await world.api.get(`/v1/runs/${runId}/rows?${query}`).expect(200);
      const body = answer.body as { data: ShownRow[]; nextCursor: string | null };
      found.push(...body.data);
      cursor = body.nextCursor;
    } while (cursor !== null);
    return found;
  };
  return {
    upload: (content, fields = {}, path = '/v1/runs') => {
      const sent = request(server).post(path).set('Authorization', authorization);
      for (const [name, value] of Object.entries(fields)) void sent.field(name, value);
      return sent.attach('file', Buffer.from(content), 'bakiyeler.csv');
    },
    patch: (path, body) => request(server).patch(path).set('Authorization', authorization).send(body),
    rows,
    row: async (runId, n) => {
      const found = (await rows(runId)).find((row) => row.n === n);
      if (found === undefined) throw new Error(`no row ${n}`);
      return found;
    },
    file: async (path) =>
      bytes(
        await request(server)
          .get(path)
          .set('Authorization', authorization)
          .buffer(true)
          .parse((answer, done) => {
            const chunks: Buffer[] = [];
            answer.on('data', (chunk: Buffer) => chunks.push(chunk));
            answer.on('end', () => done(null, Buffer.concat(chunks)));
          })
          .expect(200),
      ),
  };
};
