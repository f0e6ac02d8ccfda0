import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const filesOf = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name));

const ports = filesOf('src').filter((file) => file.endsWith('.repository.ts'));
const implementations = filesOf('src/storage/repositories').filter((file) => file.endsWith('.ts'));

const pascal = (name: string): string =>
  name
    .split('-')
    .map((part) => part.charAt(0).toUpperCase() + part.slice(1))
    .join('');

const interfacesOf = (text: string): string[] =>
  [...text.matchAll(/^export interface (\w+Repository)\b/gm)].map(([, name = '']) => name);

/** What the classes of a file implement, with the file each name was imported from. */
const implemented = (file: string): { port: string; from: string }[] => {
  const text = readFileSync(file, 'utf8');
  const imports = [...text.matchAll(/import (?:type )?\{([^}]*)\} from '([^']+)'/g)];
  const fromOf = (name: string): string =>
    imports.find(([, names = '']) =>
      names.split(',').some((one) => one.trim().replace(/^type /, '') === name),
    )?.[2] ?? '';
  return [...text.matchAll(/^export class \w+ implements ([\w, ]+?)\s*\{/gm)].flatMap(([, list = '']) =>
    list.split(',').map((name) => ({ port: name.trim(), from: fromOf(name.trim()) })),
  );
};

describe('the ports of storage', () => {
  it('there are some, or this test looks at nothing', () => {
    expect([ports.length > 25, implementations.length > 25]).toEqual([true, true]);
  });

  it.each(ports)('%s: holds one port, named like the file', (file) => {
    const name = pascal(path.basename(file, '.repository.ts'));

    expect(interfacesOf(readFileSync(file, 'utf8'))).toEqual([`${name}Repository`]);
  });

  it.each(implementations.filter((file) => implemented(file).length > 0))(
    '%s: implements ports of such files and nothing else',
    (file) => {
      const others = implemented(file).filter(({ from }) => !from.endsWith('.repository.ts'));

      expect(others).toEqual([]);
    },
  );
});
