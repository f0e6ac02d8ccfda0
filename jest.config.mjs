/** Test files run as Node's own modules, the product loaded once in a worker (test/support/native); one engine serves the whole run (test/support/engine.ts). */
export default {
  testEnvironment: '<rootDir>/test/support/native/environment.cjs',
  runtime: '<rootDir>/test/support/native/runtime.cjs',
  testSequencer: '<rootDir>/test/support/native/longest-first.cjs',
  // Types are stripped by test/support/native/loader.mjs; `npm run types` checks them.
  transform: {},
  // The client as its sources; the package itself is built and used by test/examples/client.test.ts.
  moduleNameMapper: { '^@mutabik/client$': '<rootDir>/clients/typescript/src/index.ts' },
  testMatch: ['<rootDir>/test/**/*.test.ts', '<rootDir>/packages/*/test/**/*.test.ts'],
  // Driven in a browser: jest.browser.config.mjs. Processes that die again and again: jest.crash.config.mjs.
  testPathIgnorePatterns: [
    '/node_modules/',
    '/test/e2e/(phone-page|upload-page|console)',
    '/test/e2e/(kill|process-roles)',
    '/test/integration/(failure-|open-data|ownership-simulation)',
    '/packages/embedded-mongo/test/(damage|disk-full|durability|long-commands|upgrade)',
  ],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/(packages|clients)/.*/dist/'],
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  testTimeout: 30_000,
  maxWorkers: 2,
  // Modules of a finished test file stay in memory: a worker that has grown is begun anew, before it is slow.
  workerIdleMemoryLimit: '900MB',
};
