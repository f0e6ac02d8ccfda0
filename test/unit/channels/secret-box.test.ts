import { createCipheriv, createHash, hkdfSync } from 'node:crypto';
import fc from 'fast-check';
import { makeSecretBox, pseudonym } from '../../../src/channels/secret-box.ts';
import {
  deploymentPseudonymKey,
  newWrappedDataKey,
  openTenantBox,
} from '../../../src/channels/tenant-key.ts';

const place = { collection: 'conversations', docId: 'cnv_1', field: 'snapshot' };
const key = (fill: number) => Buffer.alloc(32, fill);
const box = makeSecretBox('t_demo', [key(1)]);

describe('a secret box', () => {
  it.each(['', 'Mutabıkız', 'x'.repeat(300_000)])('opens what it sealed', (text) => {
    expect(box.open(place, box.seal(place, text)).toString()).toBe(text);
    expect(box.openText(place, box.sealText(place, text))).toBe(text);
  });

  it('seals the same text twice: two different values, neither holding the text', () => {
    const [one, two] = [box.seal(place, 'Mutabıkız'), box.seal(place, 'Mutabıkız')];

    expect(one.equals(two)).toBe(false);
    expect(one.includes('Mutab')).toBe(false);
  });

  it.each([
    ['another document', { ...place, docId: 'cnv_2' }],
    ['another field', { ...place, field: 'text' }],
    ['another collection', { ...place, collection: 'outbox' }],
    ['parts shifted over the border', { ...place, docId: 'cnv_1|snap', field: 'shot' }],
  ])('gets a value moved to %s: refused', (_case, other) => {
    expect(() => box.open(other, box.seal(place, 'x'))).toThrow('cannot be opened');
  });

  it('has the parts of a place shifted or changed anyhow: refused', () => {
    const part = fc.string({ unit: fc.constantFrom('a', '|', ':', '1', 'ğ', '🙂'), maxLength: 6 });
    const anyPlace = fc.record({ collection: part, docId: part, field: part });

    fc.assert(
      fc.property(anyPlace, anyPlace, fc.uint8Array({ maxLength: 40 }), (at, other, plain) => {
        const sealed = box.seal(at, plain);

        expect(box.open({ ...at }, sealed)).toEqual(Buffer.from(plain));
        fc.pre(JSON.stringify(at) !== JSON.stringify(other));
        expect(() => box.open(other, sealed)).toThrow('cannot be opened');
      }),
    );
  });

  it('gets what the published layout says, made by other code: opens it', () => {
    // The stored form is a promise to data already on disks, so it is put together here by hand.
    const dataKey = key(1);
    const keyId = createHash('sha256').update('mutabik:key-id').update(dataKey).digest().subarray(0, 8);
    const sealKey = Buffer.from(hkdfSync('sha256', dataKey, Buffer.alloc(0), 'mutabik:seal', 32));
    const iv = Buffer.alloc(12, 3);
    const aad = `6:t_demo|13:conversations|5:cnv_ğ|8:snapshot|16:${keyId.toString('hex')}`;
    const cipher = createCipheriv('aes-256-gcm', sealKey, iv).setAAD(Buffer.from(aad, 'utf8'));
    const body = Buffer.concat([cipher.update('Mutabıkız'), cipher.final()]);
    const stored = Buffer.concat([Buffer.of(1), keyId, iv, cipher.getAuthTag(), body]);
    const there = { ...place, docId: 'cnv_ğ' };

    expect(box.open(there, stored).toString()).toBe('Mutabıkız');
    expect(new Uint8Array(box.seal(there, 'Mutabıkız').subarray(0, 9))).toEqual(
      new Uint8Array(stored.subarray(0, 9)),
    );
    expect(box.seal(there, 'Mutabıkız')).toHaveLength(stored.length);
  });

  it('gets a value as part of a larger buffer, or as plain bytes: opens it and leaves it as it was', () => {
    const sealed = box.seal(place, 'Mutabıkız');
    const larger = Buffer.concat([Buffer.alloc(5, 1), sealed, Buffer.alloc(5, 2)]);
    const before = Buffer.from(larger);

    expect(
      box.open(place, new Uint8Array(larger.buffer, larger.byteOffset + 5, sealed.length)).toString(),
    ).toBe('Mutabıkız');
    expect(larger.equals(before)).toBe(true);
  });

  it('is given bytes that change afterwards: what was sealed, and what was opened, stays', () => {
    const plain = Buffer.from('Mutabıkız');
    const sealed = box.seal(place, plain);
    plain.fill(0);
    const opened = box.open(place, sealed);
    sealed.fill(0);

    expect(opened.toString()).toBe('Mutabıkız');
  });

  it('gets a value of another tenant with the same key: refused', () => {
    expect(() => makeSecretBox('t_other', [key(1)]).open(place, box.seal(place, 'x'))).toThrow(
      'cannot be opened',
    );
  });

  it('gets a value with any byte changed: refused', () => {
    const sealed = box.seal(place, 'x');

    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => box.open(place, changed)).toThrow();
    }
  });

  it('gets any value with any bit of any byte changed, or any of its end cut off: refused', () => {
    const change = fc.record({ at: fc.nat(), flip: fc.integer({ min: 1, max: 255 }), cut: fc.nat() });

    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), change, (plain, { at, flip, cut }) => {
        const sealed = box.seal(place, plain);
        const changed = Buffer.from(sealed);
        const index = at % changed.length;
        changed[index] = (changed[index] ?? 0) ^ flip;

        expect(() => box.open(place, changed)).toThrow();
        expect(() => box.open(place, sealed.subarray(0, cut % sealed.length))).toThrow();
        expect(() => box.open(place, Buffer.concat([sealed, Buffer.of(0)]))).toThrow('cannot be opened');
      }),
    );
  });

  it('gets a value whose tag was cut to four bytes: refused', () => {
    const sealed = box.seal(place, '');

    expect(() => box.open(place, sealed.subarray(0, 25))).toThrow('Not a sealed value');
  });

  it('has a new key in front: opens old values, seals with the new key, keeps its pseudonyms', () => {
    const rotated = makeSecretBox('t_demo', [key(2), key(1)]);
    const onlyNew = makeSecretBox('t_demo', [key(2)]);

    expect(rotated.open(place, box.seal(place, 'old')).toString()).toBe('old');
    expect(onlyNew.open(place, rotated.seal(place, 'new')).toString()).toBe('new');
    expect(() => onlyNew.open(place, box.seal(place, 'old'))).toThrow('key of a sealed value');
    expect(rotated.pseudonymKey).toEqual(box.pseudonymKey);
  });

  it('seals a snapshot of two kilobytes: well under a millisecond', () => {
    const snapshot = Buffer.alloc(2048, 'x');
    const startedAt = process.hrtime.bigint();

    for (let n = 0; n < 2000; n += 1) box.seal(place, snapshot);

    expect(Number(process.hrtime.bigint() - startedAt) / 2000).toBeLessThan(1_000_000);
  });
});

