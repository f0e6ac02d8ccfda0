import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright-core';
import { desktop, launchBrowser, phone } from '../support/console-page.ts';
import { ownerAt, type ConsoleOwner } from '../support/console-owner.ts';
import { startConsoleProduct, type ConsoleProduct } from '../support/console-product.ts';
import { waitFor } from '../support/wait-for.ts';

let browser: Browser;
let product: ConsoleProduct;
let owner: ConsoleOwner;
/** The business system: counts what it is called about. */
let system: Server;
let systemUrl: string;
let answersWith = 200;
const called: string[] = [];

const settings = async (part: string, options = desktop): Promise<ConsoleOwner> => {
  owner = await ownerAt(browser, product, `/console/settings/${part}`, options);
  return owner;
};

beforeAll(async () => {
  system = createServer((request, answer) => {
    called.push(String(request.headers['webhook-id']));
    request.resume();
    answer.writeHead(answersWith).end();
  });
  await new Promise<void>((resolve) => system.listen(0, '127.0.0.1', resolve));
  systemUrl = `http://127.0.0.1:${String((system.address() as AddressInfo).port)}/hook`;
  browser = await launchBrowser();
  product = await startConsoleProduct({ CALLBACK_ALLOWED_ADDRESSES: '127.0.0.0/8' });
}, 120_000);
afterAll(async () => {
  await browser.close();
  await product.stop();
  await new Promise((resolve) => system.close(resolve));
});
afterEach(() => owner.leave());

interface Key {
  id: string;
  name: string;
  scopes: string[];
  callsPerMinute: number | null;
  revokedAt: string | null;
}
const keyBy = async (name: string): Promise<Key | undefined> => {
  const { data } = await product.call<{ data: Key[] }>('GET', '/v1/apikeys?limit=200');
  return data.find((one) => one.name === name);
};

const callWith = async (key: string, path: string): Promise<number> => {
  const { status } = await fetch(`${product.origin}${path}`, { headers: { authorization: `Bearer ${key}` } });
  return status;
};

