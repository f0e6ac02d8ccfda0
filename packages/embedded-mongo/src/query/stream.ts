import { tick } from '../deadline.ts';

/** A stream of documents; after the end it stays at the end. */
export interface DocumentStream {
  next(): Buffer | undefined;
}

/** A stream over documents that are already there. */
export function streamOf(documents: readonly Buffer[]): DocumentStream {
  let at = 0;
  return {
    next() {
      tick();
      return documents[at++];
    },
  };
}

/** A stream that is computed as a whole when its first document is asked for. */
export function streamOnce(compute: () => readonly Buffer[]): DocumentStream {
  let stream: DocumentStream | undefined;
  return { next: () => (stream ??= streamOf(compute())).next() };
}

/** A stream with every document of another one changed. */
export function mapStream(source: DocumentStream, change: (document: Buffer) => Buffer): DocumentStream {
  return {
    next() {
      const document = source.next();
      return document === undefined ? undefined : change(document);
    },
  };
}