describe('a tenant key', () => {
  const master = key(9);

  it('is made, wrapped and opened: the box works, the key is not in the text', () => {
    const tenant = { id: 't_demo', wrappedDataKey: newWrappedDataKey(master, 't_demo') };

    const sealed = openTenantBox(master, tenant).seal(place, 'x');

    expect(openTenantBox(master, tenant).open(place, sealed).toString()).toBe('x');
  });

  it.each([
    ['another SECRETS_KEY', key(8), 't_demo'],
    ['another tenant', master, 't_other'],
  ])('is opened for %s: refused', (_case, secretsKey, id) => {
    const wrappedDataKey = newWrappedDataKey(master, 't_demo');

    expect(() => openTenantBox(secretsKey, { id, wrappedDataKey })).toThrow();
  });

  it('is rotated: what the old key sealed still opens', () => {
    const before = newWrappedDataKey(master, 't_demo');
    const sealed = openTenantBox(master, { id: 't_demo', wrappedDataKey: before }).seal(place, 'x');

    const after = openTenantBox(master, {
      id: 't_demo',
      wrappedDataKey: newWrappedDataKey(master, 't_demo', before),
    });

    expect(after.open(place, sealed).toString()).toBe('x');
  });
});

describe('a pseudonym', () => {
  it('is the same for the same text and key, and another otherwise', () => {
    const [a, b] = [deploymentPseudonymKey(key(1)), deploymentPseudonymKey(key(2))];

    expect(pseudonym(a, 'm:1:wamid.X')).toMatch(/^[A-Za-z0-9_-]{43}$/);
    expect(pseudonym(a, 'm:1:wamid.X')).toBe(pseudonym(a, 'm:1:wamid.X'));
    expect(pseudonym(b, 'm:1:wamid.X')).not.toBe(pseudonym(a, 'm:1:wamid.X'));
    expect(makeSecretBox('', [key(1)]).pseudonym('m:1:wamid.X')).toBe(pseudonym(a, 'm:1:wamid.X'));
    expect(pseudonym(a, 'm:2:wamid.X')).not.toBe(pseudonym(a, 'm:1:wamid.X'));
  });
});
