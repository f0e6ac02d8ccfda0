import type { IncomingMessage } from 'node:http';
import { isIPv6 } from 'node:net';

/** The first four groups of an IPv6 address, which one subscriber has whole; `::ffff:192.0.2.1` as the IPv4 address it is. */
const networkOf = (address: string): string => {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped !== undefined) return mapped;
  if (!isIPv6(address)) return address;
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::');
  const [before, after] = [head, tail ?? ''].map((part) => part.split(':').filter((group) => group !== ''));
  const missing = tail === undefined ? 0 : 8 - (before?.length ?? 0) - (after?.length ?? 0);
  const groups = [...(before ?? []), ...Array<string>(Math.max(0, missing)).fill('0'), ...(after ?? [])];
  return `${groups.slice(0, 4).join(':')}::/64`;
};

/**
 * Whom a call comes from, to count by: the address, or the network of an IPv6 address. Of `X-Forwarded-For` only what the
 * `trustedProxyHops` proxies in front of us wrote is believed.
 */
export const sourceOf = (req: IncomingMessage, trustedProxyHops: number): string => {
  const { remoteAddress } = req.socket;
  if (trustedProxyHops === 0) return networkOf(remoteAddress ?? '');
  const header = req.headers['x-forwarded-for'];
  const forwarded = (Array.isArray(header) ? header.join(',') : (header ?? ''))
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  const chain = [...forwarded, remoteAddress ?? ''];
  return networkOf(chain[Math.max(0, chain.length - 1 - trustedProxyHops)] ?? '');
};
