import type { AccountAnswer, AccountRefusal } from '../../templates/account/template-account.ts';
import { finite, record, text } from './wire-values.ts';

export type Call = 'list' | 'create' | 'edit' | 'upload';

/** Subcodes say more than their code 100 (platform 10.3, 8.4). */
const bySubcode: ReadonlyMap<number, AccountRefusal> = new Map([
  [33, 'gone'],
  [2388024, 'exists'],
  [2388019, 'room'],
]);

const busy: ReadonlySet<number> = new Set([4, 17, 32, 613, 80007, 80008, 130429]);
const temporary: ReadonlySet<number> = new Set([1, 2, 131000, 131016, 131057]);
const access: ReadonlySet<number> = new Set([0, 3, 10, 190, 368, 131005, 131031]);

const refusalOf = (code: number, subcode: number | null, call: Call): AccountRefusal => {
  const known = subcode === null ? (code === 2388019 ? 'room' : undefined) : bySubcode.get(subcode);
  if (known === 'room' && call === 'edit') return 'too_often';
  // An account that cannot be seen is one without permission.
  if (known === 'gone') return call === 'edit' ? 'gone' : 'access';
  if (known !== undefined) return known;
  if (busy.has(code)) return 'busy';
  if (temporary.has(code)) return 'temporary';
  if (access.has(code) || (code >= 200 && code <= 299)) return 'access';
  if (call === 'upload') return 'sample';
  return code === 131009 ? 'sample' : 'content';
};

const parseJson = (body: string): unknown => {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
};

/** Long enough for a sentence of the platform; it is shown to people. */
const longestExplanation = 500;

/** A `2xx` body as JSON, or what the refusal means; anything that proves neither is unknown. */
export const readAnswer = (status: number, body: string, call: Call): AccountAnswer<unknown> => {
  const json = parseJson(body);
  if (status >= 200 && status < 300)
    return json === null ? { kind: 'unknown', reason: `http ${status}` } : { kind: 'done', value: json };
  const error = record(record(json).error);
  const code = finite(error.code);
  if (code === null) {
    if (status === 401 || status === 403)
      return { kind: 'refused', refusal: 'access', code: String(status), explanation: null };
    return status === 429
      ? { kind: 'refused', refusal: 'busy', code: '429', explanation: null }
      : { kind: 'unknown', reason: `http ${status}` };
  }
  const subcode = finite(error.error_subcode);
  const refusal = refusalOf(code, subcode, call);
  // A fault of the platform may come after the work was done.
  if (status >= 500 && refusal === 'temporary') return { kind: 'unknown', reason: `graph ${code}` };
  const explanation =
    text(error.error_user_msg) ?? text(record(error.error_data).details) ?? text(error.message);
  return {
    kind: 'refused',
    refusal,
    code: subcode === null ? String(code) : `${code}.${subcode}`,
    explanation: explanation?.slice(0, longestExplanation) ?? null,
  };
};
