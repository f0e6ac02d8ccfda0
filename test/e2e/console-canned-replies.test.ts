import type { Browser } from 'playwright-core';
import { axeFindings, desktop, launchBrowser, phone, sidewaysScroll } from '../support/console-page.ts';
import { visit, type Visit } from '../support/console-visit.ts';
import { conversationOf, newPerson, type Person } from '../support/scenario.ts';
import { startWorld, waitFor, type World } from '../support/world.ts';

let browser: Browser;
let world: World;
let origin: string;
let person: Person;
let chat: string;
let open: Visit;

const path = '/v1/canned-replies';

interface Reply {
  id: string;
  title: string;
  shortcut: string;
  texts: Record<string, string>;
  rev: number;
}
const all = async () => (await world.api.get(`${path}?limit=200`)).body.data as Reply[];
const make = async (title: string, shortcut: string, texts: object): Promise<Reply> =>
  (await world.api.post(path, { title, shortcut, texts }).expect(201)).body as Reply;

beforeAll(async () => {
  browser = await launchBrowser();
  world = await startWorld({ demo: true, now: new Date().toISOString() });
  origin = String(world.application.address);
  person = await newPerson(world);
  await person.writes('Merhaba');
  chat = (await conversationOf(world, person.contactRef ?? '')).id;
}, 90_000);
afterAll(async () => {
  await browser?.close();
  await world?.close();
});
afterEach(async () => {
  await open.leave();
  for (const { id } of await all()) await world.api.remove(`${path}/${id}`).expect(204);
});

const openChat = async (may: readonly string[] = ['admin']) => {
  open = await visit(browser, `${origin}/console/chats?show=all&chat=${chat}`, { may });
  const { page } = open;
  const box = page.getByRole('textbox', { name: 'Mesajınız' });
  await box.waitFor();
  return { page, box, search: page.getByRole('combobox', { name: 'Hazır yanıt ara' }) };
};

/** What this person is called in the books. */
const names = async (): Promise<[contact: string, customer: string]> => {
  const { body } = await world.api.get(`/v1/customers/${person.customerRef}`).expect(200);
  const { name, contacts } = body as { name: string; contacts: { ref: string; name: string }[] };
  return [contacts.find(({ ref }) => ref === person.contactRef)?.name ?? '', name];
};

