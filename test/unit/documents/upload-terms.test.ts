import { makeUploadTerms } from '../../../src/documents/upload-terms.ts';
import type { RequestRecord } from '../../../src/requests/request.repository.ts';
import { noQuietHours } from '../../../src/timers/quiet-hours.ts';
import { fakePorts } from '../../support/app-ports.ts';
import { aRequest } from '../../support/builders-api.ts';
import { anUploadLink } from '../../support/file-records.ts';
import { nothingHeld } from '../../support/held.ts';

const terms = (
  details: RequestRecord['content']['details'],
  privacyUrl = 'https://example.com/kvkk',
  status: RequestRecord['status'] = 'open',
) => {
  const held = nothingHeld();
  const request = aRequest({ kind: 'document', contactRef: 'C003-1', customerRef: 'C003' });
  held.requests.push({
    ...request,
    status,
    content: { ...request.content, details, dueAt: '2026-12-07T20:59:59.000Z' },
  });
  const { requests } = fakePorts(held);
  return makeUploadTerms({
    requests,
    languageOf: async () => 'en',
    settings: {
      tenantIds: async () => [],
      settingsOf: async () => ({
        company: { name: 'Demo Kuyumculuk', workingHours: '09-18', privacyUrl },
        timeZone: 'Europe/Istanbul',
        quietHours: noQuietHours,
        privacyNotice: null,
        keepsUnrecognised: true,
      }),
    },
    documentName: (code, language) => `${String(code)} (${language})`,
    maxFiles: 10,
  });
};

const asked = {
  document_code: 'imza_sirkuleri',
  accepted_mime: ['application/pdf', 'image/heic'],
  max_bytes: 5_000_000,
  due_date: '2026-12-07',
};

describe('the terms of a link', () => {
  it.each(['rulesOf', 'infoOf', 'personOf'] as const)(
    'its request has ended, %s: the link has expired',
    async (what) => {
      await expect(terms(asked, undefined, 'closed')[what](anUploadLink())).rejects.toMatchObject({
        code: 'link_expired',
      });
    },
  );

  it('read from its request: in the language of the conversation, narrowed to what is taken', async () => {
    expect(await terms(asked).infoOf(anUploadLink())).toEqual({
      language: 'en',
      companyName: 'Demo Kuyumculuk',
      documentName: 'imza_sirkuleri (en)',
      acceptedMime: ['application/pdf'],
      maxBytes: 5_000_000,
      maxFiles: 10,
      dueDate: '7 Dec 2026',
      privacyUrl: 'https://example.com/kvkk',
    });
    expect(await terms(asked).rulesOf(anUploadLink())).toMatchObject({ maxBytes: 5_000_000, barred: null });
    expect(await terms(asked).personOf(anUploadLink())).toEqual({
      customerRef: 'C003',
      contactRef: 'C003-1',
    });
  });

  it('the request says nothing: the defaults of any document', async () => {
    const info = await terms({}, '').infoOf(anUploadLink());
    expect(info).toMatchObject({ maxBytes: 15_000_000, privacyUrl: null });
    expect(info.acceptedMime).toEqual(['application/pdf', 'image/jpeg', 'image/png']);
  });
});
