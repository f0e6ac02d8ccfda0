import { URLSearchParams } from 'node:url';

/** Says what went wrong and what to do next. */
export class CommandFailed extends Error {
  constructor(message, next, exitCode = 1) {
    super(message);
    this.next = next;
    this.exitCode = exitCode;
  }
}

const nextOf = (status, path) => {
  if (status === 401) return 'Give the key of the server as API_KEY: API_KEY=… mutabik …';
  if (status === 403)
    return path.startsWith('/v1/channels')
      ? 'The key needs the scope channels:read.'
      : 'The key needs the scopes templates:read and templates:write.';
  if (status === 503) return 'Nothing was changed. Try again in a moment; the log of the server says why.';
  return `The server answered ${status} to ${path}; its log says more.`;
};

const refusalOf = (status, path, body) => {
  const problems = (body?.problems ?? []).map(({ field, message }) => `  ${field}: ${message}`);
  const title = body?.detail ?? body?.title ?? `HTTP ${status}`;
  if (problems.length === 0) return new CommandFailed(title, nextOf(status, path));
  const next =
    'Nothing left. Change these words and try again (docs/how-to/a-template-wording.md says what each rule wants).';
  return new CommandFailed(['These would not pass:', ...problems].join('\n'), next);
};

/** Calls of the business API of a running server. */
export const makeClient = ({ url, key }) => {
  if (key === undefined || key === '')
    throw new CommandFailed('There is no key.', 'Give it as API_KEY: API_KEY=… mutabik …', 2);
  const call = async (method, path, body) => {
    let answer;
    try {
      answer = await fetch(new URL(path, url), {
        method,
        headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // Reading a large account takes its time.
        signal: AbortSignal.timeout(180_000),
      });
    } catch (error) {
      const why = error.name === 'TimeoutError' ? 'did not answer in three minutes' : 'cannot be reached';
      throw new CommandFailed(
        `The server at ${url} ${why}.`,
        'Start it (npm start), or say where it is: --url URL.',
      );
    }
    const json = await answer.json().catch(() => null);
    if (!answer.ok) throw refusalOf(answer.status, path, json);
    return json;
  };
  /** All pages of a list. */
  const all = async (path, query) => {
    const found = [];
    let cursor = null;
    do {
      const asked = new URLSearchParams({ ...query, limit: '200', ...(cursor === null ? {} : { cursor }) });
      const page = await call('GET', `${path}?${asked}`);
      found.push(...page.data);
      cursor = page.nextCursor;
    } while (cursor !== null);
    return found;
  };
  return { get: (path) => call('GET', path), post: (path, body) => call('POST', path, body), all };
};
