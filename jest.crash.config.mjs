import base from './jest.config.mjs';

/** Campaigns against processes that die, damaged files and long commands: `npm run test:crash`. They take minutes, so `npm test` leaves them out. */
export default {
  ...base,
  testMatch: [
    '<rootDir>/test/e2e/{kill,kill-two,process-roles}.test.ts',
    '<rootDir>/test/integration/{failure-*,open-data,ownership-simulation}.test.ts',
    '<rootDir>/packages/embedded-mongo/test/{damage,disk-full,durability,long-commands,upgrade}.test.ts',
  ],
  testPathIgnorePatterns: ['/node_modules/'],
};
