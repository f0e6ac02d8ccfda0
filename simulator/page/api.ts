import type { ChatMessage, PageState } from '../chat-message.ts';

/** The server said no, or could not be reached (`status` 0). */
export class ApiError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export interface Place {
  latitude: number;
  longitude: number;
  name: string;
  address: string;
}

const call = async (path: string, init: RequestInit = {}): Promise<unknown> => {
  const response = await fetch(`api/${path}`, init).catch((error: unknown) => {
    throw new ApiError(0, String(error));
  });
  const body: unknown = response.status === 204 ? null : await response.json().catch(() => null);
  if (response.ok) return body;
  const title =
    typeof body === 'object' && body !== null && 'title' in body ? String(body.title) : response.statusText;
  throw new ApiError(response.status, title);
};

const post = (path: string, body: object): Promise<unknown> =>
  call(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });

const chat = (phone: string): string => `chats/${encodeURIComponent(phone)}`;

// The answers come from the server this page was loaded from, which makes them of these very types.
export const api = {
  state: async (): Promise<PageState> => (await call('state')) as PageState,

  messages: async (phone: string, before?: number): Promise<{ messages: ChatMessage[]; hasOlder: boolean }> =>
    (await call(`${chat(phone)}/messages${before === undefined ? '' : `?before=${String(before)}`}`)) as {
      messages: ChatMessage[];
      hasOlder: boolean;
    },

  text: (phone: string, text: string, replyTo: string | null): Promise<unknown> =>
    post(`${chat(phone)}/messages`, { type: 'text', text, replyTo }),

  tap: (phone: string, messageId: string, choiceId: string): Promise<unknown> =>
    post(`${chat(phone)}/messages`, { type: 'tap', messageId, choiceId }),

  react: (phone: string, messageId: string, emoji: string | null): Promise<unknown> =>
    post(`${chat(phone)}/messages`, { type: 'reaction', messageId, emoji }),

  edit: (phone: string, messageId: string, text: string): Promise<unknown> =>
    post(`${chat(phone)}/messages`, { type: 'edit', messageId, text }),

  remove: (phone: string, messageId: string): Promise<unknown> =>
    post(`${chat(phone)}/messages`, { type: 'delete', messageId }),

  location: (phone: string, place: Place, replyTo: string | null): Promise<unknown> =>
    post(`${chat(phone)}/messages`, { type: 'location', ...place, replyTo }),

  contact: (phone: string, card: { name: string; phone: string }, replyTo: string | null): Promise<unknown> =>
    post(`${chat(phone)}/messages`, { type: 'contact', ...card, replyTo }),

  /** The recording and the sticker are the server's. */
  ready: (phone: string, type: 'voice' | 'sticker', replyTo: string | null): Promise<unknown> =>
    post(`${chat(phone)}/messages`, { type, replyTo }),

  file: (phone: string, file: File, caption: string, replyTo: string | null): Promise<unknown> => {
    const query = new URLSearchParams({ filename: file.name });
    if (caption !== '') query.set('caption', caption);
    if (replyTo !== null) query.set('replyTo', replyTo);
    const headers = { 'content-type': file.type || 'application/octet-stream' };
    return call(`${chat(phone)}/files?${query.toString()}`, { method: 'POST', headers, body: file });
  },

  seen: (phone: string): Promise<unknown> => call(`${chat(phone)}/seen`, { method: 'POST' }),

  addPerson: (person: { name: string; phone: string; language: string }): Promise<unknown> =>
    post('contacts', person),

  mediaUrl: (id: string): string => `api/media/${encodeURIComponent(id)}`,
};
