// What `mutabik doctor` says. Every code of src/channels/setup-check.ts has words in both languages
// (test/unit/channels/doctor-words.test.ts).
import en from './doctor-words-en.mjs';
import tr from './doctor-words-tr.mjs';

export const languages = ['tr', 'en'];

export const titles = {
  tr: {
    token: 'Erişim anahtarı',
    number: 'Numara',
    account: 'İşletme hesabı',
    app_secret: 'Uygulama gizli anahtarı',
    webhook: 'Webhook',
    public_url: 'Dış adres',
    time: 'Saat',
    templates: 'Şablonlar',
    database: 'Veritabanı',
  },
  en: {
    token: 'Token',
    number: 'Number',
    account: 'Account',
    app_secret: 'App secret',
    webhook: 'Webhook',
    public_url: 'Public address',
    time: 'Clock',
    templates: 'Templates',
    database: 'Database',
  },
};

export const states = {
  tr: { ok: 'tamam', warning: 'uyarı', failed: 'hata', unknown: 'bilinmiyor' },
  en: { ok: 'ok', warning: 'warning', failed: 'failed', unknown: 'unknown' },
};

export const words = { tr, en };

/** Where an address is set. */
export const places = {
  tr: { number: 'numara', account: 'hesap', app: 'uygulama' },
  en: { number: 'number', account: 'account', app: 'app' },
};

/** Of the command itself. */
export const says = {
  tr: {
    asking: 'soruluyor: {name}',
    mend: 'Çözüm: {mend}',
    good: 'Kurulum tamam.',
    bad: '{failed} hata, {unknown} bilinmeyen, {warnings} uyarı.',
    none: 'Hiç numara yok.',
    noneMend: 'WHATSAPP_… ayarlarını verin ve sunucuyu yeniden başlatın.',
    refusedConnection: '{url} adresinde hiçbir şey dinlemiyor.',
    refusedMend:
      'Başlatın: npm start. Başlayıp durduysa nedeni günlükte yazar. Başka bir yerde çalışıyorsa --url ile söyleyin; kapısı .env’deki PORT’tur.',
    noAnswer: '{url} adresine ulaşılamadı ({reason}).',
    noAnswerMend: 'Adresi (--url), ağı ve sunucunun günlüğünü denetleyin.',
    notOurs: '{url} adresinde Mutabık değil, başka bir şey yanıt veriyor.',
    notOursMend:
      'Kapıyı başka bir program tutuyor olabilir: PORT’u değiştirin ya da --url ile doğru adresi verin.',
  },
  en: {
    asking: 'asking about {name}',
    mend: 'To mend it: {mend}',
    good: 'Everything is set up.',
    bad: '{failed} failed, {unknown} unknown, {warnings} warnings.',
    none: 'There is no number.',
    noneMend: 'Give the WHATSAPP_… settings and start the server again.',
    refusedConnection: 'Nothing listens at {url}.',
    refusedMend:
      'Start it: npm start. If it started and ended, the log says why. If it runs elsewhere, say so with --url; its port is PORT of .env.',
    noAnswer: '{url} cannot be reached ({reason}).',
    noAnswerMend: 'Check the address (--url), the network and the log of the server.',
    notOurs: 'Something else than Mutabık answers at {url}.',
    notOursMend: 'Another program may have the port: change PORT, or give the right address with --url.',
  },
};

/** `{name}` becomes what is told; what is not told, a dash. */
export const fill = (text, facts) =>
  text.replace(/\{(\w+)\}/g, (_all, name) => {
    const value = facts?.[name] ?? '–';
    return Array.isArray(value) ? value.join(', ') : String(value);
  });
