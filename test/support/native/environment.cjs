const vm = require('node:vm');
const { TestEnvironment } = require('jest-environment-node');

/** The properties of the global object and of the environment of the process, to be put back as they were. */
const remember = () => ({
  globals: Object.getOwnPropertyDescriptors(globalThis),
  env: { ...process.env },
  exit: process.exit,
});

/** What jest.setTimeout and jest.retryTimes leave on the global object, for circus to find. */
const settings = [
  'TEST_TIMEOUT_SYMBOL',
  'RETRY_TIMES',
  'RETRY_IMMEDIATELY',
  'WAIT_BEFORE_RETRY',
  'LOG_ERRORS_BEFORE_RETRY',
].map((name) => Symbol.for(name));

/** What was added stays: modules that stay loaded may have added it. */
const putBack = ({ globals, env, exit }) => {
  for (const key of settings) delete globalThis[key];
  for (const key of Reflect.ownKeys(globals)) {
    const now = Object.getOwnPropertyDescriptor(globalThis, key);
    if (now?.value !== globals[key].value || now?.get !== globals[key].get)
      Object.defineProperty(globalThis, key, globals[key]);
  }
  for (const key of Object.keys(process.env)) if (!(key in env)) delete process.env[key];
  for (const [key, value] of Object.entries(env)) if (process.env[key] !== value) process.env[key] = value;
  process.exit = exit;
};

/** What a language has built in, by its global names: `expect.any(String)` asks for the String of the one who asks. */
const builtIn = vm
  .runInNewContext('Object.getOwnPropertyNames(globalThis)')
  .filter((name) => /^[A-Z]/.test(name));

/**
 * Jest itself (circus, expect) stays in a context of its own; what is tested runs in that of the worker, as it runs in the product:
 * one set of Array, Date and Error, and modules that are loaded once (runtime.cjs). What a file changes of the globals and of the
 * environment of the process ends with the file. No coverage, no jest.mock.
 */
module.exports = class NativeEnvironment extends TestEnvironment {
  #before = remember();

  constructor(config, context) {
    super(config, context);
    for (const name of builtIn) this.context[name] = globalThis[name];
    for (const key of settings) Object.defineProperty(this.context, key, { get: () => globalThis[key] });
    this.global = globalThis;
    this.moduleMocker = new this.moduleMocker.constructor(globalThis);
    this.fakeTimersModern.dispose();
    const { constructor: FakeTimers } = this.fakeTimersModern;
    this.fakeTimersModern = new FakeTimers({ config: config.projectConfig, global: globalThis });
  }

  async teardown() {
    await super.teardown();
    putBack(this.#before);
  }
};
