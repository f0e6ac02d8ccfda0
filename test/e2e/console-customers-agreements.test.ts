import type { Browser } from 'playwright-core';
import { axeFindings, desktop, launchBrowser, phone, sidewaysScroll } from '../support/console-page.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { newPerson, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

let browser: Browser;
let world: World;
let origin: string;
let person: Person;
let open: Visit;

const card = (): string => `${origin}/console/customers?customer=${person.customerRef}`;

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startWorld({ demo: true, now: '2026-11-24T09:00:00.000Z' });
  origin = String(world.application.address);
  person = await newPerson(world);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(() => open.leave());

interface Filed {
  id: string;
  kind: string;
  validUntil: string | null;
  document: string | null;
  rev: number;
}
const filed = async (): Promise<Filed[]> => {
  const { body } = await world.api.get(`/v1/customers/${person.customerRef}/agreements`);
  return body.data as Filed[];
};

describe('agreements and İYS in the card of a customer', () => {
  it('an owner: files what was signed, ends it, and takes it off; a change of somebody else is not lost', async () => {
    open = await visit(browser, card());
    const { page } = open;
    const part = page.getByRole('region', { name: 'Sözleşmeler' });
    await part.getByRole('button', { name: 'Sözleşme ekle' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('İmza günü', { exact: false }).first().fill('2026-01-02');
    await dialog.getByLabel('Aslı nerede').fill('dolap 3/12');
    // Whoever may bind is there already; the limit is typed as people write it.
    const first = dialog.getByRole('group', { name: '1. kişi' });
    await first.getByRole('button', { name: 'Sınır ekle' }).click();
    await first.getByLabel('En çok').fill('1.000,5');
    await first.getByLabel('Birim').selectOption('HAS');
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('agreement-new');
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText('Sözleşme kaydedildi.').waitFor();
    await part.getByText('geçerli', { exact: true }).waitFor();
    expect(await filed()).toMatchObject([
      {
        ...{ kind: 'channel_evidence', signedOn: '2026-01-02', validUntil: null, document: 'dolap 3/12' },
        persons: [{ phone: person.phone, limits: [{ unit: 'HAS', quantity: '1000.5' }] }],
      },
    ]);

    await part.getByRole('button', { name: 'Değiştir' }).click();
    await dialog.getByLabel(/^Son geçerli gün/).fill('2026-06-30');
    const [{ id }] = (await filed()) as [Filed];
    const path = `/v1/customers/${person.customerRef}/agreements/${id}`;
    await world.api
      .put(path, {
        ...{ kind: 'channel_evidence', form: 'kep', signedOn: '2026-01-02', document: 'KEP 7' },
        persons: [{ name: 'Onların Kişisi' }],
      })
      .expect(200);
    await world.turn(60_000);
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    const outdated = dialog.getByRole('alert').filter({ hasText: 'Başka biri bu arada değiştirdi.' });
    await outdated.getByText(/Onların Kişisi/).waitFor();
    expect(await filed()).toMatchObject([{ document: 'KEP 7', validUntil: null }]);
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('agreement-outdated');
    await outdated.getByRole('button', { name: 'Onunkinin yerine benimkini kaydet' }).click();
    await part.getByText('sona erdi').waitFor();
    expect(await filed()).toMatchObject([{ document: 'dolap 3/12', validUntil: '2026-06-30' }]);

    await part.getByRole('button', { name: 'Dosyadan çıkar' }).click();
    await dialog.getByRole('button', { name: 'Çıkar', exact: true }).click();
    await page.getByText('Sözleşme dosyadan çıkarıldı.').waitFor();
    expect(await filed()).toEqual([]);
    expect(open.complaints.filter((line) => !line.includes('412'))).toEqual([]);
  });

  it('an entry of İYS: is written with its local time, shown, kept by other changes, and does not follow a new number', async () => {
    open = await visit(browser, card());
    const { page } = open;
    const iysOf = async (): Promise<unknown> => {
      const { body } = await world.api.get(`/v1/customers/${person.customerRef}`);
      return body.contacts[0].iys;
    };
    await page.getByRole('button', { name: 'Düzenle' }).click();
    await page.getByLabel('İYS kaydı').selectOption('ONAY');
    await page.getByLabel(/^Ne zaman söylendi/).fill('2026-11-20T12:30');
    await page.getByLabel(/^İYS’ye ne zaman/).fill('2026-11-20T11:00');
    await page.getByText('Söylendiğinden önce yazılmış olamaz.').waitFor();
    expect(await page.getByRole('button', { name: 'Kaydet' }).isDisabled()).toBe(true);
    await page.getByLabel(/^İYS’ye ne zaman/).fill('2026-11-20T15:00');
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('iys-edit');
    await page.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText('İYS: onay').waitFor();
    const entry = {
      ...{ status: 'ONAY', source: 'HS_MESAJ' },
      ...{ saidAt: '2026-11-20T09:30:00.000Z', recordedAt: '2026-11-20T12:00:00.000Z' },
    };
    expect(await iysOf()).toEqual(entry);

    await world.turn(60_000);
    await page.getByRole('button', { name: 'Düzenle' }).click();
    await page.getByRole('textbox', { name: 'Ad' }).fill('Başka Ad');
    await page.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText('Başka Ad').first().waitFor();
    expect(await iysOf()).toEqual(entry);

    await world.turn(60_000);
    await page.getByRole('button', { name: 'Düzenle' }).click();
    await page.getByRole('textbox', { name: 'Telefon' }).fill('+905559991234');
    await page.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByRole('button', { name: 'Düzenle' }).waitFor();
    await page.getByText('İYS: onay').waitFor({ state: 'hidden' });
    expect(await iysOf()).toBeUndefined();
    expect(open.complaints).toEqual([]);
  });

  it.each([
    ['desktop', 'light', desktop],
    ['desktop', 'dark', desktop],
    ['phone', 'light', phone],
    ['phone', 'dark', phone],
  ] as const)('on a %s, %s, in both languages: axe finds nothing', async (size, colorScheme, options) => {
    await world.api
      .put(`/v1/customers/${person.customerRef}/agreements/kanal-1`, {
        ...{ kind: 'channel_evidence', form: 'paper', signedOn: '2026-01-02', document: 'dolap 3/12' },
        persons: [{ name: 'Deniz Örnekoğlu', phone: '+905320000101' }],
      })
      .expect(200);
    open = await visit(browser, card(), { options: { ...options, colorScheme } });
    const { page } = open;
    for (const [language, title] of [
      ['tr', 'Sözleşmeler'],
      ['en', 'Agreements'],
    ] as const) {
      await page.getByRole('heading', { name: title, level: 3 }).scrollIntoViewIfNeeded();
      await page.getByText('Deniz Örnekoğlu').waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      await open.picture(`agreements-${size}-${colorScheme}-${language}`);
      if (language === 'en' || size === 'phone') break;
      await page.getByRole('button', { name: /English/ }).click();
    }
    expect(open.complaints).toEqual([]);
  });
});
