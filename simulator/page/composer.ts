import type { ChatMessage } from '../chat-message.ts';
import type { Shared } from './attach-menu.ts';
import { preparedViews, type Prepared } from './composer-above.ts';
import { makeComposerView, type ComposerView } from './composer-view.ts';
import { fill } from './element.ts';
import type { PageContext } from './page-context.ts';

const maxFileBytes = 100 * 1024 * 1024;
/** As many as the app lets one choose at once. */
const maxFiles = 30;

/** One message. Several files are several messages, as in the app; the text goes with the first. */
export interface Outgoing {
  text: string;
  file: File | null;
  replyTo: string | null;
  /** The message whose text this replaces. */
  edits: string | null;
}

export interface ComposerActions {
  send(outgoing: Outgoing): Promise<void>;
  /** A ready-made thing, sent at once. */
  share(what: Shared, replyTo: string | null): void;
}

const nothing: Prepared = { quoted: null, edited: null, files: [] };

/** Where a person types, attaches files and sees what they quote. What could not be sent stays. */
export class Composer {
  readonly #context: PageContext;
  readonly #draftKey: string;
  readonly #actions: ComposerActions;
  readonly #view: ComposerView;
  #prepared: Prepared = nothing;
  #isSending = false;

  constructor(context: PageContext, draftKey: string, actions: ComposerActions) {
    this.#context = context;
    this.#draftKey = draftKey;
    this.#actions = actions;
    this.#view = makeComposerView(context.words, {
      typed: () => {
        this.#refresh();
      },
      submitted: () => void this.#submit(),
      escaped: () => {
        this.#dropAll();
      },
      filesChosen: (files) => {
        this.attach(files);
      },
      shared: (what) => {
        actions.share(what, this.#prepared.quoted?.id ?? null);
        this.#prepared = { ...this.#prepared, quoted: null };
        this.#draw();
      },
    });
    this.#view.text.value = sessionStorage.getItem(draftKey) ?? '';
    this.#refresh();
  }

  get element(): HTMLElement {
    return this.#view.element;
  }

  quote(message: ChatMessage): void {
    if (this.#prepared.edited) this.#dropAll();
    this.#prepare({ ...this.#prepared, quoted: message });
  }

  /** Puts the text of an own message into the field, to be sent in its place. */
  edit(message: ChatMessage, text: string): void {
    this.#dropAll();
    this.#view.text.value = text;
    this.#prepare({ ...this.#prepared, edited: message });
  }

  attach(chosen: readonly File[]): void {
    const { words } = this.#context;
    if (this.#prepared.edited) return;
    const fitting = chosen.filter(({ size }) => size <= maxFileBytes);
    if (fitting.length < chosen.length) this.#context.note(words.tooLarge);
    const files = [...this.#prepared.files, ...fitting];
    if (files.length > maxFiles) this.#context.note(words.tooMany(maxFiles));
    this.#prepare({ ...this.#prepared, files: files.slice(0, maxFiles) });
  }

  focus(): void {
    this.#view.text.focus();
  }

  #prepare(prepared: Prepared): void {
    this.#prepared = prepared;
    this.#draw();
    this.focus();
  }

  #dropAll(): void {
    if (this.#prepared.edited) this.#view.text.value = '';
    this.#prepare(nothing);
  }

  #draw(): void {
    const { above, attachButton } = this.#view;
    attachButton.disabled = this.#prepared.edited !== null;
    const views = preparedViews(this.#prepared, this.#context, {
      quote: () => {
        this.#prepare({ ...this.#prepared, quoted: null });
      },
      edit: () => {
        this.#dropAll();
      },
      file: (file) => {
        this.#prepare({ ...this.#prepared, files: this.#prepared.files.filter((other) => other !== file) });
      },
    });
    fill(above, ...views);
    this.#refresh();
  }

  #refresh(): void {
    const { text, sendButton } = this.#view;
    // `scrollHeight` is the height the text needs once the box does not hold it up.
    text.style.height = 'auto';
    text.style.height = `${String(Math.min(text.scrollHeight, 132))}px`;
    sendButton.disabled = this.#isSending || this.#isEmpty();
    if (text.value === '' || this.#prepared.edited) sessionStorage.removeItem(this.#draftKey);
    else sessionStorage.setItem(this.#draftKey, text.value);
  }

  #isEmpty(): boolean {
    return this.#view.text.value.trim() === '' && this.#prepared.files.length === 0;
  }

  async #submit(): Promise<void> {
    if (this.#isSending || this.#isEmpty()) return;
    this.#isSending = true;
    this.#refresh();
    try {
      await this.#sendOne(this.#view.text.value);
      while (this.#prepared.files.length > 0) await this.#sendOne('');
    } catch {
      this.#context.note(this.#context.words.sendFailed);
    }
    this.#isSending = false;
    this.#draw();
    this.focus();
  }

  /** The text goes with the first message; what is typed meanwhile stays for the next one. */
  async #sendOne(written: string): Promise<void> {
    const { text } = this.#view;
    const { quoted, edited, files } = this.#prepared;
    const [file = null] = files;
    const about = { text: written.trim(), replyTo: quoted?.id ?? null, edits: edited?.id ?? null };
    await this.#actions.send({ ...about, file });
    if (written !== '' && text.value === written) text.value = '';
    const left = this.#prepared.files.filter((other) => other !== file);
    this.#prepared = { quoted: null, edited: null, files: left };
    this.#draw();
  }
}
