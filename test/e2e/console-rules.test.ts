import type { Browser, Page } from 'playwright-core';
import { axeFindings, desktop, launchBrowser, phone, sidewaysScroll } from '../support/console-page.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { aMovementEvent } from '../support/events.ts';
import { startWorld, type World } from '../support/world.ts';

let browser: Browser;
let world: World;
let origin: string;
let open: Visit;
let events = 0;

interface Shown {
  state: string;
  rev: number;
  published: { version: number; rule: { name: string; when: unknown[]; then: unknown[] } } | null;
  draft: { rule: { name: string; when: unknown[]; then: unknown[]; cap?: unknown } } | null;
}
const shown = async (id: string): Promise<Shown> =>
  (await world.api.get(`/v1/triggers/${id}`).expect(200)).body as Shown;

/** A movement of so many grams of fine gold, as the business system reports it; and what came of it. */
const moves = async (quantity: string) => {
  events += 1;
  const eventId = `rules_${String(events)}`;
  const event = aMovementEvent({ eventId, customer: 'C005', data: { unit: 'HAS', quantity } });
  await world.api.post('/v1/events', event).expect(202);
  await world.settle();
  const { body } = await world.api.get(`/v1/events/${eventId}`).expect(200);
  return { status: body.status, reason: body.reason, trigger: body.trigger?.id ?? null };
};

const choose = async (page: Page, label: string, option: string): Promise<void> => {
  await page.locator(`input[aria-label="${label}"]`).click();
  await page.getByRole('option', { name: option, exact: true }).click();
};

const ownRule = (changes: object = {}): object => ({
  name: 'Büyük satış',
  on: 'account.movement.posted',
  when: [
    { field: 'movement_type', op: 'is', value: 'sale' },
    {
      field: 'quantity',
      op: 'at_least',
      value: [
        { unit: 'HAS', quantity: '250' },
        { unit: 'TRY', quantity: '100000' },
      ],
    },
    { field: 'customer.labels', op: 'has_none', value: ['vip'] },
  ],
  then: [
    {
      do: 'notify',
      audience: { roles: ['reports'], fallback: 'owner' },
      wait: { for: null, until: 'business_hours' },
    },
    { do: 'task', role: 'accounting', urgent: true },
    { do: 'callback', name: 'fis.yazdir' },
  ],
  cap: { per: 'contact', at_most: 3, within: 'P1D' },
  priority: 60,
  ...changes,
});

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startWorld({ now: new Date().toISOString(), demo: true });
  origin = String(world.application.address);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(() => open.leave());

