import { readFileSync, writeFileSync } from 'node:fs';
import { machines } from '../../machines/registry.ts';
import { renderDialogs } from '../support/render-dialogs.ts';
import { walkedMachines } from '../support/walked-machines.ts';

const page = 'docs/dialogs.md';

describe('docs/dialogs.md', () => {
  it('the machines of the registry: are all on the page', () => {
    const walked = new Set(walkedMachines.map(({ machine }) => machine.id));

    expect([...walked].sort()).toEqual(Object.keys(machines).sort());
  });

  it('compared with the machines and the texts: says what they say', () => {
    const made = renderDialogs(walkedMachines);
    if (process.env['UPDATE_DIALOGS'] === '1') writeFileSync(page, made);

    // Not the whole page as a difference: it is long.
    expect(readFileSync(page, 'utf8') === made ? 'current' : 'out of date: npm run dialogs').toBe('current');
  });

  it('each state in the tables: leads to the file it is written in, and of a request names its rule', () => {
    const [dialogs = ''] = readFileSync(page, 'utf8').split('\n## Texts\n');
    const rows = dialogs.split('\n## ').flatMap((section) =>
      [...section.matchAll(/^\| ([^|]*`[^|]*) \|.*\| (.*)\|$/gm)].map(([, first = '', rule = '']) => {
        // Where several states hold at once, each leads to its own file.
        const states = [...first.matchAll(/`([\w.,]+)`(?:\]\((\S+)\))?/g)];
        const files = states.map(([, , file = '']) => file);
        return {
          at: `${section.split('\n')[0] ?? ''}: ${states.map(([, state = '']) => state).join(',')}`,
          isLinked: files.every((file) => file.startsWith('../machines/')),
          hasRule: rule !== '' || files.some((file) => file.includes('/conversation/')),
        };
      }),
    );
    const complete = new Set(rows.filter(({ isLinked, hasRule }) => isLinked && hasRule).map(({ at }) => at));

    expect(complete.size).toBeGreaterThan(100);
    expect([...new Set(rows.map(({ at }) => at))].filter((at) => !complete.has(at))).toEqual([]);
  });
});
