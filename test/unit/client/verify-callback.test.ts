import { CallbackRefused, verifyCallback } from '@mutabik/client';
import { Webhook } from 'standardwebhooks';

const secret = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const other = 'whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA';
const said = {
  type: 'request.closed',
  timestamp: '2026-11-24T10:00:00.000Z',
  data: { request: { id: 'req_1' } },
};
const body = JSON.stringify(said);
const headersOf = (text: string, at = new Date()): Record<string, string> => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': String(Math.floor(at.getTime() / 1_000)),
  'webhook-signature': new Webhook(secret).sign('msg_1', at, text),
});

describe('a callback', () => {
  it.each([
    ['headers of Node and text', headersOf(body), body],
    ['headers of fetch and bytes', new Headers(headersOf(body)), new TextEncoder().encode(body)],
    [
      'headers in other letters and a buffer',
      Object.fromEntries(Object.entries(headersOf(body)).map(([name, value]) => [name.toUpperCase(), value])),
      Buffer.from(body),
    ],
  ])('signed, with %s: is what it says', (_title, headers, raw) => {
    expect(verifyCallback(headers, raw, secret)).toEqual({ id: 'msg_1', ...said });
  });

  it('while a secret is replaced: is taken under either', () => {
    expect(verifyCallback(headersOf(body), body, [other, secret]).type).toBe('request.closed');
  });

  it('of a type of a later version: says so, so that it can be passed over', () => {
    const text = JSON.stringify({ ...said, type: 'moon.rose', data: { phase: 1 } });

    expect(verifyCallback(headersOf(text), text, secret)).toMatchObject({
      type: 'unknown',
      typeName: 'moon.rose',
      data: { phase: 1 },
    });
  });

  it.each([
    ['by another secret', headersOf(body), body, other],
    ['with another body', headersOf(body), body.replace('req_1', 'req_2'), secret],
    ['an hour ago', headersOf(body, new Date(Date.now() - 3_600_000)), body, secret],
    ['with no headers', {}, body, secret],
    ['with its signature twice', { ...headersOf(body), 'webhook-id': ['msg_1', 'msg_1'] }, body, secret],
    ['as no JSON', headersOf('{'), '{', secret],
  ])('signed %s: is refused', (_title, headers, raw, key) => {
    expect(() => verifyCallback(headers, raw, key)).toThrow(CallbackRefused);
  });
});
