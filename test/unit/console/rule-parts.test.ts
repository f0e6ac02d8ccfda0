import fc from 'fast-check';
import {
  durationUnits,
  readDuration,
  typedOf,
  writeDuration,
  writeTyped,
} from '../../../console/src/places/rules/durations.ts';
import { groupsOf } from '../../../console/src/places/rules/groups.ts';
import { freeId } from '../../../console/src/places/rules/rule-id.ts';

describe('durations of a rule', () => {
  it.each([
    ['PT90M', { count: 90, unit: 'minutes' }],
    ['PT120M', { count: 2, unit: 'hours' }],
    ['P1D', { count: 1, unit: 'days' }],
    ['P1DT12H', { count: 36, unit: 'hours' }],
    ['P2W', { count: 14, unit: 'days' }],
    ['PT0M', { count: 0, unit: 'minutes' }],
    ['PT0H', { count: 0, unit: 'hours' }],
    ['P0D', { count: 0, unit: 'days' }],
    ['PT0S', null],
    ['P', null],
    ['P1DT', null],
    ['soon', null],
  ])('%s', (written, read) => {
    expect(readDuration(written)).toEqual(read);
  });

  it('whatever is written is read as so long', () => {
    const minutes = { minutes: 1, hours: 60, days: 1_440 };
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 9_999 }), fc.constantFrom(...durationUnits), (count, unit) => {
        const read = readDuration(writeDuration({ count, unit }));
        expect(read && read.count * minutes[read.unit]).toBe(count * minutes[unit]);
      }),
    );
  });

  it('stay as they are typed: neither the count nor its unit changes under the hand', () => {
    const counts = fc.oneof(fc.constant('' as const), fc.integer({ min: 0, max: 9_999 }));
    fc.assert(
      fc.property(counts, fc.constantFrom(...durationUnits), (count, unit) => {
        const typed = { count, unit };
        expect(typedOf(writeTyped(typed), typed)).toEqual(typed);
      }),
    );
  });

  it('show what is written, where that is no longer what was typed', () => {
    expect(typedOf('P1D', { count: 605, unit: 'minutes' })).toEqual({ count: 1, unit: 'days' });
    expect(typedOf('P1D', null)).toEqual({ count: 1, unit: 'days' });
    expect(typedOf('soon', null)).toEqual({ count: 0, unit: 'hours' });
  });
});

describe('the id of a new rule', () => {
  it.each([
    ['Büyük hareket', 'buyuk-hareket'],
    ['  İade / ÇIĞLIK! ', 'iade-ciglik'],
    ['مرحبا', 'kural'],
    ['Types', 'types-2'],
    ['a'.repeat(120), 'a'.repeat(48)],
  ])('%s', (name, id) => {
    expect(freeId(name, new Set())).toBe(id);
  });

  it('is one that nobody has', () => {
    expect(freeId('Vade', new Set(['vade', 'vade-2']))).toBe('vade-3');
  });
});

describe('rules in a list', () => {
  const rule = (id: string, changes: object = {}) => ({
    ...{
      id,
      name: id,
      on: 'report.ready',
      priority: 50,
      shipped: false,
      state: 'published' as const,
      rev: 1,
    },
    ...{ published: null, draft: null, locked: [], history: [] },
    ...changes,
  });
  const all = [
    rule('shipped.report.ready', { shipped: true, priority: 0 }),
    rule('low', { priority: 10 }),
    rule('b'),
    rule('a', { name: 'Şube raporu', state: 'withdrawn' }),
    rule('other', { on: 'document.requested' }),
  ];
  const narrowed = (narrow: { q?: string; show?: 'all' | 'own' | 'off' } = {}) =>
    groupsOf(all, {
      ...{ q: '', show: 'all', types: ['document.requested', 'report.ready'] },
      typeOf: (type) => (type === 'report.ready' ? 'Hazır rapor' : 'Belge isteği'),
      ...narrow,
    }).map(({ rules }) => rules.map(({ id }) => id));

  it('stand by their type, in the order in which they are looked at', () => {
    expect(narrowed()).toEqual([['other'], ['a', 'b', 'low', 'shipped.report.ready']]);
  });

  it('are found by a part of their name or of the type, with or without marks', () => {
    expect(narrowed({ q: 'sube' })).toEqual([['a']]);
    expect(narrowed({ q: 'HAZIR' })).toEqual([['a', 'b', 'low', 'shipped.report.ready']]);
    expect(narrowed({ show: 'off' })).toEqual([['a']]);
    expect(narrowed({ show: 'own', q: 'belge' })).toEqual([['other']]);
  });
});
