import { overTheirs } from '../../../console/src/parts/over-theirs.ts';

const seen = { name: 'Deniz', role: 'manager', labels: ['a'], names: { tr: 'x', en: 'y' } };

describe('mine in place of theirs', () => {
  it('leaves what nobody touched as the other made it', () => {
    const theirs = { ...seen, role: 'viewer', labels: ['a', 'b'] };

    expect(overTheirs(seen, { ...seen, name: 'Deniz Kaya' }, theirs)).toEqual({
      ...theirs,
      name: 'Deniz Kaya',
    });
  });

  it('writes over theirs what was typed, also where both altered it', () => {
    const typed = { ...seen, role: 'clerk', labels: [] };

    expect(overTheirs(seen, typed, { ...seen, role: 'viewer', labels: ['b'] })).toEqual(typed);
  });

  it('compares what fields hold, in whichever order their parts stand', () => {
    const typed = { ...seen, labels: ['a'], names: { en: 'y', tr: 'x' } };
    const theirs = { ...seen, names: { tr: 'x2', en: 'y2' } };

    expect(overTheirs(seen, typed, theirs)).toEqual(theirs);
  });

  it('goes into the parts of a field', () => {
    const typed = { ...seen, names: { tr: 'mine', en: 'y' } };
    const theirs = { ...seen, names: { tr: 'x', en: 'theirs' } };

    expect(overTheirs(seen, typed, theirs).names).toEqual({ tr: 'mine', en: 'theirs' });
  });

  it('takes all of a new one', () => {
    expect(overTheirs(null, seen, { ...seen, name: 'Ada' })).toEqual(seen);
  });
});
