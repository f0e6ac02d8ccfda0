import type { Server } from 'node:http';
import type { Browser } from 'playwright-core';
import request from 'supertest';
import { axeFindings, desktop, launchBrowser, phone, sidewaysScroll } from '../support/console-page.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

/** The simulator is the platform, and reviews only when it is told to. */
const env = {
  ...{ SIMULATOR: 'on', WHATSAPP_PHONE_NUMBER_ID: '', WHATSAPP_WABA_ID: '', WHATSAPP_ACCESS_TOKEN: '' },
  ...{ WHATSAPP_APP_SECRET: '', WHATSAPP_VERIFY_TOKEN: '', WHATSAPP_GRAPH_URL: '' },
};

const name = 'recon_reminder_v1';
const path = `/v1/templates/${name}/tr`;

let browser: Browser;
let world: World;
let origin: string;
let open: Visit;

const simulator = async (method: 'put' | 'post', what: string, body: object): Promise<void> => {
  const agent = request(world.application.server as Server);
  const answer = await agent[method](`/simulator/api/${what}`).send(body);
  if (answer.status >= 300) throw new Error(JSON.stringify(answer.body));
};

interface Shown {
  draft: { body: string; fallback: string | null } | null;
  inUse: number | null;
  platform: { name: string; status: string; inUse: boolean }[];
}
const shown = async (): Promise<Shown> => (await world.api.get(path)).body as Shown;

/** The platform says this of a template, and we hear of it. */
const decided = async (of: string, what: object, until: (one: Shown) => boolean): Promise<void> => {
  await simulator('post', `templates/${of}/tr`, what);
  await waitFor(`what the platform says of ${of}`, async () => {
    await world.settle();
    return until(await shown());
  });
};

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startWorld({ now: new Date().toISOString(), env });
  origin = String(world.application.address);
  await simulator('put', 'chaos', { holdReviews: true });
  await world.api.post('/v1/templates/sync').expect(200);
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(() => open.leave());

