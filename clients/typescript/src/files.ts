import type { Call, Order } from './call.ts';
import type { Send, TransportParts } from './transport.ts';

/** A file as it comes: read `body`, or hand it on; what is not wanted any more is cancelled. */
export interface Download {
  body: ReadableStream<Uint8Array>;
  /** As the server names it; null: it does not. */
  filename: string | null;
  contentType: string | null;
  /** Null: the server did not say. */
  bytes: number | null;
  /** No virus scanner has seen it: the server says so where none is set up. */
  isUnscanned: boolean;
}

const filenameOf = (disposition: string | null): string | null => {
  const encoded = /filename\*=UTF-8''([^;]+)/i.exec(disposition ?? '')?.[1];
  return encoded === undefined ? null : decodeURIComponent(encoded);
};

const emptyStream = (): ReadableStream<Uint8Array> =>
  new ReadableStream({ start: (controller) => controller.close() });

export const makeFiles = ({ baseUrl }: Pick<TransportParts, 'baseUrl'>, send: Send) => ({
  /** `path` with everything in it encoded. */
  download: async (
    path: string,
    query: Record<string, string | undefined>,
    { signal }: Call,
  ): Promise<Download> => {
    const asked = Object.entries(query).filter((one): one is [string, string] => one[1] !== undefined);
    const search = new URLSearchParams(asked).toString();
    const url = `${baseUrl}${path}${search === '' ? '' : `?${search}`}`;
    const response = await send({ make: () => new Request(url), isRepeatable: true, isStream: true, signal });
    const { headers } = response;
    const length = headers.get('content-length');
    return {
      body: response.body ?? emptyStream(),
      filename: filenameOf(headers.get('content-disposition')),
      contentType: headers.get('content-type'),
      bytes: length === null ? null : Number(length),
      isUnscanned: headers.get('x-mutabik-scan') === 'none',
    };
  },

  /** A form with a file, which is read while it is sent; fields that are no text go as JSON. */
  upload: async (
    path: string,
    { file, filename, fields }: { file: Blob; filename?: string | undefined; fields: object },
    { idempotencyKey, isRepeatable, signal }: Order & { isRepeatable: boolean },
  ): Promise<unknown> => {
    const make = (): Request => {
      const form = new FormData();
      for (const [name, value] of Object.entries(fields) as [string, unknown][])
        if (value !== undefined) form.set(name, typeof value === 'string' ? value : JSON.stringify(value));
      form.set('file', file, filename ?? (file instanceof File ? file.name : 'table'));
      const headers: Record<string, string> =
        idempotencyKey === undefined ? {} : { 'idempotency-key': idempotencyKey };
      return new Request(`${baseUrl}${path}`, { method: 'POST', body: form, headers });
    };
    return (await send({ make, isRepeatable, signal })).json();
  },
});

export type Files = ReturnType<typeof makeFiles>;
