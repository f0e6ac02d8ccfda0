import type { RequestContent } from '../../../src/vocabulary/request-content.ts';
import { forbiddenWordsIn } from '../../../src/words/forbidden-words.ts';
import { renderPrompt } from '../../../src/templates/render-prompt.ts';
import { languages } from '../../../src/vocabulary/language.ts';
import { samplePrompt } from '../../../src/templates/sample-requests.ts';
import { everyNotice } from './every-notice.ts';
import { promptOf } from './sample-prompt.ts';

const cases = everyNotice.flatMap((emitted) => languages.map((language) => ({ ...emitted, language })));
const sample = (variant: string): RequestContent => {
  const { request } = samplePrompt(`notice.${variant}`, 'tr');
  if (!request) throw new Error(`no sample of ${variant}`);
  return request;
};
const shown = (prompt: string, request: RequestContent): string =>
  renderPrompt(promptOf(prompt, 'tr', request)).text;
const buttons = (prompt: string, language: 'tr' | 'en' | 'ar'): string[] => {
  const emitted = everyNotice.find((one) => one.prompt === prompt);
  return renderPrompt(
    promptOf(prompt, language, emitted?.request, emitted?.values, emitted?.choices),
  ).choices.map(({ title }) => title);
};

describe('texts of notices and feedback', () => {
  it.each(cases)(
    '$prompt in $language: fits a message, with every value known and no word that must not be said',
    ({ prompt, language, request, values, choices, kind }) => {
      const rendered = renderPrompt(promptOf(prompt, language, request, values, choices));

      expect(rendered.kind).toBe(kind);
      expect(rendered.text.length).toBeLessThanOrEqual(1024);
      expect(rendered.text).not.toMatch(/\{\{|undefined|null|\[object/);
      expect(rendered.text).not.toMatch(/: (\u2068)?-(\u2069)?$/m);
      expect(forbiddenWordsIn(rendered.text)).toEqual([]);
      for (const { title } of rendered.choices) expect(title).toMatch(/^[^…]{1,20}$/);
    },
  );

  it('a movement (evt_1008): is told with amount, side and the balance after it', () => {
    expect(shown('notice.movement', sample('movement'))).toBe(
      [
        'Sayın Ada Hesapçı, hesabınıza yeni bir hareket işlendi.',
        [
          'Hesap: 120.01.0001',
          'İşlem: Hurda girişi',
          'Miktar: 42,870 g has (A), alacağınıza kayıt',
          'İşlem zamanı: 24.11.2026 12:04',
          'Belge no: GP-2026-0931',
          'Güncel bakiye: 12,130 g has (B), bize borcunuz',
        ].join('\n'),
        'Bu hareket bilginiz dışında ise lütfen aşağıdaki düğmeden hemen bildiriniz.',
      ].join('\n\n'),
    );
  });

  it('a movement that names no balance: shows none, and never the movement in its place', () => {
    const movement = sample('movement');
    const { balance_after: _none, ...details } = movement.details;

    expect(shown('notice.movement', { ...movement, details })).toContain('Güncel bakiye: -');
  });

  it('a difference (evt_1014): both figures, and how far they are apart', () => {
    const text = shown('notice.difference', sample('difference'));

    for (const line of [
      'Bizim kaydımız: 8.420,115 g has (A)',
      'Sizin bildiriminiz: 8.418,990 g has (A)',
      'Fark: 1,125 g has',
      '31.10.2026 tarihli',
    ])
      expect(text).toContain(line);
  });

  it('a payment and a deadline (evt_1018, evt_1020): name the date without a time', () => {
    expect(shown('notice.payment', sample('payment'))).toContain('Vade tarihi: 03.12.2026\n');
    const deadline = shown('notice.deadline', sample('deadline'));
    for (const line of ['Referans: MUT-2026-10-C008\n', 'Son tarih: 08.12.2026\n', 'Kalan süre: 38 saat\n'])
      expect(deadline).toContain(line);
  });

  it('a report: attached where there is a document, else its figures, else nothing is claimed', () => {
    const report = sample('report');
    const document = { link: 'https://files.example/1.pdf', filename: '1.pdf', sha256: null };
    const lines = [{ unit: 'HAS', quantity: '1250.340', side: 'B' as const }];

    expect(shown('notice.reportHere', { ...report, document })).toContain('rapor ekte.');
    const summary = shown('notice.reportHere', { ...report, lines });
    expect(summary).toContain('• 1.250,340 g has (B)');
    expect(summary).not.toContain('ekte.');
    expect(shown('notice.reportHere', report)).not.toMatch(/ekte\.|•/);
  });

  it('codes newer than our texts: are never shown', () => {
    const movement = sample('movement');
    const text = shown('notice.movement', {
      ...movement,
      details: { ...movement.details, movement_type: 'barter' },
    });

    expect(text).toContain('İşlem: Hesap hareketi');
  });

  it.each([
    ['notice.report', 'tr', ['Raporu gönder', 'Temsilciye bağlan']],
    ['notice.movement', 'tr', ['Bilgim dışında', 'Ekstre iste', 'Bildirimi kapat']],
    ['notice.movement', 'en', ['Not mine', 'Send statement', 'Mute alerts']],
    ['notice.verification', 'tr', ['Evet, ben istedim', 'Hayır, ben değilim', 'Temsilciye bağlan']],
    ['notice.verificationHelp', 'en', ['Yes, it was me', 'No, not me', 'Talk to staff']],
    ['notice.difference', 'ar', ['إرسال كشف الحساب', 'اتصلوا بي', 'التحدث مع موظف']],
    ['notice.payment', 'tr', ['Dekont gönder', 'Ekstre iste', 'Temsilciye bağlan']],
    ['notice.deadline', 'tr', ['Şimdi yanıtla', 'Süre iste', 'Temsilciye bağlan']],
    ['notice.proveFirst', 'tr', ['Yeni kod gönder', 'Temsilciye bağlan']],
    ['feedback.request', 'tr', ['Memnunum', 'Kararsızım', 'Memnun değilim']],
    ['feedback.askComment', 'en', ['Skip']],
  ] as const)('buttons of %s in %s: are %j', (prompt, language, titles) => {
    expect(buttons(prompt, language)).toEqual(titles);
  });
});
