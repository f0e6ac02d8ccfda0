import { unitOf } from '../../../src/money/units.ts';
import { UnitShelf } from '../../../src/units/unit-shelf.ts';
import type { UnitVersion } from '../../../src/units/unit.repository.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { dinar, platinum } from '../../support/own-units.ts';

const at = new Date('2026-11-26T07:00:00.000Z');
const version = (unit: UnitVersion['unit']): UnitVersion => ({ version: 1, unit, at, by: 'key:1' });

const shelved = () => {
  const clock = new FakeClock(at.toISOString());
  const stored = new Map<string, UnitVersion[]>();
  let reads = 0;
  const units = {
    list: async (tenantId: string) => {
      reads += 1;
      return stored.get(tenantId) ?? [];
    },
  };
  return {
    clock,
    stored,
    shelf: new UnitShelf({ units, clock, refreshMs: 30_000 }),
    reads: () => reads,
  };
};

describe('units at hand', () => {
  it('asked again and again within half a minute: are read once', async () => {
    const { shelf, clock, reads } = shelved();
    await Promise.all(Array.from({ length: 50 }, () => shelf.of('a')));
    for (let n = 0; n < 20; n += 1) await shelf.reading('a', (own) => unitOf('HAS', own));
    clock.turn(29_000);
    await shelf.of('a');
    expect(reads()).toBe(1);
    clock.turn(1_000);
    await shelf.of('a');
    expect(reads()).toBe(2);
  });

  it('a unit that another process made a moment ago: is found before it is taken for none', async () => {
    const { shelf, stored, reads } = shelved();
    await shelf.of('a');
    stored.set('a', [version(platinum)]);
    expect(await shelf.reading('a', (own) => unitOf('PLT_G', own).decimalsStored)).toBe(3);
    expect(reads()).toBe(2);
    await shelf.reading('a', (own) => unitOf('PLT_G', own));
    expect(reads()).toBe(2);
  });

  it('work that fails for want of the unit: is done again with it, and fails where there is none', async () => {
    const { shelf, stored } = shelved();
    await shelf.of('a');
    stored.set('a', [version(platinum)]);
    const need = (code: string) =>
      shelf.reading('a', (own) => {
        if (own.find(code) === null) throw new RangeError(code);
        return code;
      });
    await expect(need('PLT_G')).resolves.toBe('PLT_G');
    await expect(need('KWD')).rejects.toThrow('KWD');
  });

  it('a unit of another tenant: is none', async () => {
    const { shelf, stored } = shelved();
    stored.set('a', [version(platinum)]);
    stored.set('b', [version(dinar)]);
    expect((await shelf.of('b')).find('PLT_G')).toBeNull();
    expect(await shelf.reading('b', (own) => unitOf('PLT_G', own).decimalsStored)).toBe(2);
    expect((await shelf.of('a')).find('PLT_G')).not.toBeNull();
  });

  it('written by this process: counts at once, whatever is being read', async () => {
    const { shelf, stored } = shelved();
    const before = shelf.of('a');
    stored.set('a', [version(platinum)]);
    shelf.forget('a');
    await before;
    expect((await shelf.of('a')).find('PLT_G')).not.toBeNull();
  });

  it('a clock that was set back: keeps no old units', async () => {
    const { shelf, clock, reads } = shelved();
    await shelf.of('a');
    clock.turn(-60_000);
    await shelf.of('a');
    expect(reads()).toBe(2);
  });
});
