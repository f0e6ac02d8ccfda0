import fc from 'fast-check';
import { Binary } from 'mongodb';
import { makeSecretBox, type SecretBox } from '../../../src/channels/secret-box.ts';
import { Vault } from '../../../src/storage/vault.ts';

const boxes = new Map(
  ['t_a', 't_b'].map((id, n) => [id, makeSecretBox(id, [Buffer.alloc(32, n + 1)])] as const),
);

const boxOf = (tenantId: string): SecretBox => {
  const box = boxes.get(tenantId);
  if (box === undefined) throw new Error('no keys');
  return box;
};

const vault = new Vault(boxOf);

/** What the repositories seal: plain data with dates. Numbers as JSON has them; −0 and NaN do not come up in it. */
const leaf = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc.integer(),
  fc.double({ noNaN: true, noDefaultInfinity: true }).map((number) => (number === 0 ? 0 : number)),
  fc.boolean(),
  fc.constant(null),
  fc.date({ noInvalidDate: true }),
);
// A key with a zero character cannot be stored, and `__proto__` is no key of plain data.
const keyName = fc
  .string({ unit: 'grapheme', maxLength: 8 })
  .filter((name) => !name.includes('\0') && name !== '__proto__' && !name.startsWith('$'));
const { value: plainData } = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small' },
    leaf,
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(keyName, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}));
const anyValue = fc.dictionary(keyName, plainData, { maxKeys: 5, noNullPrototype: true });

const seal = (value: object): Binary => vault.seal('t_a', 'outbox', 'out_1', 'body', value);
const open = (sealed: Binary): object => vault.open<object>('t_a', 'outbox', 'out_1', 'body', sealed);

describe('a vault', () => {
  it('seals any plain data with dates: opens to the same', () => {
    fc.assert(fc.property(anyValue, (value) => expect(open(seal(value))).toEqual(value)));
  });

  it.each([300, 5000, 100_000])(
    'seals several values of %i characters before one is opened: each is its own',
    (size) => {
      const values = ['a', 'b', 'c'].map((letter) => ({ text: letter.repeat(size), at: new Date(size) }));

      const sealed = values.map((value) => seal(value));

      expect(sealed.map((one) => open(one))).toEqual(values);
    },
  );

  it('gets what it sealed back from the database, in a buffer with room at its end: opens it', () => {
    const { buffer, position } = seal({ text: 'Mutabıkız' });
    const roomy = new Binary(Buffer.concat([buffer.subarray(0, position), Buffer.alloc(9)]));
    roomy.position = position;

    expect(open(roomy)).toEqual({ text: 'Mutabıkız' });
  });

  it('gets any value with any byte changed: refused', () => {
    fc.assert(
      fc.property(anyValue, fc.nat(), fc.integer({ min: 1, max: 255 }), (value, at, flip) => {
        const sealed = seal(value);
        const bytes = Buffer.from(sealed.buffer.subarray(0, sealed.position));
        const index = at % bytes.length;
        bytes[index] = (bytes[index] ?? 0) ^ flip;

        expect(() => open(new Binary(bytes))).toThrow();
      }),
    );
  });

  it.each([
    ['another tenant', ['t_b', 'outbox', 'out_1', 'body']],
    ['another collection', ['t_a', 'inbox', 'out_1', 'body']],
    ['another document', ['t_a', 'outbox', 'out_2', 'body']],
    ['another field', ['t_a', 'outbox', 'out_1', 'error']],
  ] as const)('gets a value moved to %s: refused', (_case, [tenantId, collection, id, field]) => {
    const sealed = seal({ text: 'x' });

    expect(() => vault.open(tenantId, collection, id, field, sealed)).toThrow('seal');
  });
});

describe('the pseudonyms of a vault', () => {
  it('are asked for in any order, of two tenants: those of the tenant’s key, also the second time', () => {
    const asked = fc.array(fc.tuple(fc.constantFrom('t_a', 't_b'), fc.string({ maxLength: 200 })));

    fc.assert(
      fc.property(asked, (asks) => {
        for (const [tenantId, text] of [...asks, ...asks]) {
          expect(vault.pseudonym(tenantId, text)).toBe(boxOf(tenantId).pseudonym(text));
        }
      }),
    );
  });

  it('are of texts that shift over the border to the tenant: two different ones', () => {
    const named = new Vault((tenantId) => makeSecretBox(tenantId, [Buffer.from(tenantId.padEnd(32))]));

    expect(named.pseudonym('t', '1|x')).not.toBe(named.pseudonym('t|1', 'x'));
  });

  it('are made for someone who writes often: the key is asked once; for a very long text: each time', () => {
    const asked: string[] = [];
    const counted = new Vault((tenantId) => ({
      ...boxOf(tenantId),
      pseudonym: (text) => {
        asked.push(text);
        return boxOf(tenantId).pseudonym(text);
      },
    }));
    const long = 'x'.repeat(129);

    for (let n = 0; n < 3; n += 1) {
      counted.pseudonym('t_a', 'phone:905320000001');
      counted.pseudonym('t_a', long);
    }

    expect(asked).toEqual(['phone:905320000001', long, long, long]);
  });

  it('are asked for a tenant whose keys are not there: refused', () => {
    expect(() => vault.pseudonym('t_c', 'x')).toThrow('no keys');
  });
});
