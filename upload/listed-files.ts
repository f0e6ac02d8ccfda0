import type { Info } from './api.ts';
import { el } from './element.ts';
import { makeFileRow, type FileRow, type RowState } from './file-row.ts';
import { keep } from './kept-files.ts';
import { wordsOf } from './words.ts';

export interface Item {
  name: string;
  bytes: number;
  /** Null: uploaded before this page was loaded again. */
  file: File | null;
  row: FileRow;
  state: RowState;
  stop: () => void;
}

export interface ListEvents {
  change: () => void;
  gone: () => void;
  say: (text: string) => void;
  emptied: () => void;
}

/** The files on the page, each with its row; what is uploaded outlives a reload. */
export class ListedFiles {
  readonly element: HTMLElement;
  readonly #items: Item[] = [];
  readonly #info: Info;
  readonly #on: ListEvents;

  constructor(info: Info, on: ListEvents) {
    this.#info = info;
    this.#on = on;
    this.element = el('ul', { class: 'rows', 'aria-label': wordsOf(info.language)('files') });
  }

  get all(): readonly Item[] {
    return this.#items;
  }

  put(
    of: Pick<Item, 'name' | 'bytes' | 'file'>,
    state: RowState,
    act: { remove(item: Item): void; retry(item: Item): void },
  ): Item {
    const row: FileRow = makeFileRow(of, this.#info.language, {
      remove: () => act.remove(item),
      retry: () => act.retry(item),
    });
    const item: Item = { ...of, row, state, stop: () => undefined };
    this.#items.push(item);
    this.element.append(row.element);
    row.show(state);
    return item;
  }

  show(item: Item, state: RowState): void {
    item.state = state;
    item.row.show(state);
    this.#remember();
    this.#on.change();
  }

  fail(item: Item, text: string, canRetry: boolean): void {
    this.show(item, { kind: 'failed', text, canRetry });
    this.#on.say(wordsOf(this.#info.language)('failed', { name: item.name, why: text }));
  }

  drop(item: Item): void {
    this.#items.splice(this.#items.indexOf(item), 1);
    item.row.element.remove();
    this.#remember();
    this.#on.say(wordsOf(this.#info.language)('removed', { name: item.name }));
    this.#on.change();
    this.#on.emptied();
  }

  #remember(): void {
    keep(
      this.#items.flatMap(({ state, name, bytes }) =>
        state.kind === 'done' ? { fileId: state.fileId, name, bytes } : [],
      ),
    );
  }
}
