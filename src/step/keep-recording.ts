import { standingOfConversation } from '../conversations/conversation-standing.ts';
import { derivedId } from '../shared/ids.ts';
import { mayBeIdentity } from '../understanding/route-file.ts';
import type { InboundContent, InboundUnit } from '../vocabulary/inbound-unit.ts';
import type { StepBooks } from './step-books.ts';
import { mediaOf } from './step-side-effects.ts';

type Message = Extract<InboundUnit, { kind: 'message' }>;

/** The document a recording becomes, by the input that brought it: another than that of a file a dialog may make of it. */
export const recordingIdOf = (inputId: string): string => derivedId('fil', inputId, 'recording');

const heard: ReadonlySet<InboundContent['type']> = new Set(['voice', 'audio']);
const seen: ReadonlySet<InboundContent['type']> = new Set(['video', 'sticker']);

/**
 * What a contact recorded or showed is fetched and kept beside whatever the dialog makes of it: the platform forgets it within
 * days, and staff has to hear what was said. Of strangers nothing is kept, and no picture while an identity document is asked for.
 */
export const keepRecording = (
  step: StepBooks,
  unit: Message,
  { inputId, messageId }: { inputId: string; messageId: string },
): void => {
  const { type } = unit.content;
  const { facts, state } = step;
  const media = heard.has(type) || seen.has(type) ? mediaOf(unit) : null;
  if (media === null || facts.contact === null) return;
  if (standingOfConversation(state).notices === 'wrongNumber') return;
  if (seen.has(type) && mayBeIdentity({ state, now: facts.now })) return;
  step.owe('files', {
    fileId: recordingIdOf(inputId),
    requestId: null,
    customerRef: facts.contact.customerRefs[0] ?? null,
    contactRef: facts.contact.ref,
    messageId,
    isDraft: false,
    isRecording: true,
    media,
    at: facts.now,
  });
};
