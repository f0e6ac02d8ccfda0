import { createRequire } from 'node:module';

interface Environment {
  teardown(): Promise<void>;
}
const NativeEnvironment = createRequire(import.meta.url)('../support/native/environment.cjs') as new (
  config: object,
  context: object,
) => Environment;

const begin = () =>
  new NativeEnvironment({ globalConfig: {}, projectConfig: { testEnvironmentOptions: {}, globals: {} } }, {});

const timeout = Symbol.for('TEST_TIMEOUT_SYMBOL');

describe('what a test file runs in', () => {
  it('values of every kind: expect knows them as what they are', () => {
    const values = ['a', 1, 1n, true, () => 1, {}, [], new Date(), new Error('a'), new Map()];
    const kinds = [String, Number, BigInt, Boolean, Function, Object, Array, Date, Error, Map];

    expect(values).toEqual(kinds.map((kind) => expect.any(kind)));
    expect(values).not.toEqual([...kinds].reverse().map((kind) => expect.any(kind)));
    expect(Buffer.from('a')).toBeInstanceOf(Uint8Array);
  });

  it('a file that changed globals and variables: the next finds them as they were', async () => {
    const before = { fetch: globalThis.fetch, exit: process.exit, path: process.env['PATH'] };
    const environment = begin();
    Object.assign(globalThis, { fetch: () => 'changed', [timeout]: 1 });
    process.exit = () => {
      throw new Error('changed');
    };
    Object.assign(process.env, { PATH: 'changed', ADDED_BY_A_TEST: 'yes' });

    await environment.teardown();

    expect({ fetch: globalThis.fetch, exit: process.exit, path: process.env['PATH'] }).toEqual(before);
    expect(process.env).not.toHaveProperty('ADDED_BY_A_TEST');
    expect(globalThis).not.toHaveProperty([timeout]);
  });
});
