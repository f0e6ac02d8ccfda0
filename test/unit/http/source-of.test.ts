import type { IncomingMessage } from 'node:http';
import { sourceOf } from '../../../src/http/source-of.ts';

const call = (remoteAddress: string | undefined, forwarded?: string | string[]): IncomingMessage =>
  // What is read of a request here.
  ({ socket: { remoteAddress }, headers: { 'x-forwarded-for': forwarded } }) as unknown as IncomingMessage;

describe('whom a call comes from', () => {
  it.each([
    ['no proxy', call('192.0.2.1', '198.51.100.7'), 0, '192.0.2.1'],
    ['one proxy', call('10.0.0.1', '198.51.100.7'), 1, '198.51.100.7'],
    [
      'one proxy, a header somebody made up',
      call('10.0.0.1', '203.0.113.9, 198.51.100.7'),
      1,
      '198.51.100.7',
    ],
    ['two proxies', call('10.0.0.1', '203.0.113.9, 198.51.100.7, 10.0.0.2'), 2, '198.51.100.7'],
    ['more proxies than were passed', call('10.0.0.1', '198.51.100.7'), 3, '198.51.100.7'],
    ['a proxy that says nothing', call('10.0.0.1'), 1, '10.0.0.1'],
    ['the header in two lines', call('10.0.0.1', ['203.0.113.9', '198.51.100.7']), 1, '198.51.100.7'],
    ['an IPv4 address in IPv6', call('::ffff:192.0.2.1'), 0, '192.0.2.1'],
    ['IPv6', call('2001:db8:1:2:3:4:5:6'), 0, '2001:db8:1:2::/64'],
    ['IPv6, shortened', call('2001:db8::6'), 0, '2001:db8:0:0::/64'],
    ['IPv6 of this machine', call('::1'), 0, '0:0:0:0::/64'],
    ['a connection that is gone', call(undefined), 0, ''],
  ])('%s', (_title, req, hops, source) => {
    expect(sourceOf(req, hops)).toBe(source);
  });
});
