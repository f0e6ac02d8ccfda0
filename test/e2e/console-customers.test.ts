import type { Browser, Route } from 'playwright-core';
import { axeFindings, desktop, launchBrowser, phone, sidewaysScroll } from '../support/console-page.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { newPerson, type Person } from '../support/scenario.ts';
import { startWorld, type World } from '../support/world.ts';

let browser: Browser;
let world: World;
let origin: string;
let person: Person;
let open: Visit;

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startWorld({ demo: true, now: new Date().toISOString() });
  origin = String(world.application.address);
  person = await newPerson(world);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(() => open.leave());

const sizes = [
  ['desktop', 'light', desktop],
  ['desktop', 'dark', desktop],
  ['phone', 'light', phone],
  ['phone', 'dark', phone],
] as const;

describe('customers in the console', () => {
  it('an accountant: finds one by typing, corrects a contact, and the books have it', async () => {
    open = await visit(browser, `${origin}/console/customers`);
    const { page } = open;
    await page.getByRole('textbox', { name: 'Müşteri ara' }).fill('deneme');
    await page.getByRole('button', { name: new RegExp(`${person.customerRef}`) }).click();
    await page.getByRole('button', { name: 'Düzenle' }).click();
    await page.getByRole('textbox', { name: 'Ad' }).fill('Şule Örnekoğlu');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText('Kişiler kaydedildi.').waitFor();

    const { body } = await world.api.get(`/v1/customers/${person.customerRef}`);
    expect(body.contacts).toMatchObject([{ name: 'Şule Örnekoğlu', phone: person.phone, canBind: true }]);
    expect(open.complaints).toEqual([]);
  });

  it('somebody corrected the customer while a form was open: nothing of theirs is overwritten unseen', async () => {
    open = await visit(browser, `${origin}/console/customers?customer=${person.customerRef}`, { live: true });
    const { page } = open;
    await page.getByRole('button', { name: 'Düzenle' }).click();
    await page.getByRole('textbox', { name: 'Ad' }).fill('Benim Yazdığım');
    const path = `/v1/customers/${person.customerRef}`;
    const { ref: _ref, accounts: _accounts, ...theirs } = (await world.api.get(path)).body;
    await world.api.put(path, { ...theirs, name: 'Onların Kuyumu' }).expect(200);
    await world.turn(60_000);
    // The card behind the form has it already.
    await page.getByRole('heading', { name: 'Onların Kuyumu' }).waitFor();
    await page.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText(/^Başka biri bu arada değiştirdi/).waitFor();

    expect(await page.getByRole('textbox', { name: 'Ad' }).inputValue()).toBe('Benim Yazdığım');
    expect((await world.api.get(path)).body.contacts).toEqual(theirs.contacts);
  });

  it('a table: looked at first with what is wrong in which line, written when somebody says so', async () => {
    open = await visit(browser, `${origin}/console/customers`);
    const { page } = open;
    const table =
      'Müşteri No;Müşteri Adı;Yetkili;Telefon\nX1;Yeni Kuyum;Ada Yeni;+905559990001\nX2;Öbür;Can;abc\n';
    await page.getByRole('button', { name: 'Dosyadan aktar' }).click();
    await page.locator('input[type=file]').setInputFiles({
      ...{ name: 'musteriler.csv', mimeType: 'text/csv', buffer: Buffer.from(table) },
    });
    await page.getByRole('cell', { name: 'telefon numarası değil' }).waitFor();
    expect((await world.api.get('/v1/customers/X1')).status).toBe(404);
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('customers-import');
    await page.getByRole('button', { name: /^Doğru olan/ }).click();
    await page.getByText('Yazıldı', { exact: true }).waitFor();

    expect((await world.api.get('/v1/customers/X1')).body).toMatchObject({ name: 'Yeni Kuyum' });
    expect((await world.api.get('/v1/customers/X2')).status).toBe(404);
  });

  it('a long table is followed to its end; the late answer about another file is not taken for its own', async () => {
    open = await visit(browser, `${origin}/console/customers`);
    const { page } = open;
    const head = 'Müşteri No;Müşteri Adı;Yetkili;Telefon';
    const rows = Array.from({ length: 2_100 }, (_unused, n) => {
      const digits = String(n).padStart(4, '0');
      // Twenty can be written, of two thousand the telephone is none.
      return `U${digits};Uzun ${digits};Yetkili ${digits};${n % 105 === 0 ? `+90555777${digits}` : 'yok'}`;
    });
    const choose = (name: string, lines: readonly string[]): Promise<void> =>
      page.locator('input[type=file]').setInputFiles({
        ...{ name, mimeType: 'text/csv', buffer: Buffer.from([head, ...lines].join('\n')) },
      });
    // The answer about a short table comes when another file was chosen already.
    let letGo = (): void => undefined;
    const gate = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const isHeld = async (route: Route): Promise<void> => {
      await gate;
      await route.fallback();
    };
    await page.route('**/v1/customers/import', isHeld, { times: 1 });
    await page.getByRole('button', { name: 'Dosyadan aktar' }).click();
    await choose('kisa.csv', ['K1;Kısa;Ada;+905559990009']);
    await page.getByText('Dosya okunuyor…').waitFor();
    await choose('uzun.csv', rows);
    await page.getByText(/^Bakılıyor: \d+ \/ \d+ müşteri/).waitFor();
    const late = page.waitForResponse('**/v1/customers/import');
    letGo();
    expect(await (await late).json()).toMatchObject({ lines: 1, made: 1 });
    expect(await axeFindings(page)).toEqual([]);
    expect(await page.getByText('1 satır: 1 yeni').count()).toBe(0);
    await open.picture('customers-import-long');

    await world.settle();
    await page.getByText('2100 satır: 20 yeni, 0 değişecek, 0 aynı, 2080 yazılamaz.').waitFor();
    await page.getByRole('button', { name: 'Doğru olan 20 müşteriyi yaz' }).click();
    await world.settle();
    await page.getByText('Yazıldı', { exact: true }).waitFor();

    expect((await world.api.get('/v1/customers/U1995')).body).toMatchObject({ name: 'Uzun 1995' });
    expect((await world.api.get('/v1/customers/U1996')).status).toBe(404);
    expect((await world.api.get('/v1/customers/K1')).status).toBe(404);
    expect(open.complaints).toEqual([]);
  }, 120_000);

  it.each(sizes)('on a %s, %s, in both languages: axe finds nothing', async (name, colorScheme, size) => {
    open = await visit(browser, `${origin}/console/customers?customer=C001`, {
      options: { ...size, colorScheme },
    });
    const { page } = open;
    for (const [language, title] of [
      ['tr', 'Kişiler'],
      ['en', 'Contacts'],
    ] as const) {
      await page.getByRole('heading', { name: title, level: 3 }).waitFor();
      expect(await axeFindings(page)).toEqual([]);
      expect(await sidewaysScroll(page)).toBe(0);
      await open.picture(`customers-${name}-${colorScheme}-${language}`);
      if (language === 'tr' && name === 'desktop')
        await page.getByRole('button', { name: /English/ }).click();
      else break;
    }
    expect(open.complaints).toEqual([]);
  });
});
