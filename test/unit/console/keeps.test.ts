import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { forgetKept, keptFor, onForget } from '../../../console/src/parts/keeps.ts';

const drafts = new Map<string, string>();
onForget(() => drafts.clear());

describe('what pages keep of a person', () => {
  beforeEach(() => {
    forgetKept();
    keptFor('ada');
    drafts.set('vade', 'typed');
  });

  it('is there for the same one, also after signing in again', () => {
    expect(keptFor('ada')).toBe(false);
    expect(drafts.get('vade')).toBe('typed');
  });

  it('is forgotten when somebody else signs in', () => {
    expect(keptFor('can')).toBe(true);
    expect(drafts.size).toBe(0);
  });

  it('is forgotten when they sign out', () => {
    forgetKept();
    expect(drafts.size).toBe(0);
    expect(keptFor('can')).toBe(false);
  });

  it('is forgotten by every module of a place that keeps something', () => {
    const places = 'console/src/places';
    const keeping = readdirSync(places, { recursive: true, encoding: 'utf8' })
      .filter((file) => /\.tsx?$/.test(file))
      .map((file) => ({ file, source: readFileSync(path.join(places, file), 'utf8') }))
      .filter(({ source }) => /^(?:const|let) \w+ = new (?:Map|Set)(?:<.*>)?\(\);/m.test(source));

    expect(keeping.map(({ file }) => file).sort()).toEqual([
      'chats/drafts.ts',
      'chats/seen.ts',
      'rules/unsaved.ts',
    ]);
    expect(keeping.filter(({ source }) => !source.includes('onForget('))).toEqual([]);
  });
});
