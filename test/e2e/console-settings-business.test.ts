import type { Browser } from 'playwright-core';
import { desktop, launchBrowser, phone } from '../support/console-page.ts';
import { ownerAt, type ConsoleOwner } from '../support/console-owner.ts';
import { startConsoleProduct, type ConsoleProduct } from '../support/console-product.ts';

let browser: Browser;
let product: ConsoleProduct;
let owner: ConsoleOwner;

const settings = async (part: string, options = desktop): Promise<ConsoleOwner> => {
  owner = await ownerAt(browser, product, `/console/settings/${part}`, options);
  return owner;
};

/** A day so many days from now. */
const dayIn = (days: number): string => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);

interface Day {
  date: string;
  kind: string;
  name: string;
  rev: number;
}
const dayOf = (date: string) => product.call<Day>('GET', `/v1/calendar/${date}`);

/** The browser's own lines about what was refused. */
const withoutRefusals = ({ complaints }: ConsoleOwner): string[] =>
  complaints.filter((line) => !/status of (?:400|409|412)/.test(line));

beforeAll(async () => {
  browser = await launchBrowser();
  product = await startConsoleProduct();
  await product.call('PUT', '/v1/units/XAU_G_22K/constants', {
    constants: [{ kind: 'milyem', value: '916', validFrom: '2026-01-01' }],
  });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
});
afterEach(() => owner.leave());

