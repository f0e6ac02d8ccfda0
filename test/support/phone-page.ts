import { transformFile, type Options } from '@swc/core';
import { cp, mkdtemp, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';

// `rewriteRelativeImportExtensions` is an option of the compiler that its types do not list yet.
const options = {
  swcrc: false,
  module: { type: 'nodenext' },
  jsc: { target: 'es2022', parser: { syntax: 'typescript' }, rewriteRelativeImportExtensions: true },
} as Options;

/** Strips the types of the phone page into a throwaway folder, as the build does; returns the folder. */
export const buildPhonePage = async (): Promise<string> => {
  const source = 'simulator/page';
  const out = await mkdtemp(path.join(tmpdir(), 'page-'));
  for (const name of await readdir(source)) {
    const from = path.join(source, name);
    if (!name.endsWith('.ts')) await cp(from, path.join(out, name));
    else {
      const { code } = await transformFile(from, options);
      await writeFile(path.join(out, name.replace(/\.ts$/, '.js')), code);
    }
  }
  return out;
};
