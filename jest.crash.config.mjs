import base from './jest.config.mjs';

/** Campaigns against processes that die: `npm run test:crash`. They take minutes, so `npm test` leaves them out. */
export default {
  ...base,
  testMatch: [
    '<rootDir>/test/e2e/{kill,kill-two,process-roles}.test.ts',
    '<rootDir>/test/integration/failure-relays.test.ts',
  ],
  testPathIgnorePatterns: ['/node_modules/'],
};
