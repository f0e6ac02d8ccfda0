import { forbiddenWordsIn } from '../../../src/words/forbidden-words.ts';
import { noticePrompts } from '../../../src/templates/notice-prompts.ts';
import { renderPrompt } from '../../../src/templates/render-prompt.ts';
import { languages } from '../../../src/vocabulary/language.ts';
import { templateDefinitions } from '../../../src/templates/template-definitions.ts';
import { everyPrompt } from './every-prompt.ts';
import { promptOf } from './sample-prompt.ts';

const definitions = templateDefinitions();
const names = [...new Set(definitions.map(({ name }) => name))];

describe('templateDefinitions', () => {
  it('the templates: are these, each in three languages', () => {
    expect(names.sort()).toEqual([
      'account_movement_first_v1',
      'account_movement_v1',
      'account_movements_first_v1',
      'account_movements_v1',
      'approval_ended_v1',
      'approval_reminder_v1',
      'approval_request_first_v1',
      'approval_request_v1',
      'approval_second_request_first_v1',
      'approval_second_request_v1',
      'approval_withdrawn_v1',
      'babs_letter_ready_first_v1',
      'babs_letter_ready_nodoc_first_v1',
      'babs_letter_ready_nodoc_v1',
      'babs_letter_ready_v1',
      'babs_reminder_v1',
      'deadline_approaching_first_v1',
      'deadline_approaching_v1',
      'difference_found_first_v1',
      'difference_found_v1',
      'document_accepted_v1',
      'document_rejected_v1',
      'document_reminder_v1',
      'document_request_first_v1',
      'document_request_v1',
      'document_withdrawn_v1',
      'feedback_request_first_v1',
      'feedback_request_v1',
      'invoice_approval_first_v1',
      'invoice_approval_nodoc_first_v1',
      'invoice_approval_nodoc_v1',
      'invoice_approval_v1',
      'invoice_reminder_v1',
      'invoice_withdrawn_v1',
      'notice_withdrawn_v1',
      'number_removed_v1',
      'number_test_v1',
      'payment_due_first_v1',
      'payment_due_v1',
      'privacy_notice_v1',
      'recon_letter_ready_first_v1',
      'recon_letter_ready_nodoc_first_v1',
      'recon_letter_ready_nodoc_v1',
      'recon_letter_ready_v1',
      'recon_reminder_v1',
      'recon_withdrawn_v1',
      'report_ready_first_v1',
      'report_ready_v1',
      'transaction_verify_first_v1',
      'transaction_verify_v1',
      'verify_request_first_v1',
      'verify_request_v1',
    ]);
    for (const name of names)
      expect(definitions.filter((one) => one.name === name).map(({ language }) => language)).toEqual([
        ...languages,
      ]);
  });

  it.each(definitions)(
    '$name in $language: keeps the rules of the platform (8.2)',
    ({ body, parameters, buttons }) => {
      expect(body.length).toBeLessThanOrEqual(1024);
      expect(body).not.toMatch(/^\s*\{\{|\}\}[\s.,;!?؟،]*$/);
      expect(body).not.toMatch(/\}\}\s*\{\{/);
      expect(body).not.toMatch(/\n{3}|\t| {4}/);
      expect(parameters.length).toBeGreaterThan(0);
      for (const { name, sample } of parameters) {
        expect(name).toMatch(/^[a-z][a-z_]*$/);
        expect(sample.replace(/[\u2068\u2069]/g, '')).toMatch(/^[^\n\t]{2,}$/);
      }
      expect(buttons.length).toBeLessThanOrEqual(3);
      for (const button of buttons) expect(button.length).toBeLessThanOrEqual(20);
      expect(new Set(buttons).size).toBe(buttons.length);
    },
  );

  it.each(definitions)(
    '$name in $language: is what the prompt sends',
    ({ name, language, prompt, parameters, header }) => {
      const emitted = everyPrompt.find((one) => one.prompt === prompt);
      const asked = emitted?.request ?? null;
      const babs = { kind: 'babs', babs: { form: 'Bs', month: '2026-10', documents: 12 } };
      const base =
        asked !== null && name.startsWith('babs_')
          ? { ...asked, details: { ...asked.details, ...babs } }
          : asked;
      const document = { link: 'https://files.example/1.pdf', filename: '1.pdf', sha256: null };
      const sample = noticePrompts[prompt]?.wordings.find((one) => one.template?.name === name)?.sample;
      const request = base && {
        ...base,
        details: { ...base.details, ...sample },
        document: header === 'document' ? document : null,
      };
      const given = promptOf(prompt, language, request, {}, emitted?.choices);
      const { template } = renderPrompt(name.includes('_first_') ? { ...given, withNotice: true } : given);
      expect(template?.name).toBe(name);
      expect(template?.parameters.map((one) => one.name)).toEqual(parameters.map((one) => one.name));
    },
  );

  it('header documents: only where the text says one is attached', () => {
    for (const { body, header } of definitions)
      expect(/ ektedir|attached|مرفق/.test(body)).toBe(header === 'document');
  });
});

describe('forbiddenWordsIn', () => {
  it.each(definitions)('$name in $language: holds none', ({ body, buttons }) => {
    expect(forbiddenWordsIn([body, ...buttons].join('\n'))).toEqual([]);
  });

  it.each([
    ['Şüpheli işlem', ['şüpheli']],
    ['RİSKLİ bir işlem', ['riskli']],
    ['hesabınız BLOKEDİR', ['bloke']],
    ['AML check', ['AML']],
    ['under compliance review, sanctioned', ['sanction', 'compliance review']],
    ['معاملة المشبوهة', ['مشبوه']],
    ['بالتجميد', ['تجميد']],
    ['tamamlandı, açıklama, sipariş', []],
  ])('%s: holds %s', (text, words) => {
    expect(forbiddenWordsIn(text)).toEqual(words);
  });
});
