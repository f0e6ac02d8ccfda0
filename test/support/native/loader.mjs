import { transform, version } from '@swc/core';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Hooks of Node's module loader for the workers of a test run (runtime.cjs). They run in a thread of their own. */

const options = {
  swcrc: false,
  sourceMaps: true,
  module: { type: 'es6' },
  jsc: {
    target: 'es2022',
    parser: { syntax: 'typescript', importAttributes: true },
    experimental: { keepImportAttributes: true },
  },
};

const globalsOfJest = 'jest-globals:';

let root = '';
let cache = '';
/** Patterns of names and the files they stand for. */
let names = [];
let port = null;

export async function initialize(data) {
  ({ root, cache, port } = data);
  names = data.names.map(([pattern, file]) => ({ pattern: new RegExp(pattern), file }));
  await mkdir(cache, { recursive: true });
}

const isOfTests = (url) => /^(\/packages\/[^/]+)?\/test\//.test(url.slice(root.length));

/** What one test file loaded is its own: its support and, under --watch, all of the repository. */
const isOwn = (url, parent) => {
  if (!url.startsWith(`${root}/`) || url.includes('/node_modules/')) return false;
  return parent.searchParams.has('all') || (parent.searchParams.has('tests') && isOfTests(url));
};

export async function resolve(specifier, context, next) {
  const { parentURL } = context;
  // Each module that asks has its own, since they are those of one test file.
  if (specifier === '@jest/globals') return { url: `${globalsOfJest}${parentURL}`, shortCircuit: true };
  const named = names.find(({ pattern }) => pattern.test(specifier));
  const resolved = await next(named === undefined ? specifier : pathToFileURL(named.file).href, context);
  if (parentURL?.startsWith(`${root}/`) !== true || !isOwn(resolved.url, new URL(parentURL))) return resolved;
  return { ...resolved, url: `${resolved.url}${new URL(parentURL).search}` };
}

const globalsModule = `const globals = globalThis[Symbol.for('mutabik.jest-globals')];
export const { jest, expect, it, test, describe, beforeAll, beforeEach, afterAll, afterEach } = globals;`;

const readOr = (file) => readFile(file, 'utf8').catch(() => null);

/** Two workers may write the same at once: each file appears whole. */
const writeWhole = async (file, text) => {
  const unfinished = `${file}.${process.pid}`;
  await writeFile(unfinished, text);
  await rename(unfinished, file);
};

export async function load(url, context, next) {
  if (url.startsWith(globalsOfJest)) return { format: 'module', source: globalsModule, shortCircuit: true };
  if (!new URL(url).pathname.endsWith('.ts')) return next(url, context);
  const filename = fileURLToPath(url);
  const text = await readFile(filename, 'utf8');
  const key = createHash('sha256')
    .update(JSON.stringify([version, options, filename, text]))
    .digest('hex');
  const target = path.join(cache, `${key}.js`);
  let code = await readOr(target);
  if (code === null) {
    const made = await transform(text, { ...options, filename });
    code = made.code;
    await writeWhole(`${target}.map`, made.map);
    await writeWhole(target, code);
  }
  port.postMessage({ url, map: `${target}.map` });
  return { format: 'module', source: code, shortCircuit: true };
}
