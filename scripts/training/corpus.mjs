// Reads the corpus: fixtures/corpus/<language>/*.tsv, one message a line (docs/understanding.md).
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const languages = ['tr', 'en', 'ar'];

const linesOf = (file, language) =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line, at) => {
      const [intent, strength, dialect, text, ...more] = line.split('\t');
      if (text === undefined || more.length > 0) throw new Error(`${file}:${at + 1} has not four columns`);
      return { intent, strength, dialect, text, language };
    });

/** Lines below a folder of the corpus (`corpus` or `corpus/held-out`), language by language. */
export const readCorpus = (folder) =>
  languages.flatMap((language) =>
    readdirSync(path.join(folder, language))
      .filter((name) => name.endsWith('.tsv'))
      .sort()
      .flatMap((name) => linesOf(path.join(folder, language, name), language)),
  );