describe('rules in the console', () => {
  it('an owner without a programmer: copies what the product does, adds a condition, tries it, publishes it, and takes it back', async () => {
    expect(await moves('40.000')).toMatchObject({ trigger: 'shipped.account.movement.posted' });
    open = await visit(browser, `${origin}/console/rules`);
    const { page } = open;
    await page.getByRole('textbox', { name: 'Ad ya da olay ara' }).fill('hesap hareketi');
    await page.getByRole('button', { name: /^Ürünün kendi kuralı/ }).click();
    await page.getByText('“Hesap hareketi” olayı geldiğinde').waitFor();
    await page.getByText('her biri hemen; 10 dakika içinde 5. hareketten itibaren tek mesajda').waitFor();
    await open.picture('rule-shipped');
    await page.getByRole('button', { name: 'Kopyalayıp değiştir' }).click();

    await page.getByRole('textbox', { name: 'Ad', exact: true }).fill('Küçük hareketler bildirilmez');
    await page.getByRole('button', { name: 'Koşul ekle' }).click();
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    await page.getByRole('alert').getByText('Koşulun neye bakacağını seçin ya da koşulu çıkarın.').waitFor();
    await choose(page, 'Koşul 1: alan', 'miktar');
    await page.getByRole('combobox', { name: 'Koşul 1: karşılaştırma' }).selectOption('altında');
    await page.getByRole('textbox', { name: 'Koşul 1: değer' }).fill('100,5');
    await page.getByRole('switch', { name: 'Hiçbir şey yapılmasın' }).check();
    await page.getByText('miktar 100,500 g has altındaysa').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('rule-edit');
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    await page.getByText(/^Taslak kaydedildi/).waitFor();
    const id = 'kucuk-hareketler-bildirilmez';
    expect((await shown(id)).draft?.rule).toMatchObject({
      when: [{ field: 'quantity', op: 'below', value: { unit: 'HAS', quantity: '100.5' } }],
      then: [{ do: 'nothing' }],
    });
    // Nothing of it counts yet.
    expect(await moves('41.000')).toMatchObject({ trigger: 'shipped.account.movement.posted' });

    await page.getByRole('tab', { name: 'Deneme' }).click();
    await page.getByText('2 olayda sonuç değişir').waitFor();
    await open.picture('rule-try');
    const now = page.getByRole('region', { name: 'Şimdiki kurallarla olan' });
    await now.getByText(/^Bildirilir: C005-1/).waitFor();
    await now.getByText(/^Yeni bir mesaj çıkmaz: aynısı daha önce gitmiş/).waitFor();
    await page
      .getByRole('region', { name: 'Bu kuralla olacak' })
      .getByText('Hiçbir şey olmaz. (kural öyle diyor)')
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('rule-try');

    await page.getByRole('tab', { name: 'Kural', exact: true }).click();
    await page.getByRole('button', { name: 'Yayınla' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Bundan sonra gelen her “Hesap hareketi” olayına şu kural uygulanır:').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('rule-publish');
    await dialog.getByRole('button', { name: 'Yayınla' }).click();
    await page.getByText('Kural kullanımda.').waitFor();
    expect(await moves('42.000')).toEqual({ status: 'ignored', reason: 'by_rule', trigger: id });
    expect(await moves('142.000')).toMatchObject({ trigger: 'shipped.account.movement.posted' });

    await page.getByRole('tab', { name: 'Sürümler' }).click();
    await page.getByRole('button', { name: 'Son değişikliği geri al' }).click();
    await page
      .getByRole('dialog')
      .getByText('Önceden kullanımda bir sürüm yoktu: kural kullanımdan çıkar.')
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'Geri al' }).click();
    await page.getByText('Geri alındı.').waitFor();
    expect(await moves('43.000')).toMatchObject({ trigger: 'shipped.account.movement.posted' });
    expect(open.complaints).toEqual([]);
  }, 120_000);

  it('a rule in use is changed: what changes is said word by word, and an earlier version comes back', async () => {
    await world.api.put('/v1/triggers/buyuk-satis/draft', ownRule()).expect(200);
    await world.api.post('/v1/triggers/buyuk-satis/publish').expect(200);
    open = await visit(browser, `${origin}/console/rules?rule=buyuk-satis`);
    const { page } = open;
    await page.getByText('miktar en az 250,000 g has ya da 100.000,00 TL ise', { exact: true }).waitFor();
    await page.getByText('kişi başına 1 gün içinde 3 mesaj', { exact: true }).waitFor();
    await page.getByRole('button', { name: 'Düzenle' }).click();
    await page.getByRole('textbox', { name: 'Koşul 2: değer' }).first().fill('300');
    await page.getByRole('textbox', { name: 'En çok kaç mesaj' }).fill('5');
    await page.getByRole('switch', { name: 'Acil' }).press('Space');
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    await page.getByText(/^Taslak kaydedildi/).waitFor();
    await page.getByRole('region', { name: 'Taslak', exact: true }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('rule-draft-beside');
    await page.getByRole('button', { name: 'Yayınla' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByText('Kullanımdaki sürüm 1 şöyle değişir:').waitFor();
    await dialog.locator('del').getByText('250,000').waitFor();
    await dialog.locator('ins').getByText('300,000').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('rule-publish-change');
    await dialog.getByRole('button', { name: 'Yayınla' }).click();
    await page.getByText('Kural kullanımda.').waitFor();
    expect((await shown('buyuk-satis')).published).toMatchObject({
      version: 2,
      rule: { cap: { at_most: 5 } },
    });

    await page.getByRole('tab', { name: 'Sürümler' }).click();
    await page.getByRole('button', { name: 'Bunu geri getir' }).click();
    await page.getByRole('dialog').locator('ins').getByText('250,000').waitFor();
    await open.picture('rule-versions-back');
    await page.getByRole('dialog').getByRole('button', { name: 'Geri getir' }).click();
    await page.getByText('Sürüm yeniden kullanımda.').waitFor();
    expect((await shown('buyuk-satis')).published).toMatchObject({
      version: 3,
      rule: { cap: { at_most: 3 } },
    });
    expect(await axeFindings(page)).toEqual([]);

    await page.getByRole('tab', { name: 'Kural', exact: true }).click();
    await page.getByRole('button', { name: 'Kullanımdan çıkar' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Çıkar' }).click();
    await page.getByText('Kural kullanımdan çıktı.').waitFor();
    expect((await shown('buyuk-satis')).state).toBe('withdrawn');
    await page.getByRole('tab', { name: 'Sürümler' }).click();
    await page.getByRole('button', { name: 'Son değişikliği geri al' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Geri al' }).click();
    await page.getByText('Geri alındı.').waitFor();
    expect((await shown('buyuk-satis')).state).toBe('published');
    expect(open.complaints).toEqual([]);
  }, 120_000);

  it('two people at one rule: nothing is written over unseen, what was typed stays, and what the API refuses is said in words', async () => {
    const path = '/v1/triggers/iki-kisi/draft';
    await world.api.put(path, ownRule({ name: 'İki kişi' })).expect(200);
    open = await visit(browser, `${origin}/console/rules?rule=iki-kisi&tab=edit`);
    const { page } = open;
    const name = page.getByRole('textbox', { name: 'Ad', exact: true });
    await name.fill('Benimki');
    await world.api.put(path, ownRule({ name: 'Onunki' })).expect(200);
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    await page.getByText('Başka biri bu arada değiştirdi.', { exact: true }).waitFor();
    await page.locator('del').getByText('Onunki').waitFor();
    await page.locator('ins').getByText('Benimki').waitFor();
    expect(await name.inputValue()).toBe('Benimki');
    expect((await shown('iki-kisi')).draft?.rule.name).toBe('Onunki');
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('rule-outdated');
    await page.getByRole('button', { name: 'Onunkinin yerine benimkini kaydet' }).click();
    await page.getByText(/^Taslak kaydedildi/).waitFor();
    expect((await shown('iki-kisi')).draft?.rule.name).toBe('Benimki');

    // What can never hold together, the API alone sees.
    await page.getByRole('button', { name: 'Düzenle' }).click();
    await page.getByRole('button', { name: 'Koşul ekle' }).click();
    await choose(page, 'Koşul 4: alan', 'hareket türü');
    await choose(page, 'Koşul 4: değer', 'alış');
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    await page
      .getByRole('group', { name: 'Koşul 4' })
      .getByText('Bu koşul ötekilerle birlikte hiç tutmaz.')
      .waitFor();
    expect((await shown('iki-kisi')).draft?.rule.when).toHaveLength(3);
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('rule-refused');
    // Looked at elsewhere and back: what was typed is still there.
    await page.getByRole('button', { name: /^Büyük satış/ }).click();
    await page.getByRole('heading', { name: 'Büyük satış', level: 2 }).waitFor();
    await page.goBack();
    await page.getByRole('group', { name: 'Koşul 4' }).waitFor();
    await page.getByRole('button', { name: 'Vazgeç' }).click();
    await page.getByRole('button', { name: 'Taslağı at' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'At', exact: true }).click();
    await page.getByText('Taslak atıldı.').waitFor();
  }, 120_000);

  it('a draft in the shadow: started, what came is shown beside what was done, stopped', async () => {
    await world.api
      .put('/v1/triggers/golge/draft', ownRule({ name: 'Gölge', when: [], priority: 90 }))
      .expect(200);
    open = await visit(browser, `${origin}/console/rules?rule=golge&tab=shadow`);
    const { page } = open;
    await page.getByRole('button', { name: 'Gölgede çalıştır' }).click();
    await page.getByText('Taslak gölgede çalışıyor.').waitFor();
    await moves('77.000');
    await page.reload();
    await page.getByText('sonuç değişir').first().waitFor();
    await page
      .getByRole('region', { name: 'Taslak yapardı' })
      .getByText('muhasebeye acil görev açılır')
      .waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('rule-shadow');
    await page.getByRole('button', { name: 'Gölgeyi durdur' }).click();
    await page.getByText('Gölge durduruldu.').waitFor();
    await page.getByText('durduruldu', { exact: true }).waitFor();
    await world.api.remove('/v1/triggers/golge/draft').expect(200);
  }, 60_000);

  it('a rule on dates: written with the calendar, and its next days are shown', async () => {
    open = await visit(browser, `${origin}/console/rules`);
    const { page } = open;
    await page.getByRole('button', { name: 'Yeni kural' }).click();
    await page.getByRole('dialog').getByLabel('Olay', { exact: true }).first().fill('takvim');
    await page.getByRole('option', { name: 'Takvim' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Başla' }).click();
    await page.getByRole('textbox', { name: 'Ad', exact: true }).fill('Ay sonu sayımı');
    await page.getByText('her ayın son iş günü, saat 10:00').waitFor();
    await open.picture('rule-dates-edit');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    await page.getByRole('heading', { name: 'Sıradaki günler' }).waitFor();
    await page.getByRole('region', { name: 'Sıradaki günler' }).getByRole('listitem').nth(7).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('rule-dates');
    expect(open.complaints).toEqual([]);
  });

  it('by keys alone: moves, opens and closes', async () => {
    open = await visit(browser, `${origin}/console/rules`);
    const { page } = open;
    await page.getByRole('button', { name: /^Büyük satış/ }).waitFor();
    await page.keyboard.press('j');
    await page.keyboard.press('Enter');
    await page
      .getByRole('region', { name: 'Kural', exact: true })
      .getByRole('heading', { level: 2 })
      .waitFor();
    expect(page.url()).toContain('rule=shipped.reconciliation.letter.ready');
    await page.keyboard.press('Escape');
    await page.getByText('Bir kural seçin').waitFor();
  });

  it('who may only look: sees rules and what is locked, and no way to change them', async () => {
    open = await visit(browser, `${origin}/console/rules?rule=buyuk-satis`, { may: ['triggers:read'] });
    const { page } = open;
    await page.getByRole('heading', { name: 'Hiçbir kuralın değiştiremediği' }).waitFor();
    for (const button of ['Yeni kural', 'Düzenle', 'Kopyala', 'Yayınla', 'Kullanımdan çıkar'])
      expect(await page.getByRole('button', { name: button }).count()).toBe(0);
    await page.getByRole('tab', { name: 'Deneme' }).click();
    await page.getByText('Denemek için olayları ve müşterileri görme yetkisi gerekir.').waitFor();
  });

  it.each([
    ['desktop', 'light', desktop],
    ['desktop', 'dark', desktop],
    ['phone', 'light', phone],
    ['phone', 'dark', phone],
  ] as const)(
    'on a %s, %s, in both languages: axe finds nothing, and nothing lies beside the screen',
    async (size, colorScheme, options) => {
      const good = async (view: string): Promise<void> => {
        expect(await axeFindings(open.page)).toEqual([]);
        expect(await sidewaysScroll(open.page)).toBe(0);
        await open.picture(`${view}-${size}-${colorScheme}`);
      };
      open = await visit(browser, `${origin}/console/rules`, { options: { ...options, colorScheme } });
      const { page } = open;
      await page.getByRole('button', { name: /^Büyük satış/ }).waitFor();
      await good('rules');
      await page.goto(`${origin}/console/rules?rule=buyuk-satis`);
      await page.getByText('kişi başına 1 gün içinde 3 mesaj', { exact: true }).waitFor();
      await good('rule');
      await page.goto(`${origin}/console/rules?rule=buyuk-satis&tab=edit`);
      await page.getByRole('heading', { name: 'Hiçbir kuralın değiştiremediği' }).waitFor();
      await good('rule-form');
      await page.goto(`${origin}/console/rules?rule=buyuk-satis&tab=try`);
      await page.getByText(/olaya bakıldı/).waitFor();
      await good('rule-tried');
      await page.goto(`${origin}/console/rules?rule=buyuk-satis&tab=versions`);
      await page.getByRole('heading', { name: 'Geçmiş' }).waitFor();
      await good('rule-versions');
      await page.goto(`${origin}/console/rules?show=off&q=yokyok`);
      await page.getByText('Kullanım dışı kural yok').waitFor();
      await good('rules-empty');
      if (size === 'desktop') {
        await page.goto(`${origin}/console/rules?rule=buyuk-satis`);
        await page.getByRole('button', { name: /English/ }).click();
        await page.getByText('3 messages per contact within 1 day', { exact: true }).waitFor();
        await good('rule-en');
        await page.goto(`${origin}/console/rules?rule=shipped.account.movement.posted`);
        await page.getByText('each at once; from movement 5 within 10 minutes on, in one message').waitFor();
        await page.goto(`${origin}/console/rules?rule=buyuk-satis&tab=edit`);
        await page.getByRole('heading', { name: 'What no rule can change' }).waitFor();
        await good('rule-form-en');
      }
      expect(open.complaints).toEqual([]);
    },
    120_000,
  );
});
