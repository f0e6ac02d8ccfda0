import fc from 'fast-check';
import { elementsOf, firstName, nameAt, wholeDocument } from '../src/bson/raw.ts';
import { buildDocument } from '../src/bson/writer.ts';
import { nullValue } from '../src/bson/writer.ts';

const read = (bytes: Buffer): string => nameAt(bytes, 0, bytes.length);
const anyName = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.string({ unit: fc.constantFrom('a', 'b'), maxLength: 4 }),
  fc.nat().map(String),
);
/** A text cannot hold half of a surrogate pair once it was UTF-8. */
const asUtf8 = (text: string): string => Buffer.from(text, 'utf8').toString('utf8');

describe('the name of a field', () => {
  it('is read again and again among others: is its text each time', () => {
    fc.assert(
      fc.property(fc.array(anyName), (names) => {
        for (const name of [...names, ...names]) expect(read(Buffer.from(name, 'utf8'))).toBe(asUtf8(name));
      }),
    );
  });

  it('is not valid UTF-8: reads as Node decodes it, also after a name that reads the same', () => {
    const broken = Buffer.of(0x61, 0xff, 0x62);

    expect([read(broken), read(Buffer.from('a\ufffdb', 'utf8')), read(broken)]).toEqual(
      Array.from({ length: 3 }, () => 'a\ufffdb'),
    );
  });

  it('comes as one of many thousand: none is taken for another', () => {
    const names = Array.from({ length: 20_000 }, (_, n) => `field${n.toString(36)}`);

    expect(names.map((name) => read(Buffer.from(name)))).toEqual(names);
    expect(names.map((name) => read(Buffer.from(name)))).toEqual(names);
  });

  it('is written and read, of any length and script: stays as it was', () => {
    fc.assert(
      fc.property(fc.uniqueArray(anyName), fc.string({ unit: 'binary', maxLength: 60 }), (given, text) => {
        const names = [...new Set(given.map(asUtf8))].filter((name) => !name.includes('\0'));

        const document = wholeDocument(
          buildDocument((writer) => {
            for (const name of names) writer.value(name, nullValue);
            writer.string('last', text);
          }),
        );

        expect(elementsOf(document).map(({ name }) => name)).toEqual([...names, 'last']);
        expect(firstName(document)).toBe(names[0] ?? 'last');
        expect(elementsOf(document).at(-1)?.value).toMatchObject({ end: document.end - 1 });
      }),
    );
  });
});
