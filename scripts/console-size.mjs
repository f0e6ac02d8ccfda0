/**
 * What a browser loads before the first page of the console is drawn, scripts alone, compressed as a proxy would: the entry and all
 * it imports, the page of signing in, and the first place with all it imports. More than the bound fails (ADR 0059).
 */
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { gzipSync } from 'node:zlib';

const folder = 'dist/console';
const boundBytes = 250 * 1024;
const manifest = JSON.parse(readFileSync(path.join(folder, 'manifest.json'), 'utf8'));

/** Chunks that are loaded with `name`, itself among them. */
const withImports = (name, found = new Set()) => {
  if (found.has(name)) return found;
  found.add(name);
  for (const next of manifest[name]?.imports ?? []) withImports(next, found);
  return found;
};

const bytesOf = (names) =>
  [...names]
    .map((name) => manifest[name].file)
    .filter((file) => file.endsWith('.js'))
    .reduce((sum, file) => sum + gzipSync(readFileSync(path.join(folder, file)), { level: 9 }).length, 0);

const kilobytes = (bytes) => `${(bytes / 1024).toFixed(1)} KB`;
// Not the worker of notices, which no page loads.
const entry = Object.keys(manifest).find((name) => manifest[name].isEntry && name.endsWith('.html'));
const shell = withImports(entry);
const pages = Object.keys(manifest).filter((name) => /(?:^|\/)[\w-]+-page\.tsx$/.test(name));
const firstPages = pages.filter((name) => /\/(?:sign-in|today)-page\.tsx$/.test(name));
let failed = false;
console.log(`shell ${kilobytes(bytesOf(shell))}`);
for (const page of pages) {
  const bytes = bytesOf(new Set([...shell, ...withImports(page)]));
  const isFirst = firstPages.includes(page);
  if (isFirst && bytes > boundBytes) failed = true;
  console.log(`${isFirst ? 'first load' : 'with'} ${path.basename(page, '.tsx')} ${kilobytes(bytes)}`);
}
if (failed || firstPages.length === 0) {
  console.error(`The first load may hold ${kilobytes(boundBytes)} of script.`);
  process.exitCode = 1;
}
