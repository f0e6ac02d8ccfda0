import { api, Refusal, type Info } from './api.ts';
import { formatBytes, looksAccepted } from './formats.ts';
import { keep, readKept } from './kept-files.ts';
import { ListedFiles, type Item, type ListEvents } from './listed-files.ts';
import { makeSendWaiting } from './send-waiting.ts';
import { wordsOf } from './words.ts';

export interface FileList {
  element: HTMLElement;
  add(files: readonly File[]): void;
  /** Ids of what is uploaded. */
  ids(): string[];
  isBusy(): boolean;
  forget(): void;
}

/** The files of the person; they are sent one after the other. */
export const makeFileList = (info: Info, on: ListEvents): FileList => {
  const words = wordsOf(info.language);
  const listed = new ListedFiles(info, on);
  const sendWaiting = makeSendWaiting(info, listed, on);

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
    if (listed.all.includes(item)) listed.drop(item);
  };
  const buttons = {
    remove: (item: Item) => void remove(item),
    retry: (item: Item) => {
      listed.show(item, { kind: 'waiting' });
      void sendWaiting();
    },
  };
  for (const { fileId, name, bytes } of readKept())
    listed.put({ name, bytes, file: null }, { kind: 'done', fileId }, buttons);

  return {
    element: listed.element,
    add(files) {
      for (const file of files) {
        const good = listed.all.filter(({ state }) => state.kind !== 'failed').length;
        const tooMany = good >= info.maxFiles;
        const about = { name: file.name, bytes: file.size, file };
        const item = listed.put(about, { kind: 'waiting' }, buttons);
        const objection = objectionTo(file, info);
        if (objection !== null) listed.fail(item, objection, false);
        else if (tooMany) listed.fail(item, words('problem.tooMany', { count: info.maxFiles }), true);
      }
      on.change();
      void sendWaiting();
    },
    ids: () => listed.all.flatMap(({ state }) => (state.kind === 'done' ? state.fileId : [])),
    isBusy: () => listed.all.some(({ state }) => state.kind === 'sending' || state.kind === 'waiting'),
    forget: () => keep([]),
  };
};

/** What the server would refuse anyway is said at once, without sending it. */
const objectionTo = (file: File, info: Info): string | null => {
  const words = wordsOf(info.language);
  if (!looksAccepted(file, info.acceptedMime)) return words('problem.type');
  if (file.size === 0) return words('problem.empty');
  return file.size > info.maxBytes
    ? words('problem.size', { size: formatBytes(info.maxBytes, info.language) })
    : null;
};