describe('API keys, in the settings', () => {
  it('an owner: makes a key and calls with it, sets its pace, and revokes it', async () => {
    const { page, expectGood } = await settings('keys');
    await page.getByRole('button', { name: 'Anahtar oluştur' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Ad', { exact: false }).first().fill('Kasa programı');
    await dialog.getByRole('radio', { name: 'Tek tek seç' }).check();
    await dialog.getByLabel('Müşteriler').selectOption({ label: 'görür' });
    await expectGood('settings-new-key');
    await dialog.getByRole('button', { name: 'Oluştur', exact: true }).click();
    await page.getByRole('heading', { name: 'Kasa programı anahtarı oluşturuldu' }).waitFor();
    const key = String(await dialog.getByRole('group', { name: 'API anahtarı' }).textContent());
    await expectGood('settings-key-once');
    await dialog.getByRole('button', { name: 'Sakladım, kapat' }).click();

    expect(await callWith(key, '/v1/customers')).toBe(200);
    expect(await callWith(key, '/v1/tasks')).toBe(403);

    await page.getByRole('button', { name: /^Kasa programı/ }).click();
    const panel = page.getByRole('region', { name: 'API anahtarı', exact: true });
    await panel.getByText('Müşteriler: görür').waitFor();
    const pace = panel.getByLabel('Dakikada en çok çağrı');
    await pace.fill('600');
    // Somebody else is quicker: it is told, and what was typed stays.
    const made = await keyBy('Kasa programı');
    await product.call('PATCH', `/v1/apikeys/${String(made?.id)}`, { callsPerMinute: 1_200 });
    await panel.getByRole('button', { name: 'Kaydet' }).click();
    const outdated = panel.getByRole('alert').filter({ hasText: 'Başka biri bu arada değiştirdi.' });
    await outdated.getByText('dakikada 1.200 çağrı').waitFor();
    expect(await pace.inputValue()).toBe('600');
    await expectGood('settings-key-outdated');
    await outdated.getByRole('button', { name: 'Onunkinin yerine benimkini kaydet' }).click();
    await page.getByText(/^Hız sınırı kaydedildi/).waitFor();
    expect(await keyBy('Kasa programı')).toMatchObject({ callsPerMinute: 600, scopes: ['customers:read'] });

    await panel.getByRole('button', { name: 'Anahtarı iptal et' }).click();
    await page
      .getByRole('dialog')
      .getByText(/geri alınamaz/)
      .waitFor();
    await page.getByRole('dialog').getByRole('button', { name: 'İptal et', exact: true }).click();
    await page.getByText('Anahtar iptal edildi.').waitFor();
    expect(await callWith(key, '/v1/customers')).toBe(401);
    expect(owner.complaints.filter((line) => !line.includes('412'))).toEqual([]);
  }, 120_000);
});

describe('callbacks, in the settings', () => {
  it('an owner: adds an address, tests it, sees a call fail and makes it again', async () => {
    const { page, expectGood } = await settings('callbacks');
    await page.getByRole('button', { name: 'Adres ekle' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Ad', { exact: false }).first().fill('erp');
    await dialog.getByLabel('Adres', { exact: false }).last().fill('http://10.1.2.3/hook');
    await dialog.getByRole('button', { name: 'Ekle', exact: true }).click();
    // What may not be called is said at the field, and what was typed stays.
    await dialog.getByText(/^Bu adres çağrılamaz: https/).waitFor();
    expect(await dialog.getByLabel('Ad', { exact: false }).first().inputValue()).toBe('erp');
    await expectGood('settings-callback-refused');
    await dialog.getByLabel('Adres', { exact: false }).last().fill(systemUrl);
    await dialog.getByRole('button', { name: 'Ekle', exact: true }).click();
    await page.getByRole('heading', { name: 'erp eklendi' }).waitFor();
    const secret = await dialog.getByRole('group', { name: 'İmza anahtarı' }).textContent();
    expect(secret).toMatch(/^whsec_/);
    await dialog.getByRole('button', { name: 'Sakladım, kapat' }).click();

    await page.getByRole('button', { name: /^erp/ }).click();
    const panel = page.getByRole('region', { name: 'Geri bildirim adresi', exact: true });
    await panel.getByRole('button', { name: 'Deneme çağrısı' }).click();
    await panel.getByRole('button', { name: /^deneme.*ulaştı/ }).click();
    await panel.getByRole('button', { name: 'Yeniden çağır' }).waitFor();
    expect(called).toHaveLength(1);
    await panel.getByRole('button', { name: 'Yeniden çağır' }).click();
    await page.getByText(/^Çağrı yeniden sıraya kondu/).waitFor();
    // Made before the address answers otherwise: the same call under the same id.
    await waitFor('the call, made again', () => (called.length === 2 ? called : undefined));
    expect(called[1]).toBe(called[0]);
    await panel.getByText('2 deneme').waitFor();
    await expectGood('settings-callback');

    answersWith = 410;
    await panel.getByRole('button', { name: 'Deneme çağrısı' }).click();
    await panel.getByText('Adres artık yok dedi (410), bu yüzden durduruldu.').waitFor();
    await expectGood('settings-callback-stopped');
    answersWith = 200;
    await panel.getByRole('button', { name: 'Yeniden aç' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Yeniden aç' }).click();
    await page.getByText('Adres yeniden çağrılıyor.').waitFor();
    await panel.getByText('çalışıyor').waitFor();
    expect(called.filter((id) => id === called[0])).toHaveLength(2);

    await panel.getByRole('button', { name: 'Kaldır' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Kaldır' }).click();
    await page.getByText('Henüz adres yok').waitFor();
    expect(owner.complaints.filter((line) => !line.includes('400'))).toEqual([]);
  }, 120_000);
});

const letter = {
  ...{ id: 'dl_message_1', kind: 'message', state: 'dead', reason: 'validity_passed' },
  ...{ givenUpAt: '2026-11-24T10:00:00.000Z', attempts: 3, replays: 0, closedAt: null },
  subject: {
    ...{ inputId: null, channelId: 'chn_1', conversationId: 'cnv_1', requestId: 'req_1', messageId: 'msg_1' },
    ...{ eventId: null, type: null, callbackId: null, endpoint: null, phoneNumberId: null },
  },
};

describe('what was given up, in the settings', () => {
  it('an owner: puts one away with a reason; one that cannot go yet says why', async () => {
    const { page, expectGood } = await settings('');
    let dropped: string | null = null;
    await page.route('**/v1/deadletters**', (route) =>
      route.fulfill({ json: { data: dropped === null ? [letter] : [], nextCursor: null } }),
    );
    await page.route('**/v1/deadletters/dl_message_1/*', (route) => {
      if (route.request().url().endsWith('/replay'))
        return route.fulfill({ status: 409, json: { status: 409, code: 'dead_letter_not_ready' } });
      dropped = route.request().postData();
      return route.fulfill({ json: { ...letter, state: 'dropped' } });
    });
    await page.goto(`${product.origin}/console/settings/given-up`);
    await page.getByText('Süresi geçti').waitFor();
    await expectGood('settings-given-up');
    await page.getByRole('button', { name: 'Yinele', exact: true }).click();
    await page.getByText(/^Şimdi yinelense yine vazgeçilirdi/).waitFor();
    await page.getByRole('button', { name: 'Kaldır', exact: true }).click();
    await page.getByRole('dialog').getByLabel('Neden').fill('Müşteri arandı');
    await page.getByRole('dialog').getByRole('button', { name: 'Kaldır', exact: true }).click();
    await page.getByText('Vazgeçilen iş yok').waitFor();
    expect(dropped).toBe('{"reason":"Müşteri arandı"}');
  });
});

const views = [
  ['keys', 'keys', 'API anahtarları', 'API keys'],
  ['callbacks', 'callbacks', 'Geri bildirim', 'Callback'],
  ['given-up', 'given-up', 'Defalarca denendiği', 'What could not be done'],
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
      await product.call('PUT', '/v1/callbacks/rapor', { url: systemUrl });
      await product.call('POST', '/v1/callbacks/rapor/test');
      const made = { name: 'Rapor programı', scopes: ['requests:read', 'runs:read'] };
      const key = (await keyBy(made.name)) ?? (await product.call<Key>('POST', '/v1/apikeys', made));
      const { page, expectGood } = await settings('', { ...options, colorScheme });
      for (const language of ['tr', 'en'] as const) {
        for (const [name, part, tr, en] of views) {
          const open = part === 'keys' ? `?open=${key.id}` : part === 'callbacks' ? '?open=rapor' : '';
          await page.goto(`${product.origin}/console/settings/${part}${open}`);
          await page
            .getByText(language === 'tr' ? tr : en)
            .filter({ visible: true })
            .first()
            .waitFor();
          if (open !== '') await page.locator('section[aria-label] dl').first().waitFor();
          await expectGood(`settings-${name}-${size}-${colorScheme}-${language}`);
        }
        if (language === 'tr') await page.getByRole('button', { name: /English/ }).click();
      }
      expect(owner.complaints).toEqual([]);
    },
    240_000,
  );
});
