import type { Choice, EffectParams, MessageClass, PromptValue } from './effects.ts';
import type { PromptKey } from '../prompt-keys.ts';

interface PromptParts {
  class?: MessageClass;
  values?: { readonly [key: string]: PromptValue };
  choices?: readonly Choice[];
  recap?: boolean;
}

/** Parameters of `sendPrompt` for a listed prompt; an answer in the chat (`reply`) unless said otherwise. */
export const prompt = (key: PromptKey, parts: PromptParts = {}): EffectParams['sendPrompt'] => ({
  prompt: key,
  class: 'reply',
  ...parts,
});

/** Choices without an argument. */
export const choices = (...names: readonly string[]): Choice[] => names.map((choice) => ({ choice }));

/** One choice with several arguments: `choseReason:price`, `choseReason:other`. */
export const choicesOf = (choice: string, args: readonly string[]): Choice[] =>
  args.map((arg) => ({ choice, arg }));
