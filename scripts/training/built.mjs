// Modules of the product as they are built: run `npm run build` first. Not imported by name, since they are no part of the sources.
export const built = (name) => import(new URL(`../../dist/src/reading/${name}.js`, import.meta.url).href);
