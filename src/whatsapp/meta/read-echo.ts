import type { InboundContent, ParsedUnit } from '../../vocabulary/inbound-unit.ts';
import { messageSource } from '../../vocabulary/message-source.ts';
import { readContent } from './read-content.ts';
import { readPerson } from './read-sender.ts';
import { makeUnit, unrecognisedUnit } from './wire-change.ts';
import type { WireChange } from './wire-change.ts';
import { identifier, instant, record } from './wire-values.ts';

const wordsOf = (content: InboundContent): string | null => {
  if (content.type === 'text' || content.type === 'edited') return content.text;
  return 'caption' in content ? content.caption : null;
};

/** One element of `message_echoes[]`: staff wrote from the phone app. Never input of a customer (platform 3.6). */
export const readEcho = (element: unknown, change: WireChange, index: number): ParsedUnit => {
  const echo = record(element);
  const messageId = identifier(echo.id);
  if (messageId === null)
    return unrecognisedUnit(change, 'echo without id', element, `message_echoes.${index}`);
  const content = readContent(echo, undefined);
  return makeUnit(
    change,
    messageSource(change.phoneNumberId, messageId),
    {
      kind: 'echo',
      messageId,
      at: instant(echo.timestamp),
      recipient: readPerson(
        { phone: echo.to, userId: echo.to_user_id, parentUserId: echo.to_parent_user_id },
        change.value.contacts,
      ),
      text: wordsOf(content),
      content,
    },
    element,
  );
};
