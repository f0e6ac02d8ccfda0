import i18next, { type BackendModule, type ResourceKey } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { firstLanguage } from '../parts/kept-language.ts';
import { languages } from '../parts/languages.ts';

/** `../locales/tr/today.json` → what loads it. Each is a chunk of its own: a place brings its words, in one language. */
const files = import.meta.glob<ResourceKey>('../locales/*/*.json', { import: 'default' });

const lazyFiles: BackendModule = {
  type: 'backend',
  init: () => undefined,
  read: (language, namespace, done) => {
    const load = files[`../locales/${language}/${namespace}.json`];
    if (load === undefined) return done(new Error(`no texts ${language}/${namespace}`), null);
    load().then(
      (texts) => done(null, texts),
      (error: Error) => done(error, null),
    );
  },
};

/** Words of the shell and of shared parts are there before anything is drawn; those of a place come with it. */
export const startTexts = async (): Promise<void> => {
  await i18next
    .use(lazyFiles)
    .use(initReactI18next)
    .init({
      lng: firstLanguage(),
      fallbackLng: false,
      supportedLngs: languages,
      load: 'languageOnly',
      ns: ['shell', 'parts', 'units'],
      defaultNS: 'shell',
      // React escapes; escaping here as well would show `&amp;`.
      interpolation: { escapeValue: false },
      saveMissing: true,
      // Tests read the console of the browser: a key without a text fails them.
      missingKeyHandler: (_languages, namespace, key) => console.error(`no text ${namespace}:${key}`),
    });
  document.documentElement.lang = i18next.language;
  i18next.on('languageChanged', (language) => {
    document.documentElement.lang = language;
  });
};
