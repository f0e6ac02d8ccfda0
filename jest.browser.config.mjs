import base from './jest.config.mjs';

/** Tests that drive the pages in a real Chromium (`CHROMIUM_PATH`, default /usr/bin/chromium); `npm test` leaves them out. */
export default {
  ...base,
  testMatch: ['<rootDir>/test/e2e/{phone-page,upload-page,console*}.test.ts'],
  testPathIgnorePatterns: ['/node_modules/'],
  testTimeout: 60_000,
  maxWorkers: 1,
};
