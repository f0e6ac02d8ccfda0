import type { PageLanguage } from './words.ts';

/** What the server says about the link. */
export interface Info {
  language: PageLanguage;
  companyName: string;
  documentName: string;
  acceptedMime: readonly string[];
  maxBytes: number;
  maxFiles: number;
  dueDate: string;
  privacyUrl: string | null;
}

/** `code` of a refusal (docs/api.md) and, for a file, its reason; `network`: no answer. */
export class Refusal extends Error {
  readonly code: string;
  readonly reason: string | null;

  constructor(code: string, reason: string | null = null) {
    super(code);
    this.code = code;
    this.reason = reason;
  }

  /** The link takes nothing any more. */
  get isGone(): boolean {
    return this.code === 'link_expired' || this.code === 'link_used' || this.code === 'not_found';
  }
}

const base = location.pathname;

const textField = (body: unknown, name: string): string | null => {
  const value: unknown = typeof body === 'object' && body !== null ? Reflect.get(body, name) : null;
  return typeof value === 'string' ? value : null;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
};

const refusalOf = (body: unknown): Refusal =>
  new Refusal(textField(body, 'code') ?? 'unavailable', textField(body, 'reason'));

const call = async (path: string, options: RequestInit = {}): Promise<unknown> => {
  const answer = await fetch(`${base}${path}`, { ...options, credentials: 'omit', cache: 'no-store' }).catch(
    () => {
      throw new Refusal('network');
    },
  );
  const body = parse(await answer.text());
  if (!answer.ok) throw refusalOf(body);
  return body;
};

/** The shapes are those of src/http/upload-routes.ts, served with this page. */
export const api = {
  info: async (): Promise<Info> => (await call('/info')) as Info,

  /** Sends one file; `fetch` does not tell how far it is. Answers its id. */
  send: (
    file: File,
    on: { progress: (share: number) => void; start: (stop: () => void) => void },
  ): Promise<string> =>
    new Promise((resolve, reject) => {
      const request = new XMLHttpRequest();
      request.open('POST', `${base}/files`);
      request.upload.addEventListener('progress', ({ loaded, total }) => on.progress(loaded / total));
      request.addEventListener('load', () => {
        const body = parse(request.responseText);
        const id = textField(body, 'fileId');
        if (request.status === 201 && id !== null) resolve(id);
        else reject(refusalOf(body));
      });
      request.addEventListener('error', () => reject(new Refusal('network')));
      request.addEventListener('abort', () => reject(new Refusal('stopped')));
      const form = new FormData();
      form.set('file', file);
      on.start(() => request.abort());
      request.send(form);
    }),

  remove: async (fileId: string): Promise<void> => {
    await call(`/files/${encodeURIComponent(fileId)}`, { method: 'DELETE' });
  },

  finish: async (fileIds: readonly string[]): Promise<void> => {
    await call('/finish', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ fileIds }),
    });
  },
};
