import fc from 'fast-check';
import { parseWebhook } from '../../../src/whatsapp/meta/parse-webhook.ts';
import type { ParsedUnit } from '../../../src/vocabulary/inbound-unit.ts';
import { webhookBody } from '../../support/meta-webhook.ts';
import { fixtureNames, readFixture } from '../../support/whatsapp-fixtures.ts';

const bytesOf = (value: unknown): Buffer => Buffer.from(JSON.stringify(value) ?? 'null');

/** All places in a JSON value. */
const placesIn = (value: unknown, path: readonly string[] = []): (readonly string[])[] =>
  typeof value === 'object' && value !== null
    ? [path, ...Object.entries(value).flatMap(([key, member]) => placesIn(member, [...path, key]))]
    : [path];

type Mutation = { kind: 'replace'; value: unknown } | { kind: 'remove' } | { kind: 'rename'; name: string };

/** A copy with one place changed. */
const mutate = (value: unknown, path: readonly string[], mutation: Mutation): unknown => {
  const [key, ...rest] = path;
  if (key === undefined) return mutation.kind === 'replace' ? mutation.value : null;
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).flatMap(([name, member]): [string, unknown][] => {
    if (name !== key) return [[name, member]];
    if (rest.length > 0) return [[name, mutate(member, rest, mutation)]];
    if (mutation.kind === 'remove') return [];
    return mutation.kind === 'replace' ? [[name, mutation.value]] : [[mutation.name, member]];
  });
  return Array.isArray(value) ? entries.map(([, member]) => member) : Object.fromEntries(entries);
};

const mutations: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constant('replace' as const), value: fc.jsonValue({ maxDepth: 3 }) }),
  fc.constant({ kind: 'remove' as const }),
  fc.record({
    kind: fc.constant('rename' as const),
    name: fc.constantFrom('type', 'id', 'from', 'messages', 'statuses', 'entry', '__proto__', 'toJSON'),
  }),
);

const mutated = (body: unknown): fc.Arbitrary<unknown> =>
  fc
    .tuple(fc.constantFrom(...placesIn(body)), mutations)
    .map(([path, mutation]) => mutate(body, path, mutation));

const isWhole = (unit: ParsedUnit): boolean =>
  /^(m:[^]*:[^]+|s:[^]+:[^]+:[^]*|x:[^]*:[^]*:[^]+)$/.test(unit.dedupeSource) && unit.raw !== '';

describe('parsing of webhooks', () => {
  const bodies = fixtureNames.map(readFixture);

  it('with any one place of a fixture changed: never throws, and says the same twice', () => {
    fc.assert(
      fc.property(fc.constantFrom(...bodies).chain(mutated), (body) => {
        const bytes = bytesOf(body);

        const units = parseWebhook(bytes, { phoneNumberId: '77' });

        return (
          units.every(isWhole) &&
          JSON.stringify(units) === JSON.stringify(parseWebhook(bytes, { phoneNumberId: '77' }))
        );
      }),
      { numRuns: 2000 },
    );
  });

  it('of any bytes: never throws, and gives a unit', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => parseWebhook(Buffer.from(bytes)).length === 1));
  });

  it('of any JSON: never throws', () => {
    fc.assert(
      fc.property(
        fc.jsonValue(),
        (value) => parseWebhook(bytesOf({ entry: [{ changes: [value] }] })).length >= 1,
      ),
    );
  });

  it('with one message or status spoilt: its neighbours give the units they gave before', () => {
    const message = (index: number): object => ({
      from: '905321112233',
      from_user_id: 'TR.1',
      id: `wamid.M${index}`,
      timestamp: '1795300000',
      type: 'text',
      text: { body: `metin ${index}` },
    });
    const status = (index: number): object => ({
      id: `wamid.S${index}`,
      status: 'read',
      timestamp: '1795300000',
      recipient_id: '905321112233',
    });
    const messages = [0, 1, 2].map(message);
    const statuses = [0, 1, 2].map(status);
    const spoilt = fc.record({
      member: fc.constantFrom('messages' as const, 'statuses' as const),
      index: fc.nat(2),
      element: fc.oneof(mutated(message(9)), mutated(status(9)), fc.jsonValue()),
    });

    fc.assert(
      fc.property(spoilt, ({ member, index, element }) => {
        const value = { messages: [...messages], statuses: [...statuses] };
        const before = parseWebhook(bytesOf(webhookBody(value)));
        const position = (member === 'messages' ? 0 : 3) + index;
        value[member][index] = element as object; // whatever it is, it is what a body could hold

        const after = parseWebhook(bytesOf(webhookBody(value)));

        const neighbours = before.filter((_unit, at) => at !== position).map((unit) => JSON.stringify(unit));
        const kept = new Set(after.map((unit) => JSON.stringify(unit)));
        expect(neighbours.filter((unit) => !kept.has(unit))).toEqual([]);
        expect(after.length).toBeGreaterThanOrEqual(before.length);
      }),
      { numRuns: 500 },
    );
  });
});
