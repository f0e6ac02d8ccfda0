import { createInstance, type i18n, type Resource } from 'i18next';
import { formats, type TextFormat } from './formats.ts';

/** `count` chooses the plural form of a text that has them. */
export type TextValues = Readonly<Record<string, string | number | readonly string[]>>;

interface CompiledText {
  /** Literal parts around the placeholders: always one more than these. */
  literals: readonly string[];
  placeholders: readonly { name: string; format: TextFormat }[];
  /** Each once, in the order of the text. */
  names: readonly string[];
}

const placeholderPattern = /\{\{(\w+)(?:, (\w+))?\}\}/g;
const asIs: TextFormat = (value) => value;

const lookUp = (bundle: unknown, path: string): string | null => {
  let found = bundle;
  for (const part of path.split('.')) {
    if (typeof found !== 'object' || found === null || !Object.hasOwn(found, part)) return null;
    found = Reflect.get(found, part);
  }
  return typeof found === 'string' ? found : null;
};

/** Texts by language and namespace. */
type Resources<Language extends string> = Readonly<Record<Language, Readonly<Record<string, object>>>>;
type MakeError = (key: string) => Error;

/** No escaping (text stays text), no nesting inside values, no other language in place of a missing text, which is an error. */
const makeInstance = (resources: Resources<string>, missing: MakeError): i18n => {
  const instance = createInstance();
  void instance.init({
    // Its type is mutable; nothing is changed in it.
    resources: resources as Resource,
    ns: Object.keys(Object.values(resources)[0] ?? {}),
    fallbackLng: false,
    initAsync: false,
    interpolation: { escapeValue: false, skipOnVariables: true },
    parseMissingKeyHandler: (key: string): never => {
      throw missing(key);
    },
  });
  return instance;
};

/** The texts of some namespaces, as the server and the pages of a browser use them: i18next with the formats of this product. */
export class Texts<Language extends string> {
  readonly #resources: Resources<Language>;
  readonly #missing: MakeError;
  readonly #i18n: i18n;
  readonly #formats: Readonly<Record<string, TextFormat>>;
  readonly #compiled = new Map<string, CompiledText>();

  /** `missing` makes the error for a key that does not exist; `own` are formats beside those of every text. */
  constructor(
    resources: Resources<Language>,
    missing: MakeError,
    own: Readonly<Record<string, TextFormat>> = {},
  ) {
    this.#resources = resources;
    this.#missing = missing;
    this.#i18n = makeInstance(resources, missing);
    this.#formats = { ...formats, ...own };
    for (const [name, format] of Object.entries(this.#formats))
      this.#i18n.services.formatter?.add(name, (value, language) => String(format(value, language)));
  }

  /** Does the key exist as it is, without a plural form? */
  has(language: Language, key: string): boolean {
    return this.#find(language, key) !== null;
  }

  /** As it is in the file, with its `{{placeholders}}`. */
  raw(language: Language, key: string): string {
    const text = this.#find(language, key);
    if (text === null) throw this.#missing(key);
    return text;
  }

  /** Filled; a value that is not given becomes «-». */
  of(language: Language, key: string, values: TextValues = {}): string {
    const { count } = values;
    const form =
      typeof count === 'number' ? this.#i18n.services.pluralResolver.getSuffix(language, count) : '';
    const { literals, placeholders } = this.#compile(language, key, String(form));
    let text = literals[0] ?? '';
    placeholders.forEach(({ name, format }, at) => {
      text += String(format(values[name] ?? '-', language)) + (literals[at + 1] ?? '');
    });
    return text;
  }

  /** Names of the placeholders, each once, in the order of the text. */
  placeholders(language: Language, key: string): readonly string[] {
    return this.#compile(language, key, '').names;
  }

  /** A value by itself, in one of the formats of placeholders. */
  format(language: Language, format: string, value: TextValues[string]): string {
    return String(this.#formatOf(format)(value, language));
  }

  #find(language: Language, key: string): string | null {
    const [namespace = '', path = ''] = key.split(':');
    if (!Object.hasOwn(this.#resources[language], namespace)) return null;
    return lookUp(this.#i18n.getResourceBundle(language, namespace), path);
  }

  /** The function i18next was given: its way to it reads the format's name anew each time, 3 µs for every number. */
  #formatOf(name: string): TextFormat {
    const format = Object.hasOwn(this.#formats, name) ? this.#formats[name] : undefined;
    if (format === undefined) throw this.#missing(`format ${name}`);
    return format;
  }

  /**
   * i18next fills a text once with marks in place of values; afterwards a text is only joined, which is what makes a prompt
   * cheap (i18next takes 70 µs for a letter) and keeps values from ever being read as placeholders. Keys are ours: bounded.
   */
  #compile(language: Language, stem: string, form: string): CompiledText {
    const cacheKey = `${language}|${stem}${form}`;
    const ready = this.#compiled.get(cacheKey);
    if (ready) return ready;
    const key = form !== '' && this.has(language, stem + form) ? stem + form : stem;
    const placeholders = [...this.raw(language, key).matchAll(placeholderPattern)].map(
      ([, name = '', format]) => ({ name, format: format === undefined ? asIs : this.#formatOf(format) }),
    );
    const names = [...new Set(placeholders.map(({ name }) => name))];
    const marks = Object.fromEntries(names.map((name) => [name, '\uE000']));
    const marked = this.#i18n.t(key, { lng: language, ...marks });
    const made = { literals: marked.split('\uE000'), placeholders, names };
    this.#compiled.set(cacheKey, made);
    return made;
  }
}
