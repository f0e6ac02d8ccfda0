import fc from 'fast-check';
import { makeAddressPolicy } from '../../../src/callbacks/address-policy.ts';

const strict = makeAddressPolicy([]);

describe('the address policy', () => {
  it.each([
    ...['0.0.0.0', '0.1.2.3', '10.0.0.1', '100.64.0.1', '100.127.255.255', '127.0.0.1', '127.255.255.254'],
    ...[
      '169.254.169.254',
      '172.16.0.1',
      '172.31.255.255',
      '192.0.0.1',
      '192.0.2.1',
      '192.88.99.1',
      '192.168.1.1',
    ],
    ...[
      '198.18.0.1',
      '198.19.255.255',
      '198.51.100.1',
      '203.0.113.1',
      '224.0.0.1',
      '240.0.0.1',
      '255.255.255.255',
    ],
    ...[
      '::',
      '::1',
      '::ffff:127.0.0.1',
      '::ffff:7f00:1',
      '::ffff:169.254.169.254',
      '0:0:0:0:0:ffff:a00:1',
      '::127.0.0.1',
    ],
    ...[
      '64:ff9b::a9fe:a9fe',
      '64:ff9b:1::1',
      '2001::1',
      '2001:db8::1',
      '2002:7f00:1::',
      'fc00::1',
      'fd12::1',
      'fe80::1',
    ],
    ...['fe80::1%eth0', 'fec0::1', 'ff02::1', '100::1', '3fff::1', 'not an address', ''],
  ])('is asked for %s: refused', (address) => {
    expect(strict.isAllowed(address)).toBe(false);
  });

  it.each([
    '93.184.216.34',
    '1.1.1.1',
    '100.63.255.255',
    '100.128.0.1',
    '172.32.0.1',
    '192.0.1.1',
    '2606:4700::1111',
    '::ffff:1.1.1.1',
  ])('is asked for %s: allowed', (address) => {
    expect(strict.isAllowed(address)).toBe(true);
  });

  it('has an excepted range: inside allowed in every spelling, outside still refused', () => {
    const policy = makeAddressPolicy(['127.0.0.0/8', '10.1.2.3', 'fd00::/8']);

    const inside = ['127.0.0.1', '127.9.9.9', '::1', '::ffff:127.0.0.1', '10.1.2.3', 'fd00::5'];
    expect(inside.map((address) => policy.isExcepted(address))).toEqual(inside.map(() => true));
    expect(['10.1.2.4', 'fc00::1', '169.254.169.254'].map((address) => policy.isAllowed(address))).toEqual([
      false,
      false,
      false,
    ]);
    expect(policy.isExcepted('1.1.1.1')).toBe(false);
  });

  it('is asked for any IPv4 address as a mapped one: the same answer', () => {
    fc.assert(
      fc.property(fc.ipV4(), (address) => {
        expect(strict.isAllowed(`::ffff:${address}`)).toBe(strict.isAllowed(address));
      }),
    );
  });
});
