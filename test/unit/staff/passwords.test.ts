import fc from 'fast-check';
import { faultOfPassword, Passwords } from '../../../src/staff/passwords.ts';

describe('a password', () => {
  it.each([
    ['eleven characters', 'abcdefghijk', 'too_short'],
    ['twelve characters of one kind', 'kuyumcukervan', null],
    ['words with spaces', 'altın terazi yağmur', null],
    ['one of the list', 'qwertyuiop', 'too_short'],
    ['one of the list, with signs around it', '!!football2026!!', 'too_common'],
    ['one of the list again and again', 'monkeymonkeymonkey', 'too_common'],
    ['one sign again and again', 'aaaaaaaaaaaaaaaa', 'too_common'],
    ['digits alone', '482915037264', 'too_common'],
    ['the name and a year', 'AyşeÖrnek1985', 'of_person'],
    ['too long', 'ab'.repeat(129), 'too_long'],
  ])('of %s', async (_what, password, fault) => {
    expect(await faultOfPassword(password, ['Ayşe Örnek', 'ayse@example.com'])).toBe(fault);
  });

  it('of any letters: hashed with argon2id, right only where it is the same', async () => {
    const passwords = new Passwords();
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }),
        async (one, other) => {
          const hash = await passwords.hash(one);
          expect(hash).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$/);
          expect(await passwords.verify(hash, one)).toBe(true);
          expect(await passwords.verify(hash, other)).toBe(one.normalize('NFKC') === other.normalize('NFKC'));
        },
      ),
      { numRuns: 10 },
    );
  });

  it('of nobody: wrong, also the words that are compared in its place', async () => {
    const passwords = new Passwords();
    expect(await passwords.verify(null, 'anything at all')).toBe(false);
    expect(await passwords.verify(null, 'of nobody, compared all the same')).toBe(false);
  });

  it('of too many at once: some are told to come again, the others are answered', async () => {
    const passwords = new Passwords();
    const tries = await Promise.allSettled(
      Array.from({ length: 30 }, () => passwords.hash('a password of us')),
    );
    const refused = tries.filter((one) => one.status === 'rejected');

    expect(refused).toHaveLength(8);
    expect(refused.map(({ reason }) => reason.code)).toEqual(refused.map(() => 'unavailable'));
    expect(await passwords.hash('a password of us')).toContain('argon2id');
  });
});
