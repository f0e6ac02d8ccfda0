// Messages answered per second, end to end, beside floors that do less: `npm run bench`. Loopback only; starts everything itself,
// each round on a fresh throwaway directory, and ends it again. docs/performance.md (Measuring) tells what is measured.
import { compare, readLoad } from './compare.mjs';
import { kinds } from './kinds.mjs';
import { subjects } from './subjects.mjs';

const options = readLoad({ only: '' });
const only = options.only === '' ? subjects.map(({ name }) => name) : options.only.split(',');
const isEvent = kinds[options.kind].text === null;
const chosen = subjects.filter(
  ({ name, knowsCustomers }) => only.includes(name) && (!isEvent || knowsCustomers),
);

const { text, machine, phase, rounds } = await compare(chosen, options);
if (options.json) console.log(JSON.stringify({ machine, options, phase, rounds }, null, 2));
else console.log(text);
