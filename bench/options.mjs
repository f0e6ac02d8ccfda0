// Options of the tools: texts from the command line, with names, defaults and bounds, as numbers.
import { parseArgs } from 'node:util';
import { kinds } from './kinds.mjs';

const fail = (text) => {
  console.error(text);
  process.exit(2);
};

/** `numbers`: name → `{ fallback, most }`; `texts`: name → fallback; `flags`: names. Unknown options and wrong values end the process with 2. */
export const readOptions = ({ numbers = {}, texts = {}, flags = [] }) => {
  const string = (fallback) => ({ type: 'string', default: fallback });
  const options = Object.fromEntries([
    ...Object.entries(numbers).map(([name, { fallback }]) => [name, string(String(fallback))]),
    ...Object.entries(texts).map(([name, fallback]) => [name, string(fallback)]),
    ...flags.map((name) => [name, { type: 'boolean', default: false }]),
  ]);
  let values;
  try {
    ({ values } = parseArgs({ options }));
  } catch (error) {
    fail(
      `${error.message}\nOptions: ${Object.keys(options)
        .map((name) => `--${name}`)
        .join(' ')}`,
    );
  }
  for (const [name, { most }] of Object.entries(numbers)) {
    values[name] = Number(values[name]);
    if (!(values[name] >= 0 && values[name] <= most)) fail(`--${name} must be a number from 0 to ${most}`);
  }
  if (texts.kind !== undefined && !Object.hasOwn(kinds, values.kind))
    fail(`--kind must be one of ${Object.keys(kinds).join(', ')}`);
  return values;
};
