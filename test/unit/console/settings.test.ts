import { monthPlus } from '../../../console/src/parts/day-text.ts';
import { callbackTypes as offered } from '../../../console/src/places/settings/callbacks/callback-types.ts';
import { areas } from '../../../console/src/places/settings/keys/scopes.ts';
import { paceOf } from '../../../console/src/places/settings/keys/pace-of.ts';
import { browserOf } from '../../../console/src/places/settings/browser-of.ts';
import { appointedBy, roles } from '../../../console/src/places/settings/people/roles.ts';
import { callbackTypes } from '../../../src/callbacks/callback-types.ts';
import { roles as allRoles, roleTable, scopes } from '../../../src/staff/permissions.ts';

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

describe('settings: what a key may be given', () => {
  it('offers every scope but those that are everything, or a compartment', () => {
    const rest = scopes.filter((scope) => !['compliance', 'admin', '*'].includes(scope));

    expect(areas.flatMap((area): string[] => [...area.scopes]).sort()).toEqual([...rest].sort());
  });

  it.each([
    ['', null],
    ['600', 600],
    ['6.000', 6_000],
    ['1.000.000', 1_000_000],
    ['0', undefined],
    ['1000001', undefined],
    ['çok', undefined],
  ])('a pace typed as «%s»', (typed, pace) => {
    expect(paceOf(typed)).toBe(pace);
  });
});

describe('settings: what an endpoint may be called about', () => {
  it('offers every type of the API', () => {
    expect([...offered].sort()).toEqual([...callbackTypes].sort());
  });
});

describe('settings: months', () => {
  it.each([
    ['2026-11', 1, '2026-12'],
    ['2026-12', 1, '2027-01'],
    ['2026-11', -11, '2025-12'],
    ['2026-01', -1, '2025-12'],
  ])('%s and %d', (month, months, then) => {
    expect(monthPlus(month, months)).toBe(then);
  });
});
