import request from 'supertest';
import type { InboxBody } from '../../src/inbox/inbox.repository.ts';
import { makeFindOrder, makeSubmitCommand } from '../../src/inbox/make-submit-command.ts';
import { makeTestApp } from '../support/app.ts';
import { aRequest } from '../support/builders-api.ts';
import { aFile, found } from '../support/file-records.ts';
import { minutes } from '../support/records.ts';

/** The API over an inbox that keeps the first of each id, as the stored one does. */
const scene = () => {
  const kept = new Map<string, InboxBody>();
  const inbox = { bodyOf: async (_tenantId: string, id: string) => kept.get(id) ?? null };
  const submitCommand = makeSubmitCommand({
    inbox,
    submitInput: async (_tenantId, { id, body }) => {
      if (!kept.has(id)) kept.set(id, body);
    },
  });
  const test = makeTestApp({
    ports: (ports) => {
      if (ports.documents === undefined) throw new Error('the fakes have documents');
      const documents = { ...ports.documents, waitsForReview: async () => true, scannerIsSetUp: true };
      return { ...ports, submitCommand, findOrder: makeFindOrder({ inbox }), documents };
    },
  });
  test.held.requests.push(aRequest({ kind: 'document' }));
  test.held.files.push(
    aFile({
      state: 'clean',
      source: 'link',
      found: found(10),
      contents: { original: 'a/b', view: null },
      checkedAt: minutes(1),
      nextAttemptAt: null,
    }),
  );
  const bearer = test.bearer(['documents:write']);
  const send = async (order: string, body?: object): Promise<[number, string | null]> => {
    const call = request(test.app)
      .post(`/v1/documents/fil_1/${order}`)
      .set('Authorization', bearer)
      .set('Idempotency-Key', 'key-1');
    const answer = await (body === undefined ? call : call.send(body));
    return [answer.status, (answer.body as { code?: string }).code ?? null];
  };
  return { send, kept };
};

const conflict = [422, 'idempotency_key_reused'];

type Order = readonly [order: string, body?: object];
const orders: readonly (readonly [how: string, first: Order, other: Order])[] = [
  ['accept, then reject', ['accept'], ['reject', { reason: 'unreadable' }]],
  ['reject, then accept', ['reject', { reason: 'unreadable' }], ['accept']],
  ['reject, then for another reason', ['reject', { reason: 'unreadable' }], ['reject', { reason: 'other' }]],
];

describe('an Idempotency-Key of a review that is used again', () => {
  it.each(orders)(
    '%s: 422, nothing more is ordered, the repeat is answered as before',
    async (_how, first, other) => {
      const { send, kept } = scene();
      const answers = [await send(...first), await send(...other), await send(...first)];

      expect(answers).toEqual([[202, null], conflict, [202, null]]);
      expect(kept.size).toBe(1);
      const [body] = kept.values();
      expect(JSON.stringify(body)).toContain(`${first[0]}-document`);
    },
  );
});
