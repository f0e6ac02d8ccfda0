// The house rules of docs/architecture.md as failing checks: arrows point inward, no cycles.
const components =
  '^src/(conversations|step|understanding|vocabulary|requests|customers|triggers|templates|timers|transcripts|evidence|consent|tasks|files|documents|inbox|delivery|callbacks|channels|reading|money|runs|paper|pricing|explain|exports)/(?!web/)';

/** Room → the rooms it may import, exactly those it does import: scripts/draw-house.mjs fails on one too many. */
const rooms = require('./scripts/rooms.json');
const house =
  '^(src|machines|simulator|locales|fixtures|upload|console|packages|clients|examples|bench|scripts|test)/';

/** Files of a room; one with rooms inside holds only the files directly in it, so that a new folder is a new room. */
const filesOf = (room) =>
  Object.keys(rooms).some((other) => other.startsWith(`${room}/`)) ? `^${room}/[^/]+$` : `^${room}/`;

const arrowsOfTheHouse = [
  ...Object.entries(rooms).map(([room, allowed]) => ({
    name: `arrows-of-${room.replace(/\W+/g, '-')}`,
    comment: `scripts/rooms.json: ${room} may import ${allowed.join(', ') || 'no other room'}`,
    severity: 'error',
    from: { path: filesOf(room) },
    to: { path: house, pathNot: [room, ...allowed].map(filesOf) },
  })),
  {
    name: 'every-room-has-its-arrows',
    comment: 'a new folder gets its line in scripts/rooms.json',
    severity: 'error',
    from: { path: house, pathNot: [...Object.keys(rooms).map(filesOf), '^test/'] },
    to: { path: house },
  },
];

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-folder-cycles',
      comment:
        'The languages of the database contain each other ($expr in queries, $match in pipelines): its folders may, its modules not',
      scope: 'folder',
      severity: 'error',
      from: { pathNot: '^packages/embedded-mongo/' },
      to: { circular: true },
    },
    ...arrowsOfTheHouse,
    {
      name: 'machines-are-pure',
      comment: 'machines/ imports xstate and zod only',
      severity: 'error',
      from: { path: '^machines/' },
      to: { pathNot: '^(machines/|node_modules/(xstate|zod)/)' },
    },
    {
      name: 'dialogs-know-no-registry',
      comment: 'the lists of all machines and all prompts import the dialogs, never the other way round',
      severity: 'error',
      from: { path: '^machines/[^/]+/' },
      to: { path: '^machines/[^/]+\\.ts$' },
    },
    {
      name: 'shared-knows-no-dialog',
      severity: 'error',
      from: { path: '^machines/shared/' },
      to: { path: '^machines/', pathNot: '^machines/shared/' },
    },
    {
      name: 'no-cycles-of-machine-folders',
      severity: 'error',
      scope: 'folder',
      from: { path: '^machines' },
      to: { circular: true },
    },
    {
      name: 'wire-formats-stop-at-whatsapp',
      comment: 'only the composition root and tests know src/whatsapp',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/(main\\.ts|app/|whatsapp/)' },
      to: { path: '^src/whatsapp/' },
    },
    {
      name: 'database-types-stop-at-storage',
      severity: 'error',
      from: { path: '^(src|simulator)/', pathNot: '^src/(main\\.ts|app/|storage/)' },
      to: { path: '^(src/storage/|packages/|node_modules/(mongoose|mongodb|bson|lmdb)/)' },
    },
    {
      name: 'embedded-database-knows-nothing-of-the-product',
      severity: 'error',
      from: { path: '^packages/embedded-mongo/' },
      to: { path: '^(src|machines|locales|simulator|upload)/' },
    },
    {
      name: 'the-client-knows-nothing-of-the-product',
      comment: 'it is used elsewhere: what it has of the API is made from the routes (npm run client)',
      severity: 'error',
      from: { path: '^clients/' },
      to: { path: '^(src|machines|locales|simulator|upload|packages)/' },
    },
    {
      name: 'components-know-no-transport',
      severity: 'error',
      from: { path: components },
      to: {
        path: '^(src/(http|api|admin|whatsapp|storage|config)/|node_modules/(express|mongoose|mongodb)/)',
      },
    },
    {
      name: 'simulator-talks-http-only',
      severity: 'error',
      from: { path: '^simulator/' },
      to: { path: '^(src|machines)/', pathNot: '^src/shared/' },
    },
    {
      name: 'places-of-the-console-stand-alone',
      comment: 'a place imports its own folder and console/src/{parts,api}; what two places share is a part',
      severity: 'error',
      from: { path: '^console/src/places/([^/]+)/' },
      to: { path: '^console/src/(places|shell)/', pathNot: '^console/src/places/$1/' },
    },
    {
      name: 'parts-of-the-console-know-no-place',
      severity: 'error',
      from: { path: '^console/src/(parts|api)/' },
      to: { path: '^console/src/(places|shell)/' },
    },
    {
      name: 'calls-of-the-console-know-no-part',
      severity: 'error',
      from: { path: '^console/src/api/' },
      to: { path: '^console/src/parts/' },
    },
    {
      name: 'console-talks-http-only',
      comment: 'it knows the types that are made of the reference (clients/typescript), nothing else of ours',
      severity: 'error',
      from: { path: '^console/' },
      to: { path: '^(src|machines|locales|simulator|upload|packages|fixtures)/' },
    },
    {
      name: 'nobody-imports-tests-or-examples',
      severity: 'error',
      from: { path: '^(src|machines|simulator|locales|upload|console|packages|clients|scripts|bench)/' },
      to: { path: '^(test|examples|clients/typescript/examples)/' },
    },
    {
      name: 'shared-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/shared/' },
      to: { path: '^(src|machines|simulator|locales)/', pathNot: '^src/shared/' },
    },
    {
      name: 'config-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^src/config/' },
      to: { path: '^(src|machines|simulator|locales)/', pathNot: '^src/(config|shared)/' },
    },
    { name: 'no-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default', 'types'],
      extensions: ['.ts', '.tsx', '.js', '.json'],
    },
  },
};