describe('canned replies in a chat', () => {
  it('/ in an empty box: found by typing, chosen by the keyboard, filled in, and sent only by Enter after that', async () => {
    await make('Adres', 'adres', { tr: 'Kapalıçarşı 12' });
    await make('Hesap hazır', 'hesap', {
      en: 'Dear {{contact.name}}',
      tr: 'Sayın {{contact.name}}, {{customer.name}} hesabı hazır. {{staff.name}}',
    });
    await make('Hesap kapandı', 'kapandi', { ar: 'أغلق الحساب' });
    const { page, box, search } = await openChat();
    const [contact, customer] = await names();
    await page.getByRole('heading', { name: contact }).waitFor();
    const before = person.got().length;
    await box.press('/');
    await search.waitFor();
    await page.getByRole('option').nth(2).waitFor();
    await search.pressSequentially('hesap');
    await waitFor('those that are found', async () => (await page.getByRole('option').count()) === 2);
    const chosen = page.getByRole('option', { selected: true });
    expect(await chosen.innerText()).toContain('Hesap hazır');
    await search.press('ArrowDown');
    expect(await chosen.innerText()).toContain('أغلق الحساب');
    await search.press('ArrowUp');
    await search.press('Enter');

    const words = `Sayın ${contact}, ${customer} hesabı hazır. Deniz Yılmaz`;
    await waitFor('the words in the box', async () => (await box.inputValue()) === words);
    expect(await search.count()).toBe(0);
    expect(await page.evaluate('document.activeElement?.tagName')).toBe('TEXTAREA');
    await world.settle();
    expect(person.got()).toHaveLength(before);
    await page.keyboard.type('!');
    await page.keyboard.press('Enter');
    await waitFor('what was sent', async () => {
      await world.settle();
      return person.got().some(({ text }) => text === `${words}!`);
    });
    expect(open.complaints).toEqual([]);
  });

  it('the button: what was typed stays, the words stand where the cursor was; Esc leaves everything', async () => {
    await make('Selam', 'selam', { tr: 'iyi günler' });
    const { page, box, search } = await openChat();
    await box.fill('Merhaba, Elif');
    for (let at = 0; at < 5; at += 1) await box.press('ArrowLeft');
    await page.getByRole('button', { name: 'Hazır yanıtlar' }).click();
    await page.getByRole('option', { name: /Selam/ }).click();
    await waitFor('both', async () => (await box.inputValue()) === 'Merhaba, iyi günler Elif');

    await page.getByRole('button', { name: 'Hazır yanıtlar' }).click();
    await search.fill('yok böyle');
    await page.getByText('Buna uyan hazır yanıt yok.').waitFor();
    await search.press('Escape');
    await search.waitFor({ state: 'detached' });
    expect(await box.inputValue()).toBe('Merhaba, iyi günler Elif');
    expect(new URL(page.url()).searchParams.get('chat')).toBe(chat);

    await box.fill('');
    await box.press('/');
    await search.fill('5 gram');
    await search.press('Escape');
    await waitFor('what was typed', async () => (await box.inputValue()) === '/5 gram');
    await box.fill('');
    expect(open.complaints).toEqual([]);
  });

  it('a name that is not known here: it keeps its place, and nothing goes before it is written', async () => {
    await make('Selam', 'selam', { tr: 'Sayın {{contact.name}}' });
    const { page, box } = await openChat(['conversations:write']);
    const before = person.got().length;
    await box.press('/');
    await page.getByRole('option', { name: /Selam/ }).click();
    await page.getByText('Göndermeden önce süslü ayraçların yerine yazın: kişinin adı.').waitFor();
    expect(await box.inputValue()).toBe('Sayın {{contact.name}}');
    expect(await page.getByRole('button', { name: 'Gönder', exact: true }).isDisabled()).toBe(true);
    await box.press('Enter');
    expect(await axeFindings(page)).toEqual([]);
    await world.settle();
    expect(person.got()).toHaveLength(before);

    await box.fill('Sayın Elif');
    await box.press('Enter');
    await waitFor('what was sent', async () => {
      await world.settle();
      return person.got().some(({ text }) => text === 'Sayın Elif');
    });
  });

  it('none, and a server that fails: both are said, and it can be tried again', async () => {
    const { page, box, search } = await openChat();
    let fails = true;
    await page.route(`**${path}*`, (route) =>
      fails ? route.fulfill({ status: 503, json: { code: 'unavailable' } }) : route.fallback(),
    );
    await box.press('/');
    const again = page.getByRole('button', { name: 'Yeniden dene' });
    await again.waitFor({ timeout: 20_000 });
    fails = false;
    await again.click();
    await page.getByText('Henüz hazır yanıt yok.').waitFor();
    expect(await page.getByRole('link', { name: 'Hazır yanıt ekleyin' }).getAttribute('href')).toBe(
      '/console/settings/replies',
    );
    await search.press('Escape');
    await box.fill('');
    await page.getByRole('radiogroup', { name: 'Ne yazılacak' }).getByText('İç not').click();
    await page.getByRole('textbox', { name: 'İç notunuz' }).press('/');
    expect([
      await search.count(),
      await page.getByRole('button', { name: 'Hazır yanıtlar' }).count(),
    ]).toEqual([0, 0]);
    await page.getByRole('textbox', { name: 'İç notunuz' }).fill('');
  });
});

