import { browserOf } from '../../../console/src/places/settings/browser-of.ts';
import { appointedBy, roles } from '../../../console/src/places/settings/people/roles.ts';
import { roles as allRoles, roleTable } from '../../../src/staff/permissions.ts';

describe('settings: who may give which role', () => {
  it('offers every role the table has', () => {
    expect([...roles].sort()).toEqual([...allRoles].sort());
  });

  it.each(allRoles)('%s: is offered what the table lets them give', (role) => {
    expect([...appointedBy(role)].sort()).toEqual([...roleTable[role].appoints].sort());
  });
});

describe('settings: a browser in words', () => {
  it.each([
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
      'Chrome · Windows',
    ],
    [
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
      'Edge · Windows',
    ],
    [
      'Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1',
      'Safari · iPhone',
    ],
    [
      'Mozilla/5.0 (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Mobile Safari/537.36',
      'Chrome · Android',
    ],
    ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox · Linux'],
    ['curl/8.5.0', null],
  ])('%s', (agent, words) => {
    expect(browserOf(agent)).toBe(words);
  });
});
