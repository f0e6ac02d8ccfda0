import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';

type Words = Pick<RenderedPrompt, 'text' | 'template'>;

const behind = (texts: readonly string[], { text, template }: Words): Words => ({
  text: [...texts, text].join('\n\n'),
  template: template === null ? null : { ...template, text: template.text ?? text },
});

/** These texts before its own. A template says its own alone: outside the service window nothing else can be said. */
export const ledBy = (texts: readonly string[], rendered: RenderedPrompt): RenderedPrompt => {
  if (texts.length === 0) return rendered;
  const { withoutDocument } = rendered;
  return {
    ...rendered,
    ...behind(texts, rendered),
    ...(withoutDocument === undefined ? {} : { withoutDocument: behind(texts, withoutDocument) }),
  };
};
