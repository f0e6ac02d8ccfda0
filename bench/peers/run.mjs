// The product beside Bottender and the floors, same load, in turns. `npm install --prefix bench/peers` once, `npm run build`, then
// `node bench/peers/run.mjs [options of bench/run.mjs]`, from the root of the repository.
import { existsSync } from 'node:fs';
import { compare, middle, readLoad } from '../compare.mjs';
import { kinds } from '../kinds.mjs';
import { startFloor, subjects } from '../subjects.mjs';
import { fixed } from '../table.mjs';

if (!existsSync(new URL('node_modules/bottender', import.meta.url))) {
  console.error('Install it first: npm install --prefix bench/peers');
  process.exit(2);
}

const options = readLoad();
if (kinds[options.kind].text === null) {
  console.error('Bottender has no API for events.');
  process.exit(2);
}

const bottender = {
  name: 'bottender',
  says: 'signature, a session in memory, nothing durable, nothing against doubles',
  start: startFloor('bench/peers/bottender.mjs'),
};
const [product, ...floors] = subjects;
const { text, machine, phase, rounds } = await compare([product, bottender, ...floors], options);

const ratio = (of) => fixed(middle(rounds.product, of) / middle(rounds.bottender, of), 2);
if (options.json) console.log(JSON.stringify({ machine, options, phase, rounds }, null, 2));
else
  console.log(
    `${text}\n\nThe product makes ${ratio(({ perSecond }) => perSecond)} of Bottender's messages per second, ` +
      `with ${ratio(({ cpuPer1000 }) => cpuPer1000)} of its processor time.`,
  );
