import { Pool } from 'undici';
import type {
  AccountAccess,
  AccountAnswer,
  FoundTemplate,
  TemplateAccount,
} from '../../templates/account/template-account.ts';
import { makeGraphCalls, type GraphCalls } from './graph-calls.ts';
import { uploadSample } from './sample-upload.ts';
import { categoryOf, createBody, editBody, readTemplate, statusOf, templateFields } from './template-wire.ts';
import { identifier, list, record, text } from './wire-values.ts';

export interface MetaTemplateAccountOptions {
  /** `https://graph.facebook.com`; a path is kept and put before the version. */
  graphUrl: string;
  graphVersion: string;
  /** Of the app that the token belongs to; null: the one app that is subscribed to the account. */
  appId: string | null;
  /** Of one call. */
  timeoutMs?: number;
}

const perPage = 100;
/** 6,000 templates at most (platform 8.4). */
const maxPages = 80;

const readAll = async (
  calls: GraphCalls,
  access: AccountAccess,
): Promise<AccountAnswer<readonly FoundTemplate[]>> => {
  const found: FoundTemplate[] = [];
  let after: string | null = null;
  for (let page = 0; page < maxPages; page += 1) {
    const query: string = new URLSearchParams({
      fields: templateFields,
      limit: String(perPage),
      ...(after === null ? {} : { after }),
    }).toString();
    const path = `/${encodeURIComponent(access.accountId)}/message_templates?${query}`;
    const answer = await calls.get(access, path, 'list');
    if (answer.kind !== 'done') return answer;
    const { data, paging } = record(answer.value);
    if (!Array.isArray(data)) return { kind: 'unknown', reason: 'list without data' };
    found.push(...list(data).flatMap((one) => readTemplate(one) ?? []));
    // Its address is not followed: the token goes to this host alone.
    if (text(record(paging).next) === null) return { kind: 'done', value: found };
    after = text(record(record(paging).cursors).after);
    if (after === null) return { kind: 'unknown', reason: 'page without its end' };
  }
  return { kind: 'unknown', reason: 'too many pages' };
};

/** The templates of an account of Meta's Cloud API (platform 8.1). */
export const makeMetaTemplateAccount = (
  options: MetaTemplateAccountOptions,
): TemplateAccount & { close(): Promise<void> } => {
  const { timeoutMs = 30_000 } = options;
  const pool = new Pool(new URL(options.graphUrl).origin, {
    ...{ connections: 2, pipelining: 1, keepAliveTimeout: 10_000 },
    connect: { timeout: Math.min(timeoutMs, 10_000) },
    ...{ headersTimeout: timeoutMs, bodyTimeout: timeoutMs },
  });
  const calls = makeGraphCalls(pool, { ...options, timeoutMs });
  return {
    list: (access) => readAll(calls, access),
    async create(access, template) {
      const path = `/${encodeURIComponent(access.accountId)}/message_templates`;
      const answer = await calls.post(access, path, createBody(template), 'create');
      if (answer.kind !== 'done') return answer;
      const { id, status, category } = record(answer.value);
      const templateId = identifier(id);
      return templateId === null
        ? { kind: 'unknown', reason: 'created without an id' }
        : {
            kind: 'done',
            value: { templateId, status: statusOf(status ?? 'PENDING'), category: categoryOf(category) },
          };
    },
    async edit(access, templateId, template, { withCategory }) {
      const path = `/${encodeURIComponent(templateId)}`;
      const answer = await calls.post(access, path, editBody(template, withCategory), 'edit');
      if (answer.kind !== 'done') return answer;
      return record(answer.value).success === true
        ? { kind: 'done', value: null }
        : { kind: 'unknown', reason: 'edited without success' };
    },
    uploadSample: (access, file) => uploadSample(calls, access, options.appId, file),
    close: () => pool.close(),
  };
};
