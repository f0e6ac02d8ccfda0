import { renderPrompt } from '../../../src/templates/render-prompt.ts';
import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
import { languages } from '../../../src/vocabulary/language.ts';
import { deliveryRequest, letterRequest, promptOf } from './sample-prompt.ts';

const detail = `${'Teslim yeri ve koşulları: Kapalıçarşı 12, sabah 09:00, nakliye alıcıya aittir. '.repeat(3)}Son madde: 417`;
const subject = 'Külçe teslimi, seri numaralı '.repeat(6);
const withDetails = (details: object, over: Partial<RequestContent> = {}): RequestContent => ({
  ...deliveryRequest,
  ...over,
  details: { ...deliveryRequest.details, ...details },
});
const answers = [{ choice: 'approved' }, { choice: 'rejected' }, { choice: 'askedQuestion' }];

describe.each(languages)('what binds is shown in whole, %s', (language) => {
  it('a detail of 250 characters and a long subject: in the question and in the recap', () => {
    const request = withDetails({ detail, subject });
    for (const prompt of [
      'approval.request',
      'approval.requestSecond',
      'approval.recap',
      'approval.rejectionRecap',
    ]) {
      const { text } = renderPrompt(promptOf(prompt, language, request, {}, answers));

      expect(text).toContain(detail.trim());
      expect(text).toContain(subject.trim());
    }
  });

  it('a price: with its currency, lira unless another is named, and every decimal', () => {
    const shown = (price: object): string =>
      renderPrompt(promptOf('approval.recap', language, withDetails({ price }))).text.replace(
        /[\u2068\u2069]/g,
        '',
      );

    expect(shown({ rate: '7000.00', side: 'sell' })).toMatch(
      { tr: /7\.000,00 TL/, en: /7,000\.00 TRY/, ar: /7,000\.00 ليرة/ }[language],
    );
    expect(shown({ rate: '41.25', currency: 'USD' })).toMatch(/41[.,]25 (USD|دولار)/);
    expect(shown({ rate: '1.084325', currency: 'EUR' })).toMatch(/1[.,]084325 (EUR|يورو)/);
  });

  it('a template that would be longer than 1,024 characters: planned to fit, the recap shows the rest', () => {
    const lines = Array.from({ length: 20 }, (_, n) => ({
      unit: 'HAS',
      quantity: `${n + 100000}.123`,
      side: 'B' as const,
    }));
    const request = withDetails({ detail: 'a'.repeat(300), subject: 'b'.repeat(200) }, { lines });
    const question = renderPrompt(promptOf('approval.request', language, request, {}, answers));
    const recap = renderPrompt(promptOf('approval.recap', language, request, {}, [{ choice: 'confirmed' }]));

    expect(question.text.length).toBeLessThanOrEqual(1_024);
    for (const { value } of question.template?.parameters ?? []) expect(question.text).toContain(value);
    expect(question.text).not.toContain('…');
    expect(recap.text).toContain('a'.repeat(300));
    expect(recap.text.length).toBeLessThanOrEqual(4_096);
  });

  it('a reason of a thousand characters: whole in the recap that records it', () => {
    const reason = `${'fiyat anlaştığımız gibi değil '.repeat(33)}son`;

    expect(
      renderPrompt(promptOf('approval.rejectionRecap', language, deliveryRequest, { reason })).text,
    ).toContain(reason);
  });

  it('the receipt of a letter: names its reference', () => {
    for (const prompt of ['recordedAgreed', 'recordedDisagreed', 'recordedPartial'])
      expect(renderPrompt(promptOf(`reconciliation.${prompt}`, language, letterRequest)).text).toContain(
        letterRequest.reference,
      );
  });
});
