import type { RefusalKind } from '../../../src/delivery/message-sender.ts';
import {
  classifyPlatformError,
  isCertainRefusal,
  retryHintMs,
} from '../../../src/whatsapp/meta/classify-error.ts';

describe('classification of platform errors', () => {
  it.each<[RefusalKind, number[]]>([
    ['transient', [1, 2, 131000, 131016, 131057, 133004]],
    ['throttled-number', [4, 80007, 130429, 131048]],
    ['throttled-recipient', [131056]],
    ['window-closed', [131047]],
    [
      'account',
      [0, 3, 10, 33, 190, 200, 250, 299, 368, 131005, 131031, 131037, 131042, 131045, 131064, 133010],
    ],
    [
      'permanent',
      [
        100, 199, 300, 130472, 130497, 131008, 131009, 131026, 131049, 131050, 131062, 132000, 132001, 132015,
        132018,
      ],
    ],
  ])('codes of the class %s: classified as such', (kind, codes) => {
    expect(codes.map((code) => [code, classifyPlatformError(code)])).toEqual(
      codes.map((code) => [code, kind]),
    );
  });

  it('a code nobody documented, or none: permanent', () => {
    expect([-1, 999_999, Number.NaN].map(classifyPlatformError)).toEqual([
      'permanent',
      'permanent',
      'permanent',
    ]);
  });

  it('with a server fault: only codes that prove the refusal count', () => {
    expect([131057, 130429, 131056, 3, 131045, 131009].every(isCertainRefusal)).toBe(true);
    expect([1, 2, 131000, 131016, 133004, 999_999].some(isCertainRefusal)).toBe(false);
  });

  it('with a documented waiting time: it is known, otherwise not', () => {
    expect(retryHintMs(131057)).toBe(60_000);
    expect(retryHintMs(131048)).toBeGreaterThanOrEqual(3_600_000);
    expect(retryHintMs(130429)).toBeNull();
  });
});
