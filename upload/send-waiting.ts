import { api, Refusal, type Info } from './api.ts';
import type { Item, ListedFiles, ListEvents } from './listed-files.ts';
import { problemText } from './problem-words.ts';
import { wordsOf } from './words.ts';

/** Sends the waiting files one after the other; called again while it works, it does nothing. */
export const makeSendWaiting = (info: Info, listed: ListedFiles, on: ListEvents): (() => Promise<void>) => {
  const words = wordsOf(info.language);
  let isSending = false;

  const sendOne = async (item: Item, file: File): Promise<void> => {
    try {
      const fileId = await api.send(file, {
        progress: (share) => listed.show(item, { kind: 'sending', share }),
        start: (stop) => {
          item.stop = stop;
        },
      });
      if (!listed.all.includes(item)) return void (await api.remove(fileId).catch(() => undefined));
      listed.show(item, { kind: 'done', fileId });
      on.say(words('added', { name: item.name }));
    } catch (error) {
      const refusal = error instanceof Refusal ? error : new Refusal('unavailable');
      if (refusal.isGone) return on.gone();
      if (!listed.all.includes(item)) return;
      const { text, canRetry } = problemText(refusal, info);
      listed.fail(item, text, canRetry);
    } finally {
      item.stop = () => undefined;
    }
  };

  return async () => {
    if (isSending) return;
    isSending = true;
    for (;;) {
      const next = listed.all.find(({ state }) => state.kind === 'waiting');
      if (next === undefined || next.file === null) break;
      listed.show(next, { kind: 'sending', share: 0 });
      await sendOne(next, next.file);
    }
    isSending = false;
    on.change();
  };
};
