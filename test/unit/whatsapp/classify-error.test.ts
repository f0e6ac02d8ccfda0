import { readFileSync } from 'node:fs';
import type { RefusalKind } from '../../../src/delivery/message-sender.ts';
import { afterRefusal } from '../../../src/delivery/retry-policy.ts';
import { classifyPlatformError, isCertainRefusal } from '../../../src/whatsapp/meta/classify-error.ts';
import { errorTable } from '../../../src/whatsapp/meta/error-table.ts';

const page = readFileSync(new URL('../../../docs/platform.md', import.meta.url), 'utf8');
const section = (title: string, next: string): string =>
  page.slice(page.indexOf(title), page.indexOf(next, page.indexOf(title)));

/** `138000–138018` as each; HTTP statuses, waiting times and section numbers are not codes. */
const codesIn = (text: string): number[] =>
  [...text.matchAll(/(?<![\d.])(\d{1,7})(?:–(\d{1,7}))?(?![\d.x])/g)].flatMap(([, from, to]) => {
    const [first, last] = [Number(from), Number(to ?? from)];
    return Array.from({ length: Math.max(1, last - first + 1) }, (_, index) => first + index);
  });

const documented = new Set([
  ...[...section('### 10.2', '### 10.4').matchAll(/^\| ([\d][^|]*)\|/gm)].flatMap(([, cell]) =>
    codesIn(cell ?? ''),
  ),
  ...codesIn(section('### 10.4', '### 10.5').split('\n').slice(1).join('\n')).filter((code) => code >= 600),
]);

const verdictOf = (code: number, over: Partial<Parameters<typeof afterRefusal>[0]> = {}) => {
  const { kind, waitMs } = classifyPlatformError(code);
  return afterRefusal({
    refusal: kind,
    attempt: 1,
    retryAfterMs: waitMs,
    random: 0.5,
    hasTemplate: true,
    wasTemplate: true,
    mayDropDocument: false,
    limits: { maxAttempts: 12, baseMs: 1_000, capMs: 300_000 },
    ...over,
  });
};

describe('the table of platform errors', () => {
  it('every code of platform 10.2 to 10.4: has its class', () => {
    expect(documented.size).toBeGreaterThan(100);
    expect([...documented].filter((code) => !errorTable.has(code))).toEqual([]);
  });

  it.each<[RefusalKind, number[]]>([
    ['transient', [1, 2, 131000, 131016, 131057, 133004]],
    ['throttled-number', [4, 80007, 130429, 131048]],
    ['throttled-recipient', [131056]],
    ['window-closed', [131047]],
    [
      'account',
      [0, 3, 10, 33, 190, 200, 250, 299, 368, 131005, 131031, 131037, 131042, 131045, 131064, 133010],
    ],
    ['not-now', [130472, 131049, 131050]],
    ['template', [132001, 132015, 132016, 132068, 132069]],
    ['attachment', [131052, 131053, 132012]],
    ['recipient', [130403, 130497, 131021, 131026, 131030, 131062]],
    [
      'permanent',
      [100, 199, 300, 131008, 131009, 131051, 132000, 132005, 132007, 132008, 132018, 135000, 137000],
    ],
  ])('codes of the class %s: classified as such', (kind, codes) => {
    expect(codes.map((code) => [code, classifyPlatformError(code).kind])).toEqual(
      codes.map((code) => [code, kind]),
    );
  });

  it('what each class leads to at the first refusal: again in time, or given up', () => {
    const hour = 3_600_000;
    const told = [...errorTable.keys()].map((code) => [code, verdictOf(code)] as const);
    const of = (kind: RefusalKind) =>
      told.filter(([code]) => classifyPlatformError(code).kind === kind).map(([, verdict]) => verdict);
    const waits = (kind: RefusalKind) =>
      of(kind).map((verdict) => (verdict.kind === 'again' ? verdict.afterMs : Number.NaN));

    for (const kind of ['permanent', 'recipient', 'attachment', 'window-closed'] as const)
      expect(new Set(of(kind).map((verdict) => verdict.kind))).toEqual(new Set(['give-up']));
    for (const kind of ['transient', 'throttled-number', 'throttled-recipient'] as const)
      expect(Math.max(...waits(kind))).toBeLessThanOrEqual(hour);
    for (const verdict of of('account'))
      expect(verdict).toMatchObject({ kind: 'again', countsAttempt: false });
    for (const verdict of of('template'))
      expect(verdict).toEqual({ kind: 'again', afterMs: hour, countsAttempt: false, heldFor: 'template' });
  });

  it('131049: not within 24 hours, then with longer gaps, three times; 130472 and 131050 not again', () => {
    const day = 24 * 3_600_000;
    expect([1, 2, 3].map((attempt) => verdictOf(131049, { attempt }))).toEqual([
      { kind: 'again', afterMs: day, countsAttempt: true, heldFor: 'recipient' },
      { kind: 'again', afterMs: 2 * day, countsAttempt: true, heldFor: 'recipient' },
      { kind: 'give-up' },
    ]);
    expect([130472, 131050].map((code) => verdictOf(code))).toEqual([
      { kind: 'give-up' },
      { kind: 'give-up' },
    ]);
  });

  it.each([131052, 131053, 132012, 132001, 132015, 132016])(
    '%i of a message with a document that has words without: again at once without',
    (code) => {
      expect(verdictOf(code, { mayDropDocument: true })).toEqual({
        kind: 'again',
        afterMs: 0,
        countsAttempt: true,
        withoutDocument: true,
      });
    },
  );

  it('a code nobody documented, or none: permanent', () => {
    expect([-1, 999_999, Number.NaN].map((code) => classifyPlatformError(code).kind)).toEqual([
      'permanent',
      'permanent',
      'permanent',
    ]);
  });

  it('with a server fault: only codes that prove the refusal count', () => {
    expect([131057, 130429, 131056, 3, 131045, 131009].every(isCertainRefusal)).toBe(true);
    expect([1, 2, 131000, 131016, 133004, 999_999].some(isCertainRefusal)).toBe(false);
  });
});
