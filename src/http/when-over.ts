import type { ServerResponse } from 'node:http';

/** The connection of an answer that waits behind another one of it (pipelining); null: it has its turn, or had it. */
const connectionAhead = ({ socket, req }: ServerResponse) => (socket === null ? req.socket : null);

/** Whoever asked has the whole of it, or has gone. */
export const isOver = (res: ServerResponse): boolean => res.closed || connectionAhead(res)?.closed === true;

/**
 * Tells once that an answer is over, at once where it is already; gives what takes that back. `close` is told once, to those who listened
 * before, and never of an answer that waits behind another one when their connection breaks off: that tells itself.
 */
export const whenOver = (res: ServerResponse, tell: () => void): (() => void) => {
  const connection = connectionAhead(res);
  const cancel = (): void => {
    res.off('close', over);
    connection?.off('close', over);
  };
  const over = (): void => {
    cancel();
    tell();
  };
  if (isOver(res)) {
    tell();
    return cancel;
  }
  // Once for each lane, turn and stream of an answer, and on a connection for each answer that waits on it.
  for (const one of [res, connection]) one?.setMaxListeners(0);
  res.on('close', over);
  connection?.on('close', over);
  return cancel;
};
