import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** Of domain 10: what concerns messages that go out. Each has a test that names it in its title. */
const sendingRules = [
  ...['R1', 'R2', 'R3', 'R6', 'R7', 'R9', 'R14', 'R18', 'R19', 'R20'],
  ...['R21', 'R22', 'R23', 'R24', 'R25', 'R28', 'R29'],
];

const testFiles = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name);
    if (entry.isDirectory()) return testFiles(at);
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
