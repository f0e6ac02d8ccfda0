import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fixtureNames, readFixture } from './whatsapp-fixtures.ts';

/** `MUTABIK_PAYLOADS`, or `../shared/payloads` beside the checkout: bodies from the wild, one folder per kind. */
const folder = process.env.MUTABIK_PAYLOADS ?? path.resolve(import.meta.dirname, '../../../shared/payloads');

const readWild = (): { name: string; body: unknown }[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .flatMap(({ name: kind }) =>
      readdirSync(path.join(folder, kind))
        .filter((file) => file.endsWith('.json'))
        .map((file) => ({
          name: `${kind}/${file}`,
          body: JSON.parse(readFileSync(path.join(folder, kind, file), 'utf8')) as unknown,
        })),
    );

/** Every body we know of: our own fixtures, and those from the wild where they are there. */
export const everyPayload = (): { name: string; body: unknown }[] => [
  ...fixtureNames.map((name) => ({ name: `own/${name}`, body: readFixture(name) })),
  ...(existsSync(folder) ? readWild() : []),
];

/** The same body as if it had been sent to our number just now; everything else stays as it was found. */
export const asIfForUs = (body: unknown, phoneNumberId: string, at: Date): unknown => {
  const seconds = String(Math.floor(at.getTime() / 1_000));
  return JSON.parse(JSON.stringify(body), (key: string, value: unknown) => {
    if (key === 'phone_number_id') return phoneNumberId;
    if (key === 'timestamp') return typeof value === 'number' ? Number(seconds) : seconds;
    return value;
  }) as unknown;
};
