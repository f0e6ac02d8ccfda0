// How vite builds and serves the staff console (docs/adr/0059-console.md): one place for the build and for `npm run console:dev`.
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../console', import.meta.url));

const pushWorker = 'push-worker';

/** @param {{ outDir?: string }} options @returns {import('vite').InlineConfig} */
export const consoleConfig = ({ outDir } = {}) => ({
  root,
  configFile: false,
  base: '/console/',
  logLevel: 'warn',
  // Nothing of the environment gets into the files.
  envPrefix: 'MUTABIK_CONSOLE_NOTHING_',
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2022',
    // Those that know `light-dark()`: written around, it would lose the theme a person chose.
    cssTarget: ['chrome123', 'firefox120', 'safari17.5'],
    // Says which chunk needs which: for the server to know its build, and for scripts/console-size.mjs.
    manifest: 'manifest.json',
    sourcemap: false,
    // Files of their own have a name made of their content; a `data:` in a style would need a looser policy.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    chunkSizeWarningLimit: 1_000,
    rolldownOptions: {
      // A worker of notices beside the page, whole in one file, under a name that stays: browsers ask for it again by that.
      input: { index: `${root}/index.html`, [pushWorker]: `${root}/src/push/worker.ts` },
      output: {
        entryFileNames: ({ name }) => (name === pushWorker ? '[name].js' : 'assets/[name]-[hash].js'),
      },
      // Of a library that exports hundreds of parts, only those in use are read: a third less memory.
      experimental: { lazyBarrel: true },
      // Libraries mark what a server may not run; there is no such server.
      onwarn: (warning, warn) => {
        if (warning.code !== 'MODULE_LEVEL_DIRECTIVE') warn(warning);
      },
    },
  },
});
