import { makeAddressPolicy } from '../../../src/callbacks/address-policy.ts';
import { checkCallbackUrl, checkCallbackUrlAtSave } from '../../../src/callbacks/callback-url.ts';

const strict = makeAddressPolicy([]);
const local = makeAddressPolicy(['127.0.0.0/8']);
const resolvesTo =
  (...addresses: string[]) =>
  async () =>
    addresses;
const unresolved = () => Promise.reject(new Error('ENOTFOUND'));

describe('checkCallbackUrl', () => {
  it.each([
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:169.254.169.254]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://169.254.169.254/latest/meta-data',
    'https://１２７.０.０.１/',
    'https://93.184.216.34/',
    'https://user@example.com/',
    'https://user:pw@example.com/',
    'https://example.com./',
    'https://example.com/#x',
    'https://exa mple.com/',
    'https://example.com\\@127.0.0.1/',
    'https:// example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'javascript:alert(1)',
    '//example.com/',
    'example.com',
    '',
    `https://example.com/${'x'.repeat(2048)}`,
  ])('gets %s: refused', (url) => {
    expect(() => checkCallbackUrl(url, strict)).toThrow(
      expect.objectContaining({ code: 'callback_url_refused' }),
    );
  });

  it('gets an international name: shown as it is resolved', () => {
    expect(checkCallbackUrl('https://örnek.com/x', strict).hostname).toBe('xn--rnek-4qa.com');
  });

  it('gets an excepted address: plain http and any port are fine there', () => {
    expect(checkCallbackUrl('http://127.0.0.1:9000/x', local)).toMatchObject({ onlyExcepted: true });
    expect(() => checkCallbackUrl('http://10.0.0.1:9000/x', local)).toThrow();
  });
});

describe('checkCallbackUrlAtSave', () => {
  it.each([
    ['a public name', 'https://erp.example.com/', strict, resolvesTo('93.184.216.34'), true],
    ['a private name', 'https://erp.example.com/', strict, resolvesTo('10.0.0.5'), false],
    [
      'a name with one private address',
      'https://erp.example.com/',
      strict,
      resolvesTo('93.184.216.34', '::1'),
      false,
    ],
    ['a name that is not known yet', 'https://erp.example.com/', strict, unresolved, true],
    ['plain http', 'http://erp.example.com/', strict, resolvesTo('93.184.216.34'), false],
    ['another port', 'https://erp.example.com:8443/', strict, resolvesTo('93.184.216.34'), false],
    ['http to an excepted name', 'http://erp.local:8080/', local, resolvesTo('127.0.0.1', '::1'), true],
    [
      'http to a public name beside an exception',
      'http://erp.example.com/',
      local,
      resolvesTo('93.184.216.34'),
      false,
    ],
    ['http to an unknown name beside an exception', 'http://erp.local/', local, unresolved, false],
  ])('gets %s: accepted is %#', async (_case, url, policy, lookup, accepted) => {
    const check = checkCallbackUrlAtSave(url, policy, lookup);

    if (accepted) await expect(check).resolves.toBeUndefined();
    else await expect(check).rejects.toMatchObject({ code: 'callback_url_refused' });
  });
});
