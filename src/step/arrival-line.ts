import { derivedId } from '../shared/ids.ts';
import type { MessageStatus } from '../transcripts/message.repository.ts';
import { noDetails, type LineDetails } from '../transcripts/line-details.ts';
import type { MessageLine } from '../transcripts/transcript-records.ts';
import type { InboundUnit } from '../vocabulary/inbound-unit.ts';
import { contentDetails, inboundDetails } from './inbound-details.ts';
import { inboundLine, wordsOf } from './step-inbound-line.ts';

/** What stands in a transcript with its inbox entry: written by the person, by our staff on the telephone, or chosen in WhatsApp. */
export type Arrival = Extract<InboundUnit, { kind: 'message' | 'echo' | 'preference' }>;

export type ArrivalLine = Omit<MessageLine, 'requestId'> & {
  status: MessageStatus;
  details: LineDetails;
};

interface Place {
  inputId: string;
  conversationId: string;
  at: Date;
  seq: number;
}

export const isArrival = (unit: InboundUnit): unit is Arrival =>
  unit.kind === 'message' || unit.kind === 'echo' || unit.kind === 'preference';

/** An arrival as a line of the transcript. */
export const arrivalLine = (unit: Arrival, { inputId, conversationId, at, seq }: Place): ArrivalLine => {
  const line = { id: derivedId('msg', inputId), conversationId, at: at.toISOString(), seq, choices: [] };
  switch (unit.kind) {
    case 'message': {
      const { requestId: _none, ...said } = inboundLine(inputId, conversationId, unit, at, seq);
      return { ...said, status: 'received', details: inboundDetails(unit) };
    }
    case 'echo':
      return {
        ...line,
        ...{ direction: 'out', author: 'staff', status: 'sent', providerMessageId: unit.messageId },
        kind: unit.content?.type ?? 'text',
        text: unit.content === undefined ? (unit.text ?? '') : wordsOf(unit.content),
        details: unit.content === undefined ? noDetails : contentDetails(unit.content),
      };
    case 'preference':
      return {
        ...line,
        ...{ direction: 'in', author: 'customer', status: 'received', providerMessageId: null },
        kind: 'preference',
        text: unit.text ?? `${unit.purpose}: ${unit.choice}`,
        details: noDetails,
      };
  }
};
