import { randomBytes } from 'node:crypto';
import { makeClamdScanner } from '../../../src/files/make-clamd-scanner.ts';
import { startFakeClamd, type ClamdBehaviour, type FakeClamd } from '../../support/fake-clamd.ts';
import { eicar } from '../../support/hostile-files.ts';

describe('antivirus over clamd', () => {
  let clamd: FakeClamd;
  beforeEach(async () => {
    clamd = await startFakeClamd();
  });
  afterEach(() => clamd.close());

  it('a clean file of several chunks: clean, and every byte of it was scanned', async () => {
    const content = randomBytes(300_000);
    expect(await makeClamdScanner({ address: clamd.address }).scan(content)).toBe('clean');
    expect(clamd.scanned.map((seen) => seen.equals(content))).toEqual([true]);
  });

  it('the test file inside another one: infected', async () => {
    const content = Buffer.concat([randomBytes(100_000), eicar]);
    expect(await makeClamdScanner({ address: clamd.address }).scan(content)).toBe('infected');
  });

  it.each<ClamdBehaviour>(['error', 'cut', 'cut-answer', 'flood'])(
    'a scanner that answers "%s": not clean',
    async (behaviour) => {
      clamd.behave(behaviour);
      const scanner = makeClamdScanner({ address: clamd.address, timeoutMs: 2_000 });
      expect(await scanner.scan(Buffer.alloc(200_000))).toBe('unavailable');
    },
  );

  it('a scanner that says clean before it has seen everything: not clean', async () => {
    clamd.behave('early');
    const scanner = makeClamdScanner({ address: clamd.address, timeoutMs: 2_000 });
    expect(await scanner.scan(Buffer.alloc(20_000_000))).toBe('unavailable');
  });

  it('a scanner that says nothing: not clean, after the deadline', async () => {
    clamd.behave('silent');
    const scanner = makeClamdScanner({ address: clamd.address, timeoutMs: 100 });
    expect(await scanner.scan(Buffer.from('x'))).toBe('unavailable');
  });

  it('nobody there: not clean', async () => {
    const { address } = clamd;
    await clamd.close();
    const scanner = makeClamdScanner({ address });
    expect(await scanner.scan(Buffer.from('x'))).toBe('unavailable');
    expect(await scanner.version()).toBeNull();
    clamd = await startFakeClamd();
  });

  it('a file above the limit of the scanner: not clean', async () => {
    const small = await startFakeClamd({ streamMaxLength: 100_000 });
    const scanner = makeClamdScanner({ address: small.address, timeoutMs: 5_000 });
    expect(await scanner.scan(Buffer.alloc(1_000_000))).toBe('unavailable');
    await small.close();
  });

  it('over a socket in the file system: the same', async () => {
    const local = await startFakeClamd({ unix: true });
    expect(await makeClamdScanner({ address: local.address }).scan(eicar)).toBe('infected');
    await local.close();
  });

  it('asked for its version: the age of its signatures', async () => {
    expect(await makeClamdScanner({ address: clamd.address }).version()).toEqual({
      version: 'ClamAV 1.4.3',
      signaturesAt: new Date('2026-11-22T09:41:12Z'),
    });
  });

  it.each(['', 'clamd', 'http://host:3310', 'tcp://host', 'unix:relative/path'])(
    'the address "%s": refused when the scanner is made',
    (address) => {
      expect(() => makeClamdScanner({ address })).toThrow(/address/);
    },
  );
});
