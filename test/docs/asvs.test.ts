import { readFileSync } from 'node:fs';

const text = readFileSync('docs/security/asvs.md', 'utf8');
const rows = [...text.matchAll(/^\| (\d+\.\d+\.\d+) \| (.+?) \| (.+?) \| (.*) \|$/gm)].map(
  ([, id = '', name = '', state = '', reason = '']) => ({ id, name, state, reason }),
);

/** How many requirements of levels 1 and 2 each section of the standard has, in its order; those of level 3 lie between them. */
const sections: Readonly<Record<string, number>> = {
  ...{ '1.1': 2, '1.2': 9, '1.3': 11, '1.4': 3, '1.5': 2, '2.1': 3, '2.2': 3, '2.3': 4, '2.4': 1 },
  ...{ '3.2': 2, '3.3': 4, '3.4': 6, '3.5': 5, '3.7': 2, '4.1': 3, '4.2': 1, '4.3': 2, '4.4': 4 },
  ...{ '5.1': 1, '5.2': 3, '5.3': 2, '5.4': 3, '6.1': 3, '6.2': 12, '6.3': 4, '6.4': 4, '6.5': 5 },
  ...{ '6.6': 3, '6.8': 4, '7.1': 3, '7.2': 4, '7.3': 2, '7.4': 5, '7.5': 2, '7.6': 2, '8.1': 2 },
  ...{ '8.2': 3, '8.3': 1, '8.4': 1, '9.1': 3, '9.2': 4, '10.1': 2, '10.2': 2, '10.3': 4, '10.4': 11 },
  ...{ '10.5': 5, '10.6': 2, '10.7': 3, '11.1': 2, '11.2': 3, '11.3': 3, '11.4': 4, '11.5': 1 },
  ...{ '11.6': 1, '12.1': 3, '12.2': 2, '12.3': 4, '13.1': 1, '13.2': 5, '13.3': 2, '13.4': 5 },
  ...{ '14.1': 2, '14.2': 4, '14.3': 3, '15.1': 3, '15.2': 3, '15.3': 7, '16.1': 1, '16.2': 5 },
  ...{ '16.3': 4, '16.4': 3, '16.5': 3, '17.1': 1, '17.2': 4, '17.3': 2 },
};
const ids = Object.entries(sections).flatMap(([section, count]) =>
  Array.from({ length: count }, (_, index) => `${section}.${index + 1}`),
);

describe('the page about the verification standard', () => {
  it('every requirement of level 2: there once, in order', () => {
    expect(rows.map(({ id }) => id)).toEqual(ids);
    expect(rows).toHaveLength(253);
  });

  it('what is met: names a test, a file or a page', () => {
    const bare = rows.filter(({ state, reason }) => state === 'met' && !/\]\([^)]+\)/.test(reason));
    expect(bare).toEqual([]);
  });

  it('what is open or not applicable: says why, and what is open what is missing', () => {
    const others = rows.filter(({ state }) => state !== 'met');
    expect(
      others.filter(({ state, reason }) => !/^(open|n\/a)$/.test(state) || reason.trim() === ''),
    ).toEqual([]);
    const open = others.filter(({ state }) => state === 'open');
    expect(open.filter(({ reason }) => !/missing|as \d|operator's/.test(reason))).toEqual([]);
  });

  it('the sums at its head: those of the lines', () => {
    const count = (state: string): number => rows.filter((row) => row.state === state).length;
    expect(text).toContain(
      `${count('met')} are met, ${count('n/a')} are not applicable, ${count('open')} are open`,
    );
  });
});
