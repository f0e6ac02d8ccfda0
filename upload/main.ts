import { api, Refusal, type Info } from './api.ts';
import { el, fill, icon } from './element.ts';
import { makeChooser } from './chooser.ts';
import { makeFileList } from './file-list.ts';
import { formatBytes, labelsOf } from './formats.ts';
import { browserLanguage, listOf, wordsOf, type PageLanguage } from './words.ts';

const scanWaitMs = 5_000;
const scanTries = 24;

const root = document.querySelector<HTMLElement>('#app') ?? document.body;
const spoken = document.querySelector<HTMLElement>('#spoken') ?? document.body;
const say = (text: string): void => {
  spoken.textContent = text;
};
const sleep = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const speak = (language: PageLanguage): void => {
  document.documentElement.lang = language;
  document.documentElement.dir = language === 'ar' ? 'rtl' : 'ltr';
  document.title = `${wordsOf(language)('title')} · Mutabık`;
};

/** One message instead of everything else; read out because the focus goes there. */
const showEnd = (
  kind: 'done' | 'gone' | 'error',
  title: string,
  ...texts: (string | HTMLElement)[]
): void => {
  root.removeAttribute('aria-busy');
  const heading = el('h1', { tabindex: -1 }, title);
  const mark = el('span', { class: `mark ${kind}` }, icon(kind === 'done' ? 'check' : 'warning'));
  const lines = texts.map((text) => (typeof text === 'string' ? el('p', {}, text) : text));
  fill(root, el('section', { class: 'card end' }, mark, heading, ...lines));
  heading.focus();
};

const showGone = (language: PageLanguage): void => {
  const words = wordsOf(language);
  removeEventListener('beforeunload', warn);
  showEnd('gone', words('gone'), words('goneText'));
};

/** Closing now would lose work; the browser asks in its own words. */
const warn = (event: BeforeUnloadEvent): void => event.preventDefault();

const privacyLink = ({ privacyUrl, language }: Info): HTMLElement | null =>
  privacyUrl !== null && /^https?:\/\//i.test(privacyUrl)
    ? el(
        'a',
        { href: privacyUrl, target: '_blank', rel: 'noopener noreferrer' },
        wordsOf(language)('privacy'),
      )
    : null;

const heading = (info: Info): HTMLElement => {
  const words = wordsOf(info.language);
  const fact = (term: string, text: string): HTMLElement =>
    el('div', { class: 'fact' }, el('dt', {}, term), el('dd', {}, el('bdi', {}, text)));
  const size = formatBytes(info.maxBytes, info.language);
  return el(
    'header',
    { class: 'card head' },
    el('p', { class: 'secure' }, icon('lock'), words('secure')),
    el('p', { class: 'asks' }, words('asks', { company: info.companyName })),
    el('h1', {}, info.documentName),
    el(
      'dl',
      { class: 'facts' },
      fact(words('due'), info.dueDate),
      fact(words('formats'), listOf(labelsOf(info.acceptedMime), info.language)),
    ),
    el('p', { class: 'hint' }, words('limits', { count: info.maxFiles, size })),
  );
};

/** Finishes; waits while the files are still being checked. An answer that got lost is asked for again. */
const finish = async (ids: readonly string[], onScan: () => void, wasLost: boolean): Promise<void> => {
  for (let tries = 0; ; tries += 1) {
    try {
      return await api.finish(ids);
    } catch (error) {
      const code = error instanceof Refusal ? error.code : '';
      if (wasLost && code === 'link_used') return;
      if (code !== 'scan_pending' || tries >= scanTries) throw error;
      onScan();
      await sleep(scanWaitMs);
    }
  }
};

const showForm = (info: Info): void => {
  const words = wordsOf(info.language);
  const nothing = el('p', { class: 'nothing' }, words('none'));
  const state = el('p', { class: 'finish-state', role: 'status' });
  const button = el('button', { type: 'button', class: 'primary' }, words('finish'));
  let isFinishing = false;
  let wasLost = false;

  const update = (): void => {
    const count = list.ids().length;
    nothing.hidden = list.element.childElementCount > 0;
    button.disabled = isFinishing || count === 0 || list.isBusy();
    work.inert = isFinishing;
    if (count > 0 || list.isBusy()) addEventListener('beforeunload', warn);
    else removeEventListener('beforeunload', warn);
  };

  const send = async (): Promise<void> => {
    isFinishing = true;
    button.textContent = words('finishing');
    state.textContent = '';
    update();
    try {
      await finish(
        list.ids(),
        () => {
          state.textContent = words('scanning');
        },
        wasLost,
      );
      list.forget();
      removeEventListener('beforeunload', warn);
      showEnd('done', words('finished'), words('finishedText'), words('closePage'));
    } catch (error) {
      if (error instanceof Refusal && error.isGone) return showGone(info.language);
      wasLost ||= error instanceof Refusal && error.code === 'network';
      isFinishing = false;
      button.textContent = words('finish');
      state.textContent = words('problem.finish');
      update();
    }
  };
  button.addEventListener('click', () => void send());

  const list = makeFileList(info, {
    change: () => update(),
    gone: () => showGone(info.language),
    say,
    emptied: () => chooser.focus(),
  });
  const chooser = makeChooser(info, (files) => {
    if (!isFinishing) list.add(files);
  });
  const work = el('section', { class: 'card' }, chooser.element, nothing, list.element);
  root.removeAttribute('aria-busy');
  fill(
    root,
    heading(info),
    work,
    el('footer', { class: 'foot' }, el('p', { class: 'hint' }, words('finishHint')), state, button),
    el('p', { class: 'privacy' }, privacyLink(info)),
  );
  update();
};

const start = async (): Promise<void> => {
  const language = browserLanguage(navigator.languages);
  const words = wordsOf(language);
  speak(language);
  fill(root, el('p', { class: 'loading', role: 'status' }, words('loading')));
  try {
    const info = await api.info();
    speak(info.language);
    showForm(info);
  } catch (error) {
    if (error instanceof Refusal && error.isGone) return showGone(language);
    const again = el(
      'button',
      { type: 'button', class: 'primary', onclick: () => void start() },
      words('retry'),
    );
    showEnd('error', words('loadFailed'), again);
  }
};

void start();
