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
    expect(pseudonym(a, 'm:2:wamid.X')).not.toBe(pseudonym(a, 'm:1:wamid.X'));
  });
});