describe('canned replies in the settings', () => {
  it('an owner: makes one, changes it over somebody else’s change, deletes it after one more question', async () => {
    open = await visit(browser, `${origin}/console/settings/replies`);
    const { page } = open;
    const dialog = page.getByRole('dialog');
    await page.getByText('Henüz hazır yanıt yok').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await make('Var olan', 'selam', { tr: 'Selam' });
    await page.getByRole('button', { name: 'Hazır yanıt ekle' }).click();
    await dialog.getByLabel('Ad', { exact: false }).first().fill('Teşekkür');
    await dialog.getByLabel(/^Kısayol/).fill('Selam');
    await dialog.getByLabel('Türkçe metin').fill('Sağ olun {{contact}}');
    await dialog.getByText('Çift süslü ayraç içinde yalnız yukarıdakiler olabilir.').waitFor();
    expect(await dialog.getByRole('button', { name: 'Kaydet' }).isDisabled()).toBe(true);
    await dialog.getByLabel('Türkçe metin').fill('Sağ olun {{contact.name}}');
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    await dialog.getByText('Bu kısayol başka bir hazır yanıtın.').waitFor();
    expect(await axeFindings(page)).toEqual([]);
    await dialog.getByLabel(/^Kısayol/).fill('Sag-Olun');
    await dialog.getByLabel('İngilizce metin').fill('A MASAK check');
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    await dialog.getByText(/^Kabul edilmedi: müşteriye söylenmeyecek/).waitFor();
    await dialog.getByLabel('İngilizce metin').fill('Thank you');
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    await page.getByText('Hazır yanıt kaydedildi.').waitFor();
    const made = (await all()).find(({ shortcut }) => shortcut === 'sag-olun');
    const { id: theirs = '' } = made ?? {};
    expect(made).toMatchObject({
      title: 'Teşekkür',
      texts: { tr: 'Sağ olun {{contact.name}}', en: 'Thank you' },
    });

    await page.getByRole('button', { name: 'Değiştir: Teşekkür' }).click();
    await dialog.getByLabel('İngilizce metin').fill('Many thanks');
    await world.api
      .put(`${path}/${theirs}`, {
        title: 'Onların adı',
        shortcut: 'sag-olun',
        texts: { tr: 'Onların metni' },
      })
      .expect(200);
    await dialog.getByRole('button', { name: 'Kaydet' }).click();
    const outdated = dialog.getByRole('alert').filter({ hasText: 'Başka biri bu arada değiştirdi.' });
    await outdated.getByText('Onların metni').waitFor();
    expect(await dialog.getByLabel('İngilizce metin').inputValue()).toBe('Many thanks');
    expect(await axeFindings(page)).toEqual([]);
    await outdated.getByRole('button').click();
    await dialog.waitFor({ state: 'detached' });
    expect((await all()).find(({ id }) => id === theirs)).toMatchObject({
      ...{ title: 'Onların adı', texts: { tr: 'Onların metni', en: 'Many thanks' } },
    });

    await page.getByRole('button', { name: 'Sil: Onların adı' }).click();
    expect(await axeFindings(page)).toEqual([]);
    expect(await all()).toHaveLength(2);
    await dialog.getByRole('button', { name: 'Sil' }).click();
    await page.getByText('Hazır yanıt silindi.').waitFor();
    expect((await all()).map(({ shortcut }) => shortcut)).toEqual(['selam']);
    expect(open.complaints.filter((line) => !/status of (?:400|409|412)/.test(line))).toEqual([]);
  });

  it('a clerk: reads them and changes nothing', async () => {
    await make('Selam', 'selam', { tr: 'Merhaba' });
    open = await visit(browser, `${origin}/console/settings/replies`, { may: ['conversations:write'] });
    await open.page.getByText('Merhaba').waitFor();

    expect(await open.page.getByRole('button', { name: /^(Hazır yanıt ekle|Değiştir|Sil)/ }).count()).toBe(0);
  });

  it.each([
    ['desktop', 'light', desktop],
    ['desktop', 'dark', desktop],
    ['phone', 'light', phone],
    ['phone', 'dark', phone],
  ] as const)(
    'on a %s, %s, in both languages, in the settings and over the box: axe finds nothing, nothing lies beside the screen',
    async (name, colorScheme, size) => {
      await make('Hesap hazır', 'hesap', {
        tr: 'Sayın {{contact.name}}, hesabınız hazır.',
        ar: 'حسابكم جاهز',
      });
      await make('Arapça', 'arapca', { ar: 'شكراً جزيلاً' });
      open = await visit(browser, `${origin}/console/settings/replies`, {
        options: { ...size, colorScheme },
      });
      const { page } = open;
      for (const [language, list, search] of [
        ['tr', 'Hazır yanıtlar', 'Hazır yanıt ara'],
        ['en', 'Canned replies', 'Search canned replies'],
      ] as const) {
        await page.goto(`${origin}/console/settings/replies`);
        await page.getByRole('list', { name: list }).waitFor();
        expect(await axeFindings(page)).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
        await open.picture(`replies-${name}-${colorScheme}-${language}`);
        await page.goto(`${origin}/console/chats?show=all&chat=${chat}`);
        await page.getByRole('button', { name: list }).click();
        await page.getByRole('combobox', { name: search }).waitFor();
        await page.getByRole('option').nth(1).waitFor();
        expect(await axeFindings(page)).toEqual([]);
        expect(await sidewaysScroll(page)).toBe(0);
        await open.picture(`replies-chat-${name}-${colorScheme}-${language}`);
        if (language === 'tr') await page.getByRole('button', { name: /English/ }).click();
      }
      expect(open.complaints).toEqual([]);
    },
  );
});
