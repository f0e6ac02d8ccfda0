import { IvPool, ivBytes } from '../../../src/channels/iv-pool.ts';
import { makeSecretBox } from '../../../src/channels/secret-box.ts';

const take = (pool: IvPool): string => {
  const target = Buffer.alloc(ivBytes);
  pool.take(target, 0);
  return target.toString('hex');
};

/** Fills with bytes that count on, so that every IV is another and its order shows. */
const counting = (): { fill: (block: Buffer) => void; fills: () => number } => {
  let fills = 0;
  let ivs = 0;
  return {
    fill: (block) => {
      fills += 1;
      for (let at = 0; at < block.length; at += ivBytes) {
        block.fill(0, at, at + ivBytes);
        block.writeUInt32BE((ivs += 1), at + 8);
      }
    },
    fills: () => fills,
  };
};

describe('a pool of IVs', () => {
  it('is used up, several times: filled anew each time, hands out every drawn IV once and in order', () => {
    const { fill, fills } = counting();
    const pool = new IvPool(4, fill);

    const numbers = Array.from({ length: 10 }, () => Number.parseInt(take(pool), 16));

    expect(numbers).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(fills()).toBe(3);
  });

  it('gives an IV into the middle of a buffer: twelve bytes there, the rest untouched', () => {
    const target = Buffer.alloc(20, 0xaa);

    new IvPool(4, (block) => block.fill(0x55)).take(target, 3);

    expect(target).toEqual(
      Buffer.concat([Buffer.alloc(3, 0xaa), Buffer.alloc(12, 0x55), Buffer.alloc(5, 0xaa)]),
    );
  });

  it('has its handed out IV overwritten by the taker: the next ones are as they were drawn', () => {
    const pool = new IvPool(4, counting().fill);
    const target = Buffer.alloc(ivBytes);

    pool.take(target, 0);
    target.fill(0xff);

    expect(Number.parseInt(take(pool), 16)).toBe(2);
  });

  it('cannot be filled: nothing is handed out, not even bytes that were used before', () => {
    const { fill } = counting();
    let isBroken = false;
    const pool = new IvPool(2, (block) => {
      if (isBroken) throw new Error('no randomness');
      fill(block);
    });
    take(pool);
    take(pool);
    isBroken = true;

    expect(() => take(pool)).toThrow('no randomness');
    expect(() => take(pool)).toThrow('no randomness');

    isBroken = false;
    expect(Number.parseInt(take(pool), 16)).toBe(3);
  });
});

describe('the IVs of a secret box', () => {
  it('are taken for a hundred thousand values of two boxes: none comes twice', () => {
    const place = { collection: 'outbox', docId: 'out_1', field: 'body' };
    const boxes = [makeSecretBox('t_a', [Buffer.alloc(32, 1)]), makeSecretBox('t_b', [Buffer.alloc(32, 1)])];
    const seen = new Set<string>();

    for (let n = 0; n < 50_000; n += 1) {
      for (const box of boxes) seen.add(box.seal(place, '').toString('latin1', 9, 21));
    }

    expect(seen.size).toBe(100_000);
  });
});
