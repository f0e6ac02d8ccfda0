import type { Choice, EffectParams, MessageClass, PromptValue } from './effects.ts';

/** What `sendPrompt` takes: a text by its key, and how it goes out. */
export type Prompt = EffectParams['sendPrompt'];

/** Texts of the conversation that every dialog may ask for as well: `locales/<lang>/conversation.json`. */
export const commonPromptKeys = ['conversation.handover', 'conversation.fileRefused'] as const;
type CommonPromptKey = (typeof commonPromptKeys)[number];

interface PromptParts {
  class: MessageClass;
  values?: { readonly [key: string]: PromptValue };
  choices?: readonly Choice[];
  recap?: boolean;
}

/**
 * Binds `prompt` to the keys of one dialog, so that a text nobody wrote is a compile error. What it makes are parameters of
 * `sendPrompt`. What it is said for, and with it what happens when nobody knows whether it arrived, is declared each time
 * (reliability C: no default).
 */
export const promptOf =
  <Key extends string>() =>
  (key: Key | CommonPromptKey, parts: PromptParts): Prompt => ({
    prompt: key,
    ...parts,
  });

/** The effect that says something: a prompt, or what makes one of the dialog's memory. */
export const says = <Said>(params: Said) => ({ type: 'sendPrompt', params }) as const;

/** Choices without an argument. */
export const choices = (...names: readonly string[]): Choice[] => names.map((choice) => ({ choice }));

/** One choice with several arguments: `choseReason:price`, `choseReason:other`. */
export const choicesOf = (choice: string, args: readonly string[]): Choice[] =>
  args.map((arg) => ({ choice, arg }));
