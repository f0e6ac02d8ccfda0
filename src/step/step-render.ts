import type { PromptToRender, RenderedPrompt } from '../vocabulary/rendered-prompt.ts';

/** Pure: the same prompt gives the same text (src/templates). */
export type RenderPrompt = (prompt: PromptToRender) => RenderedPrompt;