describe('the calendar, in the settings', () => {
  it('an owner: adds a holiday, makes it a half day, and takes it back', async () => {
    const { page, expectGood } = await settings('calendar');
    const date = dayIn(40);
    await page.getByRole('button', { name: 'Gün ekle' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Gün', { exact: false }).first().fill(date);
    await dialog.getByLabel('Ad', { exact: false }).last().fill('Kapalıçarşı bayramı');
    await expectGood('settings-day');
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText('Gün kaydedildi.').waitFor();
    expect(await dayOf(date)).toMatchObject({ kind: 'holiday', name: 'Kapalıçarşı bayramı' });

    const row = page.getByRole('listitem').filter({ hasText: 'Kapalıçarşı bayramı' });
    await row.getByRole('button', { name: /^Değiştir/ }).click();
    await dialog.getByRole('radio', { name: 'Yarım gün' }).check();
    // Somebody else is quicker: it is told, and what was chosen stays.
    await product.call('PUT', `/v1/calendar/${date}`, { kind: 'working', name: 'Envanter' });
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    const outdated = dialog.getByRole('alert').filter({ hasText: 'Başka biri bu arada değiştirdi.' });
    await outdated.getByText('Envanter · Çalışma günü').waitFor();
    expect(await dialog.getByRole('radio', { name: 'Yarım gün' }).isChecked()).toBe(true);
    await expectGood('settings-day-outdated');
    await outdated.getByRole('button', { name: 'Onunkinin yerine benimkini kaydet' }).click();
    await dialog.waitFor({ state: 'hidden' });
    // The name was not touched here: it stays as the other made it.
    expect(await dayOf(date)).toMatchObject({ kind: 'half_day', name: 'Envanter' });

    const renamed = page.getByRole('listitem').filter({ hasText: 'Envanter' });
    await renamed.getByRole('button', { name: /^Geri al/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Geri al' }).click();
    await page.getByText('Gün geri alındı.').waitFor();
    await renamed.waitFor({ state: 'hidden' });
    expect(withoutRefusals(owner)).toEqual([]);
  });
});

describe('units, in the settings', () => {
  it('an owner: says what 22 carats count from a day on, and makes a unit of the business’s own', async () => {
    const { page, expectGood } = await settings('units?open=XAU_G_22K');
    const panel = page.getByRole('region', { name: 'Birim', exact: true });
    await panel.getByText('milyem:').waitFor();
    await panel.getByRole('button', { name: 'Düzenle' }).click();
    await panel.getByRole('button', { name: 'Değer ekle' }).click();
    const second = panel.getByRole('group', { name: '2. değer' });
    await second.getByRole('textbox', { name: 'Değer' }).fill('916,5');
    await second.getByLabel('İlk gün').fill('2027-01-01');
    await expectGood('settings-constants');
    await panel.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText('Kaydedildi; sonraki mektuplar bunlarla yazılır.').waitFor();
    const { constants } = await product.call<{ constants: unknown[] }>(
      'GET',
      '/v1/units/XAU_G_22K/constants',
    );
    expect(constants).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ kind: 'milyem', value: '916', validFrom: '2026-01-01' }),
        expect.objectContaining({ kind: 'milyem', value: '916.5', validFrom: '2027-01-01' }),
      ]),
    );

    await page.getByRole('button', { name: 'Birim ekle' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Kod').fill('PLT_G');
    for (const [language, words] of [
      ['Türkçe', ['platin (gram)', 'Platin', 'g platin', 'platin, plat']],
      ['İngilizce', ['platinum (gram)', 'Platinum', 'g platinum', 'platinum']],
      ['Arapça', ['بلاتين (غرام)', 'بلاتين', 'غ بلاتين', 'بلاتين']],
    ] as const) {
      const fields = dialog.getByRole('group', { name: language });
      for (const [at, label] of [
        'Tam adı',
        'Kısa adı',
        'Rakamın yanında',
        'Müşterilerin yazdıkları',
      ].entries())
        await fields.getByLabel(label).fill(words[at] ?? '');
    }
    await expectGood('settings-unit');
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText('Birim kaydedildi.').waitFor();
    await page.getByRole('button', { name: /^platin \(gram\)/ }).waitFor();
    expect(owner.complaints).toEqual([]);
  });
});

describe('costs, in the settings', () => {
  it('an owner: sets a budget, writes prices of their own, and goes back to those of the product', async () => {
    const { page, expectGood } = await settings('costs');
    await page.getByRole('button', { name: 'Bütçe belirle' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel(/^Ay başına en çok/).fill('1.250,50');
    await expectGood('settings-budget');
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText('Bütçe kaydedildi.').waitFor();
    await page.getByText('1.250,50 USD').waitFor();
    expect(await product.call('GET', '/v1/budget')).toMatchObject({ amount: '1250.5', warnAtPercent: 80 });

    await page.getByRole('button', { name: 'Fiyatları düzenle' }).click();
    await dialog.getByRole('group', { name: '1. fiyat' }).getByLabel('Bir mesaj').fill('0,0099');
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText('Sizin fiyat listeniz geçerli.').waitFor();
    const { isOwn, prices } = await product.call<{ isOwn: boolean; prices: { amount: string }[] }>(
      'GET',
      '/v1/prices',
    );
    expect([isOwn, prices[0]?.amount]).toEqual([true, '0.0099']);

    await page.getByRole('button', { name: 'Hazır listeye dön' }).click();
    await dialog.getByRole('button', { name: 'Dön', exact: true }).click();
    await page.getByText('Hazır liste geçerli.').waitFor();
    await page.getByRole('button', { name: 'Bütçeyi kaldır' }).click();
    await dialog.getByRole('button', { name: 'Kaldır', exact: true }).click();
    await page.getByText('Bütçe kaldırıldı.').waitFor();
    expect(owner.complaints).toEqual([]);
  });
});

const views = [
  ['calendar', 'calendar', 'Cumhuriyet', 'Cumhuriyet'],
  ['units', 'units?open=XAU_G_22K', 'milyem:', 'fineness:'],
  ['costs', 'costs', 'Aylık bütçe', 'Budget of a month'],
  ['numbers', 'numbers', 'Meta’nın bildirdikleri', 'What Meta told'],
] as const;

describe('these settings, for everybody', () => {
  it.each([
    ['desktop', 'light', desktop],
    ['desktop', 'dark', desktop],
    ['phone', 'light', phone],
    ['phone', 'dark', phone],
  ] as const)(
    'on a %s, %s, in both languages: axe finds nothing, and nothing lies beside the screen',
    async (size, colorScheme, options) => {
      const { page, expectGood } = await settings('', { ...options, colorScheme });
      for (const language of ['tr', 'en'] as const) {
        for (const [name, part, tr, en] of views) {
          await page.goto(`${product.origin}/console/settings/${part}`);
          await page
            .getByText(language === 'tr' ? tr : en)
            .filter({ visible: true })
            .first()
            .waitFor();
          await expectGood(`settings-${name}-${size}-${colorScheme}-${language}`);
        }
        if (language === 'tr') await page.getByRole('button', { name: /English/ }).click();
      }
      expect(owner.complaints).toEqual([]);
    },
    240_000,
  );
});
