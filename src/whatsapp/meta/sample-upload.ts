import type { AccountAccess, AccountAnswer } from '../../templates/account/template-account.ts';
import type { GraphCalls } from './graph-calls.ts';
import { identifier, list, record, text } from './wire-values.ts';

/** The one app that gets the webhooks of the account, which is the one the token was made for. */
const subscribedApp = async (calls: GraphCalls, access: AccountAccess): Promise<AccountAnswer<string>> => {
  const path = `/${encodeURIComponent(access.accountId)}/subscribed_apps`;
  const answer = await calls.get(access, path, 'list');
  if (answer.kind !== 'done') return answer;
  const ids = list(record(answer.value).data).flatMap(
    (one) => identifier(record(record(one).whatsapp_business_api_data).id) ?? [],
  );
  const [id] = ids;
  return id !== undefined && ids.length === 1
    ? { kind: 'done', value: id }
    : {
        kind: 'refused',
        refusal: 'access',
        code: 'app_unknown',
        explanation: `${ids.length} apps are subscribed to the account; give the id of yours as WHATSAPP_APP_ID.`,
      };
};

/** Begins, sends in one piece, answers the handle (platform 7). */
export const uploadSample = async (
  calls: GraphCalls,
  access: AccountAccess,
  givenAppId: string | null,
  { name, mimeType, bytes }: { name: string; mimeType: string; bytes: Uint8Array },
): Promise<AccountAnswer<string>> => {
  const app: AccountAnswer<string> =
    givenAppId === null ? await subscribedApp(calls, access) : { kind: 'done', value: givenAppId };
  if (app.kind !== 'done') return app;
  const query = new URLSearchParams({
    file_name: name,
    file_length: String(bytes.length),
    file_type: mimeType,
  });
  const begun = await calls.post(
    access,
    `/${encodeURIComponent(app.value)}/uploads?${query.toString()}`,
    {},
    'upload',
  );
  if (begun.kind !== 'done') return begun;
  const id = text(record(begun.value).id);
  if (id === null || !id.startsWith('upload:')) return { kind: 'unknown', reason: 'upload without an id' };
  const sent = await calls.post(access, `/${id}`, bytes, 'upload', {
    authorization: `OAuth ${access.accessToken}`,
    'content-type': mimeType,
    file_offset: '0',
  });
  if (sent.kind !== 'done') return sent;
  const handle = text(record(sent.value).h);
  return handle === null
    ? { kind: 'unknown', reason: 'upload without a handle' }
    : { kind: 'done', value: handle };
};
