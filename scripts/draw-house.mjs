// Draws the rooms and arrows of the house into docs/architecture.md. `--check` writes nothing and fails when the page is
// out of date. Both fail when rooms.json allows an arrow that is not there, or a room is missing from it.
// Usage: node scripts/draw-house.mjs [--check] [page]
import { readFileSync, writeFileSync } from 'node:fs';
import { readHouse, readRooms } from './read-house.mjs';

const begin = '<!-- house: drawn by `npm run house` -->';
const end = '<!-- /house -->';

/** Machines are one room in the picture: what is inside is told by docs/dialogs.md. */
const drawnRoom = (room) => (room.startsWith('machines/') ? 'machines' : room);

/** @returns {Map<string, Set<string>>} the same arrows between drawn rooms; rooms nobody enters or leaves are left out */
const drawnArrows = (arrows) => {
  const drawn = new Map();
  for (const [room, targets] of arrows)
    for (const target of targets) {
      const [from, to] = [drawnRoom(room), drawnRoom(target)];
      for (const one of [from, to]) if (!drawn.has(one)) drawn.set(one, new Set());
      if (from !== to) drawn.get(from).add(to);
    }
  return drawn;
};

/** Rooms in a circle: what is left when those that lead nowhere, or that nobody enters, are taken away again and again. */
const roomsInCircles = (arrows) => {
  let left = [...arrows.keys()];
  for (let before = -1; before !== left.length;) {
    before = left.length;
    left = left.filter((room) => left.some((other) => arrows.get(room).has(other)));
    left = left.filter((room) => left.some((other) => arrows.get(other).has(room)));
  }
  return left;
};

/** Storey of each room: one above the highest room it stands on. There must be no circle. */
const storeysOf = (arrows) => {
  const storeys = new Map();
  const climb = (room) => {
    if (!storeys.has(room)) storeys.set(room, Math.max(-1, ...[...arrows.get(room)].map(climb)) + 1);
    return storeys.get(room);
  };
  for (const room of arrows.keys()) climb(room);
  return storeys;
};

const reaches = (arrows, from, to) =>
  from === to || [...arrows.get(from)].some((next) => reaches(arrows, next, to));

/** Without the arrows that others imply: `api → shared` when `api → tasks → shared` is drawn. */
const withoutImplied = (arrows) =>
  new Map(
    [...arrows].map(([room, targets]) => [
      room,
      [...targets].filter(
        (target) => ![...targets].some((other) => other !== target && reaches(arrows, other, target)),
      ),
    ]),
  );

const label = (room) => {
  if (room === 'src') return 'src/main.ts';
  return room.startsWith('src/') ? room.slice('src/'.length) : `${room}/`;
};

const draw = (arrows) => {
  const storeys = storeysOf(arrows);
  const fromTheRoof = [...arrows.keys()].sort(
    (a, b) => storeys.get(b) - storeys.get(a) || a.localeCompare(b, 'en'),
  );
  const ids = new Map(fromTheRoof.map((room) => [room, room.replace(/\W+/g, '_')]));
  const lines = fromTheRoof.map((room) => `  ${ids.get(room)}["${label(room)}"]`);
  const needed = withoutImplied(arrows);
  for (const room of fromTheRoof) {
    const targets = needed.get(room).sort((a, b) => a.localeCompare(b, 'en'));
    if (targets.length > 0)
      lines.push(`  ${ids.get(room)} --> ${targets.map((to) => ids.get(to)).join(' & ')}`);
  }
  return ['```mermaid', 'flowchart TD', ...lines, '```'].join('\n');
};

/** What the table and the code do not agree on. */
const disagreements = (rooms, { arrows, homeless }) => [
  ...homeless.map((file) => `${file} is in no room of scripts/rooms.json`),
  ...Object.entries(rooms).flatMap(([room, allowed]) => [
    ...allowed
      .filter((to) => !arrows.get(room).has(to))
      .map((to) => `${room} → ${to} is allowed and not there: take it out of scripts/rooms.json`),
    ...[...arrows.get(room)]
      .filter((to) => !allowed.includes(to))
      .map((to) => `${room} → ${to} is there and not allowed by scripts/rooms.json`),
  ]),
];

/** The page with the picture between its marks. */
const drawnInto = (text, picture) => {
  const [from, to] = [text.indexOf(begin), text.indexOf(end)];
  if (from < 0 || to < from) throw new Error('the page has no marks for the picture');
  return `${text.slice(0, from)}${begin}\n\n${picture}\n\n${text.slice(to)}`;
};

const isCheck = process.argv.includes('--check');
const page = process.argv.slice(2).find((word) => !word.startsWith('--')) ?? 'docs/architecture.md';
const rooms = readRooms();
const house = await readHouse(rooms);
const problems = disagreements(rooms, house);
const circle = roomsInCircles(house.arrows);
if (circle.length > 0) problems.push(`rooms in a circle: ${circle.join(', ')}`);
const drawn = drawnArrows(house.arrows);
if (roomsInCircles(drawn).length === 0) {
  const text = readFileSync(page, 'utf8');
  const after = drawnInto(text, draw(drawn));
  if (isCheck && after !== text) problems.push(`${page} does not show the house as it is: npm run house`);
  if (!isCheck) writeFileSync(page, after);
}
for (const problem of problems) console.error(problem);
process.exitCode = problems.length > 0 ? 1 : 0;
