import type { IncomingHttpHeaders } from 'node:http';
import type { Dispatcher } from 'undici';
import { AppError } from '../../shared/errors.ts';

/**
 * What became of one POST. The line between `not-sent` and `unknown` is whether the request was handed to a connected
 * socket: before that moment nothing can have reached the platform, after it anything may have.
 */
export type GraphCallResult =
  | { kind: 'answered'; status: number; headers: IncomingHttpHeaders; body: string }
  | { kind: 'not-sent'; reason: string }
  | { kind: 'unknown'; reason: string };

export interface GraphCall {
  origin: string;
  path: string;
  accessToken: string;
  body: string | Uint8Array;
  /** Beside and instead of the usual ones: a JSON body with a bearer token. */
  headers?: Readonly<Record<string, string>>;
  timeoutMs: number;
  maxResponseBytes: number;
}

/** A code or a name, never the message: messages of errors quote addresses and headers. */
const reasonOf = (error: unknown): string => {
  if (typeof error !== 'object' || error === null) return 'error';
  if ('code' in error && typeof error.code === 'string') return error.code;
  return 'name' in error && typeof error.name === 'string' ? error.name : 'error';
};

class CallAborted extends AppError {
  readonly code: 'TIMEOUT' | 'RESPONSE_TOO_LARGE';
  readonly retryable = false;

  constructor(code: 'TIMEOUT' | 'RESPONSE_TOO_LARGE') {
    super('call of the platform given up');
    this.code = code;
  }
}

class CallHandler implements Dispatcher.DispatchHandler {
  readonly result: Promise<GraphCallResult>;
  #settle!: (result: GraphCallResult) => void;
  #controller: Dispatcher.DispatchController | null = null;
  #isSettled = false;
  #status = 0;
  #headers: IncomingHttpHeaders = {};
  #chunks: Buffer[] = [];
  #size = 0;
  readonly #maxBytes: number;
  readonly #timer: NodeJS.Timeout;

  constructor({ timeoutMs, maxResponseBytes }: GraphCall) {
    this.#maxBytes = maxResponseBytes;
    this.result = new Promise((resolve) => {
      this.#settle = resolve;
    });
    // One deadline over queueing, connecting, writing and reading: a dripping answer cannot hold a send for longer.
    this.#timer = setTimeout(() => this.#abort(new CallAborted('TIMEOUT')), timeoutMs);
  }

  /** The connection stands and the bytes leave next. */
  onRequestStart(controller: Dispatcher.DispatchController): void {
    // The caller was told "not sent" while the request waited for a connection: keep that true.
    if (this.#isSettled) controller.abort(new CallAborted('TIMEOUT'));
    else this.#controller = controller;
  }

  onResponseStart(
    _controller: Dispatcher.DispatchController,
    status: number,
    headers: IncomingHttpHeaders,
  ): void {
    this.#status = status;
    this.#headers = headers;
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Buffer): void {
    this.#size += chunk.length;
    if (this.#size > this.#maxBytes) this.#abort(new CallAborted('RESPONSE_TOO_LARGE'));
    else this.#chunks.push(chunk);
  }

  onResponseEnd(): void {
    const body = Buffer.concat(this.#chunks).toString('utf8');
    this.#finish({ kind: 'answered', status: this.#status, headers: this.#headers, body });
  }

  onResponseError(_controller: Dispatcher.DispatchController | null, error: Error): void {
    this.fail(error);
  }

  fail(error: unknown): void {
    this.#finish({ kind: this.#controller === null ? 'not-sent' : 'unknown', reason: reasonOf(error) });
  }

  #abort(error: CallAborted): void {
    this.fail(error);
    this.#controller?.abort(error);
  }

  #finish(result: GraphCallResult): void {
    if (this.#isSettled) return;
    this.#isSettled = true;
    clearTimeout(this.#timer);
    this.#settle(result);
  }
}

/** One POST, never repeated, redirects never followed. Never throws. */
export const callGraph = (dispatcher: Dispatcher, call: GraphCall): Promise<GraphCallResult> => {
  const handler = new CallHandler(call);
  try {
    dispatcher.dispatch(
      {
        origin: call.origin,
        path: call.path,
        method: 'POST',
        headers: {
          authorization: `Bearer ${call.accessToken}`,
          'content-type': 'application/json',
          accept: 'application/json',
          ...call.headers,
        },
        body: call.body,
      },
      handler,
    );
  } catch (error) {
    // Thrown for what cannot be a request at all, such as a token with a line break, and after `close()`.
    handler.fail(error);
  }
  return handler.result;
};
