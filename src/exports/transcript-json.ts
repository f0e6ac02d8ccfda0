import { spanJson, TranscriptSeal, type Transcript, type TranscriptPart } from './transcript.ts';

/** Characters that are written at once. */
const atOnce = 64 * 1024;

const headOf = ({ facts: { by, at, company, about, span } }: Transcript): object => ({
  format: 'mutabik-transcript/1',
  ...{ by, at: at.toISOString(), company },
  about,
  ...spanJson(span),
});

async function* messagesJson(
  part: TranscriptPart,
  { shapes }: Transcript,
  seal: TranscriptSeal,
): AsyncGenerator<string> {
  let isFirst = true;
  for await (const message of part.messages) {
    const shape = shapes.message(message);
    yield `${isFirst ? '' : ',\n'}${JSON.stringify({ ...shape, sha256: seal.add(shape) })}`;
    isFirst = false;
  }
}

async function* conversationJson(
  part: TranscriptPart,
  transcript: Transcript,
  seal: TranscriptSeal,
): AsyncGenerator<string> {
  yield `"conversation":${JSON.stringify(transcript.shapes.conversation(part.conversation))},"messages":[`;
  yield* messagesJson(part, transcript, seal);
  yield ']';
}

async function* piecesOf(transcript: Transcript): AsyncGenerator<string> {
  const seal = new TranscriptSeal();
  yield `{"export":${JSON.stringify(headOf(transcript))},`;
  if (transcript.facts.about?.what === 'conversation') {
    for await (const part of transcript.parts) yield* conversationJson(part, transcript, seal);
  } else {
    yield '"transcripts":[';
    let isFirst = true;
    for await (const part of transcript.parts) {
      yield isFirst ? '{' : ',{';
      yield* conversationJson(part, transcript, seal);
      yield '}';
      isFirst = false;
    }
    yield ']';
  }
  yield `,"leftOut":${transcript.leftOut.count},"integrity":${JSON.stringify(seal.close())}}\n`;
}

/** A few large pieces instead of many small ones. */
export async function* inChunks(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  let chunk: string[] = [];
  let length = 0;
  for await (const piece of pieces) {
    chunk.push(piece);
    length += piece.length;
    if (length < atOnce) continue;
    yield chunk.join('');
    chunk = [];
    length = 0;
  }
  if (length > 0) yield chunk.join('');
}

/** The transcript of one conversation with what it is, or of several below each other. */
export const transcriptJson = (transcript: Transcript): AsyncIterable<string> =>
  inChunks(piecesOf(transcript));
