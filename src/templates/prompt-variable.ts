import type { PromptToRender } from '../vocabulary/rendered-prompt.ts';

/** The value of a placeholder, before it is cleaned; nothing becomes empty text. */
export type Variable = (prompt: PromptToRender) => string | null | undefined;
