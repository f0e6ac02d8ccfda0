const asyncHooks = require('node:async_hooks');
const { register } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');
const { MessageChannel } = require('node:worker_threads');
const Runtime = require('jest-runtime').default;

/** Key of what a test file that imports @jest/globals is given (loader.mjs). */
const globalsKey = Symbol.for('mutabik.jest-globals');

/** Address of a module → file with its source map, of everything this worker has loaded. */
const sourceMaps = new Map();
let isRegistered = false;
let files = 0;

const registerLoader = ({ rootDir, cacheDirectory, moduleNameMapper }) => {
  if (isRegistered) return;
  isRegistered = true;
  const { port1, port2 } = new MessageChannel();
  port1.on('message', ({ url, map }) => sourceMaps.set(url, map));
  port1.unref();
  register(pathToFileURL(path.join(__dirname, 'loader.mjs')), {
    data: {
      root: pathToFileURL(rootDir).href,
      cache: path.join(cacheDirectory, 'native'),
      names: moduleNameMapper,
      port: port2,
    },
    transferList: [port2],
  });
};

/**
 * Whose test an error is that nobody caught: of the one that runs when it comes, as one at a time does in a worker. Node's own
 * storage knows whose work it came of, by a hook at every promise that takes a seventh of the time of tests that talk to a database.
 */
class OneAtATime {
  #store;

  getStore() {
    return this.#store;
  }

  run(store, work) {
    const before = this.#store;
    this.#store = store;
    const end = () => {
      this.#store = before;
    };
    let result;
    try {
      result = work();
    } catch (error) {
      end();
      throw error;
    }
    if (typeof result?.finally === 'function') return result.finally(end);
    end();
    return result;
  }
}

/**
 * Runs test files with Node's own modules instead of Jest's: the product and what it stands on are loaded once in a worker, as one
 * process of the product loads them once; a test file and its support are loaded anew for each file.
 */
module.exports = class NativeRuntime extends Runtime {
  #config;
  #isWatched;

  constructor(...parts) {
    super(...parts);
    const [config, , , , , , , { watch, watchAll }] = parts;
    this.#config = config;
    this.#isWatched = watch || watchAll;
    const { coreModule } = this;
    const requireCore = coreModule.require.bind(coreModule);
    coreModule.require = (name) =>
      /^(node:)?async_hooks$/.test(name)
        ? { ...asyncHooks, AsyncLocalStorage: OneAtATime }
        : requireCore(name);
  }

  unstable_shouldLoadAsEsm() {
    return true;
  }

  async unstable_importModule(file) {
    registerLoader(this.#config);
    files += 1;
    globalThis[globalsKey] = this.requireModuleOrMock(file, '@jest/globals');
    // Under --watch all of it is loaded anew: it may have changed.
    return import(`${pathToFileURL(file).href}?${this.#isWatched ? 'all' : 'tests'}=${files}`);
  }

  getSourceMaps() {
    return sourceMaps;
  }
};
