import type { InboundContent } from '../../vocabulary/inbound-unit.ts';
import { jsonText } from './json-text.ts';
import { firstErrorCode } from './read-errors.ts';
import { identifier, isRecord, record, text } from './wire-values.ts';

/** The id is what we sent; the label stands in for it, as the platform itself does for template buttons without payload. */
export const readChoice = (
  via: 'button' | 'list' | 'template',
  wireId: unknown,
  wireTitle: unknown,
): InboundContent | null => {
  const id = identifier(wireId);
  const title = text(wireTitle);
  return id === null && title === null
    ? null
    : { type: 'choice', id: id ?? title ?? '', title: title ?? '', via };
};

/** Of a kind nobody knows: for a person to read; the raw element has all of it. */
export const longestBody = 4096;

/** `response_json` is JSON inside text; it is kept as text, since a form's answer may be no JSON at all. */
const readForm = (value: unknown): InboundContent => {
  const reply = record(value);
  const answer = reply.response_json;
  return {
    type: 'form',
    name: text(reply.name) ?? 'flow',
    answer: typeof answer === 'string' ? answer : isRecord(answer) ? jsonText(answer) : '',
  };
};

/** `valueErrors` explains an `interactive` message that came without content (platform 3.2). */
export const readInteractive = (value: unknown, valueErrors: unknown): InboundContent | null => {
  const interactive = record(value);
  const button = record(interactive.button_reply);
  const row = record(interactive.list_reply);
  switch (interactive.type) {
    case 'button_reply':
      return readChoice('button', button.id, button.title);
    case 'list_reply':
      return readChoice('list', row.id, row.title);
    case 'nfm_reply':
      return readForm(interactive.nfm_reply);
    case undefined:
      return { type: 'unsupported', reason: `interactive:${firstErrorCode(valueErrors) ?? 'empty'}` };
    default:
      return {
        type: 'unrecognised',
        wireType: `interactive.${text(interactive.type) ?? ''}`,
        body: jsonText(interactive).slice(0, longestBody),
      };
  }
};
