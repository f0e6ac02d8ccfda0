import { makeClamdScanner } from '../../src/files/make-clamd-scanner.ts';
import { aPdf, eicar, zipOf } from '../support/hostile-files.ts';

/** `.ci/clamd.sh start` prints it. */
const address = process.env.CLAMD_TEST_ADDRESS ?? '';
const withScanner = address === '' ? describe.skip : describe;

withScanner('a real clamd (skipped unless CLAMD_TEST_ADDRESS names one)', () => {
  const scanner = makeClamdScanner({ address: address === '' ? 'tcp://localhost:3310' : address });

  it('an ordinary document: clean', async () => {
    expect(await scanner.scan(aPdf({ pages: 3 }))).toBe('clean');
  });

  it('the test file, by itself and packed in an archive: infected', async () => {
    expect(await scanner.scan(eicar)).toBe('infected');
    expect(await scanner.scan(zipOf([{ name: 'a.com', content: eicar }]))).toBe('infected');
  });

  it('as much as we take at most: clean, in several hundred chunks', async () => {
    expect(await scanner.scan(Buffer.alloc(20_000_000, 'a'))).toBe('clean');
  });

  it('more than the scanner takes: not clean', async () => {
    expect(await scanner.scan(Buffer.alloc(30_000_000, 'a'))).toBe('unavailable');
  });

  it('its version: tells which clamd it is', async () => {
    expect(await scanner.version()).toMatchObject({ version: expect.stringMatching(/^ClamAV \d/) });
  });
});
