import { api, Refusal, type Info } from './api.ts';
import { el } from './element.ts';
import { makeFileRow, type FileRow, type RowState } from './file-row.ts';
import { formatBytes, formatNumber, looksAccepted } from './formats.ts';
import { keep, readKept } from './kept-files.ts';
import { problemText } from './problem-words.ts';
import { wordsOf } from './words.ts';

interface Item {
  name: string;
  bytes: number;
  /** Null: uploaded before this page was loaded again. */
  file: File | null;
  row: FileRow;
  state: RowState;
  stop: () => void;
}

export interface FileList {
  element: HTMLElement;
  add(files: readonly File[]): void;
  /** Ids of what is uploaded. */
  ids(): string[];
  isBusy(): boolean;
  forget(): void;
}

/** The files of the person; they are sent one after the other. */
export const makeFileList = (
  info: Info,
  on: { change: () => void; gone: () => void; say: (text: string) => void; emptied: () => void },
): FileList => {
  const words = wordsOf(info.language);
  const items: Item[] = [];
  const rows = el('ul', { class: 'rows', 'aria-label': words.files });
  let isSending = false;

  const remember = (): void =>
    keep(
      items.flatMap(({ state, name, bytes }) =>
        state.kind === 'done' ? { fileId: state.fileId, name, bytes } : [],
      ),
    );

  const show = (item: Item, state: RowState): void => {
    item.state = state;
    item.row.show(state);
    remember();
    on.change();
  };

  const fail = (item: Item, text: string, canRetry: boolean): void => {
    show(item, { kind: 'failed', text, canRetry });
    on.say(words.failed(item.name, text));
  };

  const drop = (item: Item): void => {
    items.splice(items.indexOf(item), 1);
    item.row.element.remove();
    remember();
    on.say(words.removed(item.name));
    on.change();
    on.emptied();
  };

  const remove = async (item: Item): Promise<void> => {
    item.stop();
    if (item.state.kind === 'done') {
      try {
        await api.remove(item.state.fileId);
      } catch (error) {
        if (error instanceof Refusal && error.isGone && error.code !== 'not_found') return on.gone();
        // Not taken back: the server destroys what was not sent within a day.
      }
    }
    if (items.includes(item)) drop(item);
  };

  const sendOne = async (item: Item, file: File): Promise<void> => {
    try {
      const fileId = await api.send(file, {
        progress: (share) => show(item, { kind: 'sending', share }),
        start: (stop) => {
          item.stop = stop;
        },
      });
      if (!items.includes(item)) return void (await api.remove(fileId).catch(() => undefined));
      show(item, { kind: 'done', fileId });
      on.say(words.added(item.name));
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('unavailable');
      if (refusal.isGone) return on.gone();
      if (!items.includes(item)) return;
      const { text, canRetry } = problemText(refusal, info);
      fail(item, text, canRetry);
    } finally {
      item.stop = () => undefined;
    }
  };

  const pump = async (): Promise<void> => {
    if (isSending) return;
    isSending = true;
    for (;;) {
      const next = items.find(({ state }) => state.kind === 'waiting');
      if (next === undefined || next.file === null) break;
      show(next, { kind: 'sending', share: 0 });
      await sendOne(next, next.file);
    }
    isSending = false;
    on.change();
  };

  const retry = (item: Item): void => {
    show(item, { kind: 'waiting' });
    void pump();
  };

  const put = (of: { name: string; bytes: number; file: File | null }, state: RowState): Item => {
    const row: FileRow = makeFileRow(of, info.language, {
      remove: () => void remove(item),
      retry: () => retry(item),
    });
    const item: Item = { ...of, row, state, stop: () => undefined };
    items.push(item);
    rows.append(row.element);
    row.show(state);
    return item;
  };

  /** What the server would refuse anyway is said at once, without sending it. */
  const objectionTo = (file: File): string | null => {
    if (!looksAccepted(file, info.acceptedMime)) return words.problem.type;
    if (file.size === 0) return words.problem.empty;
    return file.size > info.maxBytes ? words.problem.size(formatBytes(info.maxBytes, info.language)) : null;
  };

  for (const { fileId, name, bytes } of readKept())
    put({ name, bytes, file: null }, { kind: 'done', fileId });

  return {
    element: rows,
    add(files) {
      for (const file of files) {
        const good = items.filter(({ state }) => state.kind !== 'failed').length;
        const tooMany = good >= info.maxFiles;
        const item = put({ name: file.name, bytes: file.size, file }, { kind: 'waiting' });
        const objection = objectionTo(file);
        if (objection !== null) fail(item, objection, false);
        else if (tooMany) fail(item, words.problem.tooMany(formatNumber(info.maxFiles, info.language)), true);
      }
      on.change();
      void pump();
    },
    ids: () => items.flatMap(({ state }) => (state.kind === 'done' ? state.fileId : [])),
    isBusy: () => items.some(({ state }) => state.kind === 'sending' || state.kind === 'waiting'),
    forget: () => keep([]),
  };
};
