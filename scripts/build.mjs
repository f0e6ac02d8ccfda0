// Strips the types from src, machines, locales, simulator and upload into dist/ (same layout), and those of a package into its dist/;
// the staff console is put together by vite (build-console.mjs). Types are checked by `npm run types`;
// keeping the two apart lets `npm start` be ready in seconds on a small machine (docs/adr/0008-one-build-step.md).
import { transformFile } from '@swc/core';
import { cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { buildConsole } from './build-console.mjs';
import { pageModules, toPageModule } from './page-modules.mjs';

const roots = ['src', 'machines', 'locales', 'simulator', 'upload', 'fixtures/demo'];
const out = 'dist';
const consoleFolder = path.join(out, 'console');
const packages = ['packages/embedded-mongo'];
const copied = new Set([
  '.mjs',
  '.json',
  '.html',
  '.css',
  '.svg',
  '.png',
  '.ico',
  '.webmanifest',
  '.woff2',
  '.bin',
]);

/** @returns {AsyncGenerator<string>} every file below `folder`. */
async function* filesBelow(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    const name = path.join(folder, entry.name);
    if (entry.isDirectory()) yield* filesBelow(name);
    else yield name;
  }
}

const isFresh = async (source, target) => {
  const made = await stat(target).catch(() => null);
  return made !== null && made.mtimeMs >= (await stat(source)).mtimeMs;
};

const isTypeScript = (name) => name.endsWith('.ts') && !name.endsWith('.d.ts');

/** The code of a TypeScript file without its types. */
async function stripTypes(source) {
  const { code } = await transformFile(source, {
    swcrc: false,
    module: { type: 'nodenext' },
    jsc: {
      target: 'es2022',
      parser: { syntax: 'typescript', importAttributes: true },
      experimental: { keepImportAttributes: true },
      rewriteRelativeImportExtensions: true,
    },
  });
  return code;
}

/** Builds `source`, which lies `within` below the folder of its results; `change` makes what is written of what was read. */
async function buildOne({ source, within = source, folder = out, change }) {
  const target = path.join(folder, isTypeScript(source) ? within.replace(/\.ts$/, '.js') : within);
  if (!isTypeScript(source) && change === undefined && !copied.has(path.extname(source))) return null;
  if (!(await isFresh(source, target))) {
    await mkdir(path.dirname(target), { recursive: true });
    if (!isTypeScript(source) && change === undefined) await cp(source, target);
    else {
      const read = isTypeScript(source) ? await stripTypes(source) : await readFile(source, 'utf8');
      await writeFile(target, change === undefined ? read : change(read));
    }
  }
  return target;
}

const isOfPage = (source) => isTypeScript(source) && path.dirname(source) === 'upload';

// First, while this process is small (its own process takes the room).
await buildConsole(consoleFolder);

const made = new Set();
const sources = [{ source: 'package.json' }];
for (const root of roots)
  for await (const source of filesBelow(root))
    sources.push(isOfPage(source) ? { source, change: toPageModule } : { source });
for (const { source, name, change } of pageModules)
  sources.push({ source, within: path.join('upload', name), change });
for (const name of packages) {
  const from = path.join(name, 'src');
  for await (const source of filesBelow(from))
    sources.push({ source, within: path.relative(from, source), folder: path.join(name, 'dist') });
}
for (const target of await Promise.all(sources.map(buildOne))) if (target) made.add(target);
for (const folder of [out, ...packages.map((name) => path.join(name, 'dist'))])
  for await (const left of filesBelow(folder))
    if (!made.has(left) && !left.startsWith(consoleFolder)) await rm(left);
