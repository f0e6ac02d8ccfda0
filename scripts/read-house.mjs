// The rooms of the house (folders) and the arrows between them, as they are. The table of what may be is rooms.json.
import { cruise } from 'dependency-cruiser';
import extractOptions from 'dependency-cruiser/config-utl/extract-depcruise-options';
import extractTsConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { readFileSync } from 'node:fs';

/** What `npm run layers` looks at, too. */
const folders = [
  'src',
  'machines',
  'simulator',
  'locales',
  'upload',
  'console/src',
  'packages/embedded-mongo/src',
  'clients/typescript/src',
];
const besides = ['bench', 'clients/typescript/examples', 'examples', 'fixtures', 'scripts'];

/** @returns {Record<string, string[]>} room → rooms it may import */
export const readRooms = () => JSON.parse(readFileSync(new URL('rooms.json', import.meta.url), 'utf8'));

/** The room a file is in; null: none. A room with rooms inside holds only the files directly in it. */
const roomOf = (file, rooms) => {
  const names = Object.keys(rooms);
  const room = names.filter((name) => file.startsWith(`${name}/`)).sort((a, b) => b.length - a.length)[0];
  if (room === undefined) return null;
  const hasRooms = names.some((name) => name.startsWith(`${room}/`));
  return hasRooms && file.slice(room.length + 1).includes('/') ? null : room;
};

/** @returns {Promise<{ arrows: Map<string, Set<string>>, homeless: string[] }>} */
export const readHouse = async (rooms) => {
  const options = await extractOptions('./.dependency-cruiser.cjs');
  const tsConfig = extractTsConfig('./tsconfig.json');
  const { output } = await cruise([...folders, ...besides], options, null, { tsConfig });
  const arrows = new Map(Object.keys(rooms).map((room) => [room, new Set()]));
  const homeless = [];
  for (const { source, dependencies, coreModule } of output.modules) {
    // Packages of others and files beside the rooms (package.json) are no part of the house.
    if (coreModule || source.startsWith('node_modules/') || !source.includes('/')) continue;
    const from = roomOf(source, rooms);
    if (from === null) homeless.push(source);
    for (const { resolved } of dependencies) {
      const to = roomOf(resolved, rooms);
      if (from !== null && to !== null && to !== from) arrows.get(from).add(to);
    }
  }
  return { arrows, homeless };
};