describe('templates in the console', () => {
  it('an owner: writes own words, is told what nobody would take, submits them, and sees them refused and then used', async () => {
    open = await visit(browser, `${origin}/console/templates`, { live: true });
    const { page } = open;
    await page.getByRole('textbox', { name: 'Ad ya da söz ara' }).fill('mutabakat hatirlat');
    await page.getByRole('button', { name: /^Mutabakat hatırlatması/ }).click();
    await page.getByRole('figure', { name: 'Telefonda görünüşü' }).waitFor();
    await page.getByRole('button', { name: 'Kendi sözlerinizi yazın' }).click();

    const words = page.getByRole('textbox', { name: 'Metin' });
    const product = await words.inputValue();
    await words.fill('Fırsat! {{contact_name}}');
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    const refused = page.getByRole('alert').filter({ hasText: 'Bu metin gönderilemez:' });
    await refused.getByText('Eksik yer tutucu: {{balance_line}}').waitFor();
    await refused.getByText(/^Metin yer tutucuyla başlayamaz/).waitFor();
    expect(await words.inputValue()).toBe('Fırsat! {{contact_name}}');
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('template-refused');
    expect((await shown()).draft).toBeNull();

    await words.fill(`Bir hatırlatma. ${product}`);
    await page.getByRole('combobox', { name: 'Meta bu sözleri taşımazken' }).selectOption('Mesajlar bekler');
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    await page.getByText('Taslak kaydedildi.').waitFor();
    expect((await shown()).draft).toMatchObject({ body: `Bir hatırlatma. ${product}`, fallback: null });
    await page.locator('ins').getByText('Bir hatırlatma.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('template-draft');

    await page.getByRole('button', { name: 'Meta’ya gönder' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Gönder' }).click();
    await page.getByText('Taslak Meta’ya gönderiliyor.').waitFor();
    await world.settle();
    const isOwn = ({ name: one }: { name: string }) => one === `${name}_t1`;
    expect((await shown()).platform.find(isOwn)).toMatchObject({ status: 'pending', inUse: false });

    await decided(`${name}_t1`, { status: 'REJECTED', reason: 'INVALID_FORMAT' }, ({ platform }) =>
      platform.some((one) => isOwn(one) && one.status === 'rejected'),
    );
    // By the stream: nobody asks for it.
    await page.getByText(/^Metnin biçimi Meta’nın kurallarına uymuyor/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('template-rejected');

    await decided(`${name}_t1`, { status: 'APPROVED' }, ({ inUse }) => inUse === 1);
    await page.getByRole('button', { name: 'Ürünün sözlerine dön' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Dön', exact: true }).click();
    await page.getByText('Ürünün sözleri gidiyor.', { exact: true }).waitFor();
    expect((await shown()).inUse).toBeNull();
    // The browser's own line about what was refused.
    expect(open.complaints.filter((line) => !line.includes('400'))).toEqual([]);
  }, 120_000);

  it('an owner: makes a template of their own, a rule says it, and while it does it is not deleted', async () => {
    open = await visit(browser, `${origin}/console/templates?template=account_movement_v1`, { live: true });
    const { page } = open;
    await page.getByRole('button', { name: 'Bundan kendi şablonunu oluştur' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox', { name: 'Ad' }).fill('movement_t1');
    await dialog.getByText(/^Harfle başlayan 3–60/).waitFor();
    await dialog.getByRole('textbox', { name: 'Ad' }).fill('movement_vip');
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Oluştur' }).click();
    await page.getByRole('heading', { name: 'movement_vip' }).waitFor();
    const used = page.getByRole('region', { name: 'Nerede kullanılıyor' });
    await used.getByText('Henüz hiçbir kural kullanmıyor.').waitFor();
    await used.getByText(/“Hesap hareketi” şablonundan türetildi/).waitFor();

    await page.getByRole('button', { name: 'Kendi sözlerinizi yazın' }).click();
    const words = page.getByRole('textbox', { name: 'Metin' });
    await words.fill(`Değerli müşterimiz, ${await words.inputValue()}`);
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    await page.getByText('Taslak kaydedildi.').waitFor();
    await world.api.post('/v1/templates/submit', { names: ['movement_vip'] }).expect(202);
    await world.settle();

    const rule = {
      name: 'Değerli müşteriler',
      on: 'account.movement.posted',
      when: [],
      then: [{ do: 'notify' }],
    };
    await world.api.put('/v1/triggers/degerli/draft', rule).expect(200);
    await page.goto(`${origin}/console/rules?rule=degerli&tab=edit`);
    await page.getByRole('combobox', { name: 'Hangi sözlerle' }).selectOption('movement_vip');
    await page.getByText('movement_vip şablonunun sözleriyle').first().waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    await page.getByText(/^Şablon her dilde kullanımda değil/).waitFor();
    await world.api.post('/v1/triggers/degerli/publish').expect(200);

    await page.goto(`${origin}/console/templates?template=movement_vip`);
    await used.getByRole('link', { name: 'Değerli müşteriler' }).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('template-own');
    await page.getByRole('button', { name: 'Sil', exact: true }).click();
    await page.getByText('Bunu kullanan kurallar var: Değerli müşteriler.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Sil' }).isDisabled()).toBe(true);

    // Own words of what it is made of may have it in their place.
    await page.goto(`${origin}/console/templates?template=account_movement_v1`);
    await page.getByRole('button', { name: 'Kendi sözlerinizi yazın' }).click();
    const meanwhile = page.getByRole('combobox', { name: 'Meta bu sözleri taşımazken' });
    expect(await meanwhile.inputValue()).toBe('account_movement_v1');
    await words.fill(`Bilginize: ${await words.inputValue()}`);
    await meanwhile.selectOption('Kendi şablonunuz gider: movement_vip');
    expect(await axeFindings(page)).toEqual([]);
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    await page.getByText('Taslak kaydedildi.').waitFor();
    const { body } = await world.api.get('/v1/templates/account_movement_v1/tr');
    expect(body.draft.fallback).toBe('movement_vip');
    await page.getByText(/movement_vip şablonunun sözleri gider/).waitFor();
  }, 120_000);

  it('somebody changed a draft meanwhile: it is not overwritten unseen, and what was typed stays', async () => {
    open = await visit(browser, `${origin}/console/templates?template=${name}`);
    const { page } = open;
    await page.getByRole('button', { name: 'Kendi sözlerinizi yazın' }).click();
    const words = page.getByRole('textbox', { name: 'Metin' });
    const typed = `Benimki. ${await words.inputValue()}`;
    await words.fill(typed);
    await world.api.put(`${path}/draft`, { body: typed.replace('Benimki', 'Onunki') }).expect(200);
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    await page.getByText(/^Başka biri bu arada değiştirdi/).waitFor();

    expect(await words.inputValue()).toBe(typed);
    expect((await shown()).draft?.body).toContain('Onunki');

    // What is on the screen by now is theirs; the form still began from what was there before.
    await page.locator('del').getByText('Onunki').waitFor();
    await page.getByRole('button', { name: 'Taslağı kaydet' }).click();
    await page.getByRole('button', { name: 'Taslağı kaydet', disabled: false }).waitFor();
    expect((await shown()).draft?.body).toContain('Onunki');
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('templates-outdated');
    await page.getByRole('button', { name: 'Onunkinin yerine benimkini kaydet' }).click();
    await page.getByText('Taslak kaydedildi.').waitFor();
    expect((await shown()).draft?.body).toBe(typed);
    await world.api.remove(`${path}/draft`).expect(200);
  });

  it('all that is missing: submitted at once, and what was done is said', async () => {
    open = await visit(browser, `${origin}/console/templates`);
    const { page } = open;
    await page.getByRole('button', { name: 'Meta’dan oku' }).click();
    await page.getByText('Şablonlar Meta’dan okundu.').waitFor();
    await page.getByRole('button', { name: 'Eksikleri gönder' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Gönder', exact: true }).click();
    await page.getByText(/şablon olması gerektiği gibi/).waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await open.picture('template-submitted');
  });

  it('who may only look: sees words and states, and no way to change them', async () => {
    open = await visit(browser, `${origin}/console/templates?template=${name}&language=ar`, {
      may: ['templates:read'],
    });
    const { page } = open;
    const figure = page.getByRole('figure', { name: 'Telefonda görünüşü' });
    await figure.waitFor();
    expect(await figure.locator('[dir=rtl]').count()).toBe(1);

    for (const button of ['Kendi sözlerinizi yazın', 'Eksikleri gönder', 'Meta’dan oku'])
      expect(await page.getByRole('button', { name: button }).count()).toBe(0);
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
      open = await visit(browser, `${origin}/console/templates`, { options: { ...options, colorScheme } });
      const { page } = open;
      await page.getByRole('button', { name: /^Mutabakat hatırlatması/ }).waitFor();
      await good('templates');
      await page.goto(`${origin}/console/templates?template=recon_letter_ready_v1`);
      await page.getByRole('heading', { name: 'Meta’daki durumu' }).waitFor();
      await good('template');
      await page.goto(`${origin}/console/templates?show=waiting&q=yokyok`);
      await page.getByText('Burada şablon yok').waitFor();
      await good('templates-empty');
      await page.goto(`${origin}/console/templates?template=recon_letter_ready_v1`);
      if (size === 'desktop') {
        await page.getByRole('button', { name: /English/ }).click();
        await page.getByRole('heading', { name: 'How it stands at Meta' }).waitFor();
        await good('template-en');
      }
      expect(open.complaints).toEqual([]);
    },
    120_000,
  );
});
