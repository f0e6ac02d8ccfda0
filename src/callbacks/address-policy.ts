import { BlockList, isIP } from 'node:net';

/** Ranges that are not the public internet (reliability F7). */
const privateRanges: readonly (readonly [string, number, 'ipv4' | 'ipv6'])[] = [
  ['0.0.0.0', 8, 'ipv4'],
  ['10.0.0.0', 8, 'ipv4'],
  ['100.64.0.0', 10, 'ipv4'],
  ['127.0.0.0', 8, 'ipv4'],
  ['169.254.0.0', 16, 'ipv4'],
  ['172.16.0.0', 12, 'ipv4'],
  ['192.0.0.0', 24, 'ipv4'],
  ['192.0.2.0', 24, 'ipv4'],
  ['192.88.99.0', 24, 'ipv4'],
  ['192.168.0.0', 16, 'ipv4'],
  ['198.18.0.0', 15, 'ipv4'],
  ['198.51.100.0', 24, 'ipv4'],
  ['203.0.113.0', 24, 'ipv4'],
  ['224.0.0.0', 4, 'ipv4'],
  ['240.0.0.0', 4, 'ipv4'],
];

/** Of IPv6 only 2000::/3 is in public use; inside it these are not endpoints of their own. */
const privateInsideGlobal: readonly (readonly [string, number])[] = [
  ['2001::', 32],
  ['2001:2::', 48],
  ['2001:10::', 28],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
];

const refused = new BlockList();
for (const [ip, bits, family] of privateRanges) refused.addSubnet(ip, bits, family);
for (const [ip, bits] of privateInsideGlobal) refused.addSubnet(ip, bits, 'ipv6');

const globalV6 = new BlockList();
globalV6.addSubnet('2000::', 3, 'ipv6');

/** `::ffff:10.0.0.1`, in any spelling, is 10.0.0.1: without this a mapped address would slip past the IPv4 ranges. */
const unmapped = (address: string): string => {
  if (isIP(address) !== 6 || address.includes('%')) return address;
  const canonical = new URL(`http://[${address}]/`).hostname.slice(1, -1);
  const match = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(canonical);
  if (!match) return canonical;
  const [high, low] = [Number.parseInt(match[1] as string, 16), Number.parseInt(match[2] as string, 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join('.');
};

const within = (list: BlockList, address: string): boolean =>
  isIP(address) !== 0 && list.check(address, isIP(address) === 4 ? 'ipv4' : 'ipv6');

/** Which addresses a signed call may go to. */
export interface AddressPolicy {
  /** In one of the ranges that the operator excepted; there also plain http and any port. */
  isExcepted(address: string): boolean;
  /** Public, or excepted. Anything that is not an address is neither. */
  isAllowed(address: string): boolean;
}

/** `excepted`: addresses or ranges such as `127.0.0.0/8`; empty in production. The loopback of one family excepts that of the other. */
export const makeAddressPolicy = (excepted: readonly string[]): AddressPolicy => {
  const exceptions = new BlockList();
  for (const range of excepted) {
    const [ip = '', bits] = range.split('/');
    const family = isIP(ip) === 4 ? 'ipv4' : 'ipv6';
    exceptions.addSubnet(ip, bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits), family);
  }
  if (exceptions.check('127.0.0.1', 'ipv4')) exceptions.addAddress('::1', 'ipv6');
  const isExcepted = (address: string): boolean => within(exceptions, unmapped(address));
  const isPublic = (address: string): boolean => {
    const plain = unmapped(address);
    return isIP(plain) === 4 ? !within(refused, plain) : within(globalV6, plain) && !within(refused, plain);
  };
  return { isExcepted, isAllowed: (address) => isExcepted(address) || isPublic(address) };
};
