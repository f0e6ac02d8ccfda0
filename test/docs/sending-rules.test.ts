import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Of domain 10: what concerns messages that go out. Each has a test that names it in its title. */
const sendingRules = [
  ...['R1', 'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10', 'R11', 'R12', 'R13'],
  ...[
    'R14',
    'R15',
    'R16',
    'R17',
    'R18',
    'R19',
    'R20',
    'R21',
    'R22',
    'R23',
    'R24',
    'R25',
    'R28',
    'R29',
    'R30',
  ],
];

const testFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    // Tests of the documents prove nothing about messages, and the examples below are no titles.
    if (entry.isDirectory()) return at === path.join('test', 'docs') ? [] : testFiles(at);
    return entry.name.endsWith('.test.ts') ? [at] : [];
  });

/** `it('R21: …'`, `('R2 R22: …'` behind a table. */
const title = /\(\s*'((?:R\d+ )*R\d+): /g;

describe('rules about what goes out', () => {
  const named = new Set(
    testFiles('test').flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(title)].flatMap(([, rules = '']) => rules.split(' ')),
    ),
  );

  it.each(sendingRules)('%s: a test names it', (rule) => {
    expect(named).toContain(rule);
  });
});
