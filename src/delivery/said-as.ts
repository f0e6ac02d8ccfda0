import type { RenderedPrompt } from '../vocabulary/rendered-prompt.ts';

/** The words that leave: those for when there is no document, where the platform refused the document alone. */
export const saidAs = ({
  rendered,
  withoutDocument = false,
}: {
  rendered: RenderedPrompt;
  withoutDocument?: boolean;
}): RenderedPrompt => (withoutDocument ? bare(rendered) : rendered);

const bare = ({ withoutDocument, ...rendered }: RenderedPrompt): RenderedPrompt => ({
  ...rendered,
  document: null,
  ...(withoutDocument ?? {}),
});
