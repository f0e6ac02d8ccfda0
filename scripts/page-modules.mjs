// A browser finds a module by its address alone: no package names, and JSON as a module only in recent ones. What the upload page
// takes from outside its folder therefore lies beside it in the build, as plain modules (docs/adr/0021-formats-by-i18next.md).
import { fileURLToPath } from 'node:url';

const byAddress = new Map([
  ['i18next', './i18next.js'],
  ['../locales/texts.js', './locale-texts.js'],
]);
const byAddressInLocales = new Map([
  ['i18next', './i18next.js'],
  ['./formats.js', './locale-formats.js'],
]);

const readdress = (code, addresses) =>
  code
    .replaceAll(/\bfrom (["'])([^"']+)\1/g, (whole, _quote, address) =>
      addresses.has(address) ? `from '${addresses.get(address)}'` : whole,
    )
    .replaceAll(
      /\bfrom (["'])\.\.\/locales\/(\w+)\/upload\.json\1 with \{\s*type: (["'])json\3\s*\}/g,
      (_whole, _quote, language) => `from './words-${language}.js'`,
    );

/** A module of the page's own folder, with the addresses of what lies beside it in the build. */
export const toPageModule = (code) => readdress(code, byAddress);

/** What is put beside it: `source`, its name there, and what becomes of its content (after its types were stripped). */
export const pageModules = [
  {
    source: fileURLToPath(import.meta.resolve('i18next')),
    name: 'i18next.js',
    change: (content) => content,
  },
  {
    source: 'locales/texts.ts',
    name: 'locale-texts.js',
    change: (code) => readdress(code, byAddressInLocales),
  },
  { source: 'locales/formats.ts', name: 'locale-formats.js', change: (content) => content },
  ...['tr', 'en', 'ar'].map((language) => ({
    source: `locales/${language}/upload.json`,
    name: `words-${language}.js`,
    change: (json) => `export default ${json.trimEnd()};\n`,
  })),
];
