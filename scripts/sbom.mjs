// Writes the bill of materials of what runs in production (CycloneDX, made by npm from the lock file) to the file that is named,
// and fails when it is not whole: docs/security/dependencies.md.
import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import { promisify } from 'node:util';

const [target] = process.argv.slice(2);
if (target === undefined) {
  console.error('usage: sbom.mjs <file>');
  process.exit(2);
}

const npm = promisify(execFile);
const { stdout } = await npm('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], {
  maxBuffer: 64 * 1024 * 1024,
});
const bom = JSON.parse(stdout);
const { dependencies } = JSON.parse(await readFile('package.json', 'utf8'));

// Not by `--omit dev`: that leaves out as well what production shares with a development dependency.
const isForDevelopment = ({ properties = [] }) =>
  properties.some(({ name, value }) => name === 'cdx:npm:package:development' && value === 'true');
const left = new Set(bom.components.filter(isForDevelopment).map((one) => one['bom-ref']));
// The client runs elsewhere: what only it stands on is no part of production.
const isClient = (ref) => /^(@mutabik\/)?client@/.test(ref);
const dependsOn = new Map(bom.dependencies.map(({ ref, dependsOn: on = [] }) => [ref, on]));
const reached = new Set();
const reach = (ref) => {
  if (reached.has(ref) || isClient(ref)) return;
  reached.add(ref);
  (dependsOn.get(ref) ?? []).forEach(reach);
};
reach(bom.metadata.component['bom-ref']);
for (const { 'bom-ref': ref } of bom.components) if (!reached.has(ref)) left.add(ref);
bom.components = bom.components.filter((one) => !left.has(one['bom-ref']));
bom.dependencies = bom.dependencies
  .filter(({ ref }) => !left.has(ref))
  .map((one) => ({ ...one, dependsOn: (one.dependsOn ?? []).filter((ref) => !left.has(ref)) }));

/** `@scope/name`; npm writes the scope of some into the name and of others not. */
const nameOf = ({ purl = '' }) =>
  decodeURIComponent(/^pkg:npm\/(.+)@[^@]+$/.exec(purl.split('?')[0])?.[1] ?? '');
const { components } = bom;
const isWhole = ({ name, version, purl }) =>
  [name, version].every((text) => typeof text === 'string' && text !== '') && /^pkg:npm\//.test(purl ?? '');

const problems = [
  ...(bom.bomFormat === 'CycloneDX' && /^1\.\d$/.test(bom.specVersion) ? [] : ['it is no CycloneDX']),
  ...components.filter((one) => !isWhole(one)).map((one) => `${one['bom-ref']} lacks name, version or purl`),
  ...Object.entries(dependencies)
    .filter(([name, version]) => !components.some((one) => nameOf(one) === name && one.version === version))
    .map(([name, version]) => `${name} ${version} is not in it`),
];
if (problems.length > 0) {
  console.error(`The bill of materials is not whole:\n${problems.map((one) => `  - ${one}`).join('\n')}`);
  process.exit(1);
}
await writeFile(target, `${JSON.stringify(bom, null, 2)}\n`);
console.log(`${components.length} parts in ${target}`);
