import { expectedOrigin, relyingPartyOf } from '../../../src/staff/relying-party.ts';

describe('passkeys at an address', () => {
  it.each([
    [
      'https',
      'https://konsol.example.com/x',
      { id: 'konsol.example.com', origin: 'https://konsol.example.com' },
    ],
    ['https at a port', 'https://a.example:8443', { id: 'a.example', origin: 'https://a.example:8443' }],
    ['this machine', 'http://localhost:3000', { id: 'localhost', origin: 'http://localhost:3000' }],
    ['plain http', 'http://konsol.example.com', null],
    ['an IPv4', 'https://192.0.2.1', null],
    ['an IPv6', 'http://[::1]:3000', null],
    ['this machine by its number', 'http://127.0.0.1:3000', null],
  ])('%s: as browsers have it', (_what, url, party) => {
    expect(relyingPartyOf(url)).toEqual(party);
  });

  it.each([
    [
      'another port of this machine',
      'http://localhost:3000',
      'http://localhost:8080',
      'http://localhost:8080',
    ],
    ['another host', 'http://localhost:3000', 'http://localhost.evil.example', 'http://localhost:3000'],
    [
      'this machine, and the server is none of it',
      'https://a.example',
      'http://localhost',
      'https://a.example',
    ],
    ['nothing', 'https://a.example', '', 'https://a.example'],
  ])('a signature of %s: has to be of this origin', (_what, url, said, expected) => {
    const party = relyingPartyOf(url);
    expect(party === null ? null : expectedOrigin(party, said)).toBe(expected);
  });
});
