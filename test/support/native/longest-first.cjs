const { existsSync } = require('node:fs');
const path = require('node:path');
const Sequencer = require('@jest/test-sequencer').default;

/** Those that take longest, so that none of them begins when all others have ended. A fresh clone has no times of its own yet. */
const longest = [
  'test/integration/conversations-from-g.test.ts',
  'test/integration/conversations-to-f.test.ts',
  'test/unit/understanding/typed-turns.property.test.ts',
  'test/integration/conversations-of-events.test.ts',
  'test/integration/permissions.test.ts',
  'test/integration/security-api.test.ts',
  'test/integration/wire-dialogs.test.ts',
].map((file) => path.resolve(__dirname, '../../..', file));

for (const file of longest)
  if (!existsSync(file)) throw new Error(`${__filename} names a test file that is not there: ${file}`);

module.exports = class LongestFirst extends Sequencer {
  async sort(tests) {
    const sorted = await super.sort(tests);
    const first = longest.flatMap((file) => sorted.filter((test) => test.path === file));
    return [...first, ...sorted.filter((test) => !longest.includes(test.path))];
  }
};
