/**
 * Copies what the first stage of the Dockerfile copies, taken from the files that .dockerignore lets through: what is left out
 * there fails here as it would in `docker build`. `node scripts/image-context.mjs <folder>`.
 */
import { cpSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const target = process.argv[2];
if (target === undefined) throw new Error('where to? node scripts/image-context.mjs <folder>');

/** The list begins with `*`: nothing but what a later line takes in again. */
const [first, ...others] = readFileSync('.dockerignore', 'utf8')
  .split('\n')
  .map((line) => line.trim())
  .filter((line) => line !== '' && !line.startsWith('#'));
if (first !== '*' || others.some((line) => !line.startsWith('!')))
  throw new Error('.dockerignore: must begin with * and take in by ! alone');
const included = others.map((line) => line.slice(1).replace(/\/+$/, ''));
const isIncluded = (path) => included.some((one) => path === one || path.startsWith(`${one}/`));
/** A folder of which only parts come in. */
const partsOf = (path) => included.filter((one) => one.startsWith(`${path}/`));

const [stage = ''] = readFileSync('Dockerfile', 'utf8')
  .split(/^FROM /m)
  .slice(1);
const copies = [...stage.matchAll(/^COPY (?!--)(.+)$/gm)].map(([, words = '']) => words.trim().split(/\s+/));

for (const words of copies) {
  const sources = words.slice(0, -1);
  const to = words.at(-1) ?? '';
  for (const source of sources) {
    const paths = isIncluded(source) ? [source] : partsOf(source);
    if (paths.length === 0) throw new Error(`COPY ${source}: .dockerignore leaves it out`);
    for (const path of paths) {
      if (!existsSync(path)) throw new Error(`COPY ${path}: is not there`);
      const isFolderOf = sources.length > 1 || to.endsWith('/');
      const inside = path.slice(source.length);
      const name = isFolderOf && inside === '' ? join(to, source.split('/').at(-1) ?? '') : join(to, inside);
      mkdirSync(dirname(join(target, name)), { recursive: true });
      cpSync(path, join(target, name), { recursive: true });
    }
  }
}
