import { derivedId } from '../shared/ids.ts';
import type { Misread } from '../unrecognised/misread.ts';
import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import type { MessageLine } from '../transcripts/transcript-records.ts';
import type { StepBooks } from './step-books.ts';

/** What is owed to the list of texts that were not understood: nothing where the tenant does not want it kept. */
export const recordMisread = (
  step: StepBooks,
  misread: Misread,
  message: { inputId: string; line: MessageLine; unit: Extract<InboundUnit, { kind: 'message' }> },
): void => {
  const { doc, facts, state, context } = step;
  const { line, unit, inputId } = message;
  if (!context.keepsUnrecognised || unit.content.type !== 'text') return;
  const names = [facts.contact?.name ?? '', unit.sender.profileName ?? ''];
  step.owe('unrecognised', {
    ...misread,
    id: derivedId('unr', doc.tenantId, inputId),
    conversationId: doc.conversationId,
    contactRef: facts.contact?.ref ?? null,
    messageId: line.id,
    at: line.at,
    language: state.language,
    text: unit.content.text,
    names: [...new Set(names.filter((name) => name !== ''))],
  });
};
