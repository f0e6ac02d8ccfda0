import type { Response } from 'express';
import { isOver as isAnswerOver, whenOver } from './when-over.ts';

/** What a stream of events writes into. */
export interface EventSink {
  /** Resolves when the reader can take more, and when the stream is over. */
  write(text: string): Promise<void>;
  end(): void;
  readonly isOver: boolean;
}

/** An answer that goes on: `begin` gets the sink once the headers are on their way. */
export interface EventsAnswer {
  begin(sink: EventSink): Promise<void>;
}

/** Answers with server-sent events (of the HTML standard). Nobody in between keeps or gathers them. */
export const sendEvents = (res: Response, { begin }: EventsAnswer): void => {
  res.status(200).set({
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store',
    'X-Accel-Buffering': 'no',
  });
  res.flushHeaders();
  if (res.req.method === 'HEAD') {
    res.end();
    return;
  }
  const sink = sinkOf(res);
  begin(sink).catch(() => sink.end());
};

const sinkOf = (res: Response): EventSink => {
  let isOver = isAnswerOver(res);
  let goOn: (() => void) | null = null;
  const release = (): void => {
    goOn?.();
    goOn = null;
  };
  res.on('drain', release);
  // Behind another answer of the connection `close` is not told of it.
  whenOver(res, () => {
    isOver = true;
    release();
  });
  // A reader that broke off is no fault of ours.
  res.on('error', () => undefined);
  return {
    get isOver() {
      return isOver;
    },
    write: (text) =>
      new Promise<void>((resolve) => {
        if (isOver || res.write(text)) resolve();
        else {
          const before = goOn;
          goOn = () => {
            before?.();
            resolve();
          };
        }
      }),
    end: () => {
      if (isOver) return;
      isOver = true;
      release();
      res.end();
      // A reader that takes nothing would keep the connection for ever.
      if (res.writableLength > 0) setTimeout(() => res.destroy(), 1_000).unref();
    },
  };
};
