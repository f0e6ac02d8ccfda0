import { hash } from 'node:crypto';
import type { EffectParams } from '../../machines/shared/effects.ts';
import type { Language } from '../vocabulary/language.ts';

type Prompt = EffectParams['sendPrompt'];

/** What typed words were answered last, so that no sentence is said twice in a row (ADR 0050). */
export interface SaidLast {
  /** A mark of each prompt of the answer; with what it stands for, where choices were offered. */
  prompts: readonly string[];
  /** Choices were offered instead of saying it again. */
  isOffered?: true;
  /** When (ISO 8601); left out: not known, as of just now. */
  at?: string;
}

/** What was said longer ago is not in a row: whoever greets the next day is greeted. */
const inARowMs = 60 * 60_000;
/** More prompts than this in one answer are not remembered. */
const kept = 20;
/** Of a hash: so many characters tell the sentences of one conversation apart. */
const markLength = 16;

/**
 * The mark of a sentence: its text, what stands in it, of which request, in which language. Buttons may differ, and the instant at
 * which something is told to have ended. A link is another one each time it is given.
 */
export const markOf = (
  { prompt, values = {}, link }: Prompt,
  requestId: string | null,
  language: Language,
): string | null => {
  if (link !== undefined) return null;
  const { closedAt: _at, ...said } = values;
  return textMark(JSON.stringify([prompt, requestId, language, said]));
};

/** Tells one text of a conversation from the others, and holds nothing of it. */
export const textMark = (text: string): string => hash('sha256', text, 'base64url').slice(0, markLength);

/**
 * What is said in one fold, beside what was said last: typed words are not answered with the same sentence twice in a row. A
 * question that a button, a file or a reminder brought may be asked once more by the first reply that is none.
 */
export class SaidPrompts {
  readonly #last: () => SaidLast | undefined;
  readonly #now: string;
  readonly #said: { prompt: string; mark: string | null }[] = [];
  #passedOver = 0;
  #answersWords = false;
  #isGuarded = false;

  /** `last`: as the state has it by now; another person at the number was told nothing yet. `now`: ISO 8601. */
  constructor(last: () => SaidLast | undefined, now: string) {
    this.#last = last;
    this.#now = now;
  }

  #before(): SaidLast | undefined {
    const last = this.#last();
    if (last?.at === undefined) return last;
    return Date.parse(this.#now) - Date.parse(last.at) < inARowMs ? last : undefined;
  }

  /** From here on typed words are answered: an answer does not begin with what was said last, unless more was said by now. */
  answerWords(): void {
    this.#answersWords = true;
    this.#isGuarded = this.#said.length === 0;
  }

  /** What comes now is asked for by name, or stands instead of what was passed over. */
  allowRepeats(): void {
    this.#isGuarded = false;
  }

  /** False: it was said last, and is passed over. */
  says(prompt: Prompt, requestId: string | null, language: Language): boolean {
    // Nobody looks at the mark of what answers no words.
    const mark = this.#isGuarded || this.#answersWords ? markOf(prompt, requestId, language) : null;
    if (this.#isGuarded && mark !== null && this.#before()?.prompts.includes(mark) === true) {
      this.#passedOver += 1;
      return false;
    }
    this.#said.push({ prompt: prompt.prompt, mark: this.#answersWords ? mark : null });
    // Something new stands between.
    this.#isGuarded = false;
    return true;
  }

  /** Choices were offered instead of what was said last. */
  get isOffered(): boolean {
    return this.#before()?.isOffered === true;
  }

  get count(): { said: number; passedOver: number } {
    return { said: this.#said.length, passedOver: this.#passedOver };
  }

  /** What was said last from now on; undefined: nothing that answers words. Offered choices leave what they stand for on record. */
  get last(): SaidLast | undefined {
    if (this.#said.length === 0) return this.#last();
    const marks = this.#said.flatMap(({ mark }) => mark ?? []);
    const isOffered = this.#answersWords && this.#said.every(({ prompt }) => prompt === offered);
    const prompts = isOffered ? [...(this.#before()?.prompts ?? []), ...marks] : marks;
    if (prompts.length === 0) return undefined;
    return {
      prompts: [...new Set(prompts)].slice(-kept),
      ...(isOffered ? { isOffered } : {}),
      at: this.#now,
    };
  }
}

const offered = 'conversation.offerChoices';
