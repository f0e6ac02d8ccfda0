// What `mutabik doctor` says in Turkish of each check and code, and what mends it. `{name}` is a fact of the answer.

const unreachable = {
  wrong: 'WhatsApp platformuna ulaşılamadı.',
  mend: 'Sunucunun internete çıkışını, DNS’i ve WHATSAPP_GRAPH_URL ayarını denetleyin; sonra yeniden deneyin.',
};
const busy = {
  wrong: 'Platform şu an çok fazla sorgu aldığını söylüyor.',
  mend: 'Birkaç dakika sonra yeniden deneyin.',
};
const refused = {
  wrong: 'Platform soruyu yanıtlamadı (kod {platformCode}).',
  mend: 'Kodu Meta’nın hata tablosunda arayın; WHATSAPP_GRAPH_VERSION eski olabilir.',
};
const tokenFailed = {
  wrong: 'Erişim anahtarı geçmediği için sorulamadı.',
  mend: 'Önce erişim anahtarını düzeltin.',
};
const noPermission = {
  wrong: 'Anahtarın bunun için izni yok (kod {platformCode}).',
  mend: 'Sistem kullanıcısına bu WhatsApp hesabını tam yetkiyle atayın ve whatsapp_business_management izniyle yeni anahtar üretin.',
};
const otherApp = {
  wrong: 'Anahtar başka bir uygulamaya ait.',
  mend: 'Anahtarı, WHATSAPP_APP_ID ile WHATSAPP_APP_SECRET’ın alındığı uygulamada üretin; ya da o ikisini anahtarın uygulamasından alın.',
};
const appUnknown = {
  wrong: 'Uygulamanın kimliği bilinmiyor, bu yüzden denetlenemedi.',
  mend: 'Uygulama kimliğini WHATSAPP_APP_ID olarak verin (Meta geliştirici paneli, uygulama ayarları) ve yeniden başlatın.',
};
const ok = { wrong: '', mend: '' };

export default {
  token: {
    ...{ ok, other_app: otherApp, platform_unreachable: unreachable, platform_busy: busy },
    expires_soon: {
      wrong: 'Anahtarın süresi {expiresAt} tarihinde doluyor.',
      mend: 'Süresiz bir sistem kullanıcısı anahtarı üretin, WHATSAPP_ACCESS_TOKEN’a yazın ve yeniden başlatın.',
    },
    expired: {
      wrong: 'Anahtarın süresi doldu ({expiresAt}).',
      mend: 'Yeni bir sistem kullanıcısı anahtarı üretin, WHATSAPP_ACCESS_TOKEN’a yazın ve yeniden başlatın.',
    },
    invalid: {
      wrong: 'Platform anahtarı kabul etmiyor: yanlış yazılmış, geri alınmış ya da süresi dolmuş.',
      mend: 'Anahtarı baştan sona kopyalayın ya da yenisini üretin, WHATSAPP_ACCESS_TOKEN’a yazın ve yeniden başlatın.',
    },
    permission_missing: {
      wrong: 'Anahtarda eksik izin var: {missing}.',
      mend: 'Anahtarı whatsapp_business_messaging ve whatsapp_business_management izinleriyle yeniden üretin.',
    },
    account_not_granted: {
      wrong: 'Anahtar bu işletme hesabı için verilmemiş.',
      mend: 'Sistem kullanıcısına WHATSAPP_WABA_ID’deki hesabı atayın ve yeni anahtar üretin; ya da WHATSAPP_WABA_ID’yi düzeltin.',
    },
    not_described: {
      wrong: 'Platform anahtarın süresini ve izinlerini söylemedi.',
      mend: 'WHATSAPP_APP_ID’yi verin: o zaman uygulama kendi adına sorabilir.',
    },
  },
  number: {
    ...{ ok, no_permission: noPermission, token_failed: tokenFailed, platform_refused: refused },
    ...{ platform_unreachable: unreachable, platform_busy: busy },
    not_registered: {
      wrong: 'Numara bağlı değil ({status}).',
      mend: 'Numarayı WhatsApp Yöneticisi’nde ya da altı haneli PIN ile kaydedin (register).',
    },
    not_verified: {
      wrong: 'Numara doğrulanmamış ({verification}).',
      mend: 'WhatsApp Yöneticisi’nde SMS ya da arama ile gelen kodu girerek numarayı doğrulayın.',
    },
    restricted: {
      wrong: 'Platform numarayı ya da hesabı kısıtlamış.',
      mend: 'WhatsApp Yöneticisi’nde nedenine bakın ve oradan itiraz edin; düzelene kadar mesajlar bekler.',
    },
    gone: {
      wrong: 'Bu numara artık burada değil ({status}).',
      mend: 'WHATSAPP_PHONE_NUMBER_ID’ye şu an kullanılan numaranın kimliğini yazın.',
    },
    not_connected: {
      wrong: 'Numara mesaj gönderecek durumda değil ({status}).',
      mend: 'WhatsApp Yöneticisi’nde numaranın durumuna bakın.',
    },
    held: {
      wrong: 'Platform {since} tarihinden beri bu numaradan mesaj almıyor (kod {platformCode}).',
      mend: 'Kodun nedenini giderin (131042: ödeme yöntemi). Bekleyen mesajlar sonra kendiliğinden gider.',
    },
    paused: { wrong: 'Numara burada durdurulmuş.', mend: 'Gönderim için numarayı yeniden etkinleştirin.' },
    name_not_approved: {
      wrong: 'Görünen ad onaylı değil ({nameStatus}).',
      mend: 'WhatsApp Yöneticisi’nde adın incelemesine bakın; reddedildiyse işletmenizle bağı görülen bir ad önerin.',
    },
    quality_low: {
      wrong: 'Numaranın kalite puanı düşük ({quality}).',
      mend: 'Kimsenin istemediği mesajları azaltın; birkaç gün daha az şikâyet puanı yükseltir.',
    },
    sandbox: {
      wrong: 'Bu bir deneme numarası (SANDBOX): yalnızca listedeki alıcılara yazar.',
      mend: 'Gerçek kullanım için kendi numaranızı ekleyin ve WHATSAPP_PHONE_NUMBER_ID’yi değiştirin.',
    },
    not_visible: {
      wrong: 'Böyle bir numara yok ya da anahtar onu görmüyor (kod {platformCode}).',
      mend: 'WHATSAPP_PHONE_NUMBER_ID’ye telefonun kendisi değil, paneldeki “Phone number ID” yazılır.',
    },
    not_described: {
      wrong: 'Platform numaranın durumunu söylemedi.',
      mend: 'Numaranın bağlı olduğunu WhatsApp Yöneticisi’nde görün; WHATSAPP_GRAPH_VERSION’ı denetleyin.',
    },
  },
  account: {
    ...{ ok, app_unknown: appUnknown, no_permission: noPermission, token_failed: tokenFailed },
    ...{ platform_refused: refused, platform_unreachable: unreachable, platform_busy: busy },
    not_subscribed: {
      wrong: 'Uygulamanız bu hesaba abone değil: gelen mesajlar ve durumlar hiç ulaşmaz.',
      mend: 'Anahtarınızla POST /<WHATSAPP_WABA_ID>/subscribed_apps çağrısını bir kez yapın.',
    },
    number_elsewhere: {
      wrong: 'Numara bu işletme hesabında değil.',
      mend: 'WHATSAPP_PHONE_NUMBER_ID ile WHATSAPP_WABA_ID’yi panelde aynı numaranın yanından alın.',
    },
    not_visible: {
      wrong: 'Böyle bir işletme hesabı yok ya da anahtar onu görmüyor (kod {platformCode}).',
      mend: 'WHATSAPP_WABA_ID’yi denetleyin ve sistem kullanıcısına bu hesabı atayın.',
    },
    restricted: {
      wrong: 'Platform hesabı kısıtlamış (kod {platformCode}).',
      mend: 'WhatsApp Yöneticisi’nde nedenine bakın ve oradan itiraz edin.',
    },
  },
  app_secret: {
    ...{ ok, other_app: otherApp, app_unknown: appUnknown, token_failed: tokenFailed },
    ...{ platform_refused: refused, platform_unreachable: unreachable, platform_busy: busy },
    previous_in_use: {
      wrong: 'Platform hâlâ önceki gizli anahtarı kullanıyor.',
      mend: 'Meta panelinde değişikliği bitirin; ikisi de geçtiği sürece bir şey kaybolmaz.',
    },
    wrong: {
      wrong: 'Gizli anahtar bu uygulamanınki değil: imzalı hiçbir webhook kabul edilmez.',
      mend: 'Meta geliştirici panelinde, uygulama ayarlarından gizli anahtarı kopyalayıp WHATSAPP_APP_SECRET’a yazın ve yeniden başlatın.',
    },
  },
  webhook: {
    ok,
    unreachable: {
      wrong: 'PUBLIC_URL’den bu sunucuya ulaşılamadı ({reason}).',
      mend: 'DNS’i, güvenlik duvarını ve ters vekili denetleyin. Dışarıdan açılıyorsa ağınız sunucunun kendi dış adresini aramasına izin vermiyor olabilir.',
    },
    certificate: {
      wrong: 'PUBLIC_URL’nin sertifikası geçerli değil ({reason}).',
      mend: 'Herkesçe tanınan bir kurumun sertifikasını, ara sertifikalarıyla birlikte kurun; platform başkasını kabul etmez.',
    },
    redirected: {
      wrong: 'PUBLIC_URL başka bir adrese yönlendiriyor ({status}).',
      mend: 'PUBLIC_URL’ye yönlendirmenin vardığı adresi yazın ve Meta panelinde de onu verin; platform yönlendirmeyi izlemez.',
    },
    not_found: {
      wrong: 'PUBLIC_URL’de bu yol yok ({status}).',
      mend: 'Ters vekilde /webhooks/whatsapp yolunu GET ve POST ile bu sunucuya geçirin.',
    },
    gateway: {
      wrong: 'Vekil bu sunucuya ulaşamıyor ({status}).',
      mend: 'Vekilin arkasındaki adresi ve PORT’u denetleyin; sunucu HOST’ta dinliyor mu bakın.',
    },
    not_ours: {
      wrong: 'PUBLIC_URL’de başka bir şey yanıt veriyor.',
      mend: 'PUBLIC_URL’yi, DNS’i ve vekilin nereye götürdüğünü denetleyin.',
    },
    verification_refused: {
      wrong: 'PUBLIC_URL’deki sunucu doğrulamayı geri çevirdi ({status}).',
      mend: 'Orada başka WHATSAPP_VERIFY_TOKEN’lı bir kurulum ya da GET’i engelleyen bir güvenlik duvarı var; ikisini de denetleyin.',
    },
    signature_refused: {
      wrong: 'İmzalı çağrı geri çevrildi ({status}).',
      mend: 'Orada başka WHATSAPP_APP_SECRET’lı bir kurulum var, ya da vekil gövdeyi veya X-Hub-Signature-256 başlığını değiştiriyor.',
    },
    delivery_refused: {
      wrong: 'İmzalı çağrı 200 ile yanıtlanmadı ({status}).',
      mend: 'Vekilin POST kurallarını ve bu sunucunun günlüğünü denetleyin.',
    },
    no_address: {
      wrong: 'Platformda webhook adresi yok.',
      mend: 'Meta panelinde PUBLIC_URL/webhooks/whatsapp adresini ve WHATSAPP_VERIFY_TOKEN’ı verin, messages alanına abone olun.',
    },
    goes_elsewhere: {
      wrong: 'Webhook’lar başka bir yere gidiyor: {host} ({at} düzeyinde).',
      mend: 'Meta panelinde bu sunucunun adresini verin; numara ya da hesap düzeyindeki adresi (override) kaldırın.',
    },
    app_goes_elsewhere: {
      wrong: 'Mesajlar buraya geliyor, ama şablon ve hesap haberleri uygulamanın adresine gidiyor: {host}.',
      mend: 'Uygulamanın webhook adresini de bu sunucuya çevirin: o haberler her zaman oraya gider.',
    },
    address_untold: {
      wrong: 'Yol açık; ama platform webhook’ların nereye gittiğini söylemedi.',
      mend: 'Meta panelinde adresin PUBLIC_URL/webhooks/whatsapp olduğunu görün.',
    },
    number_unknown: {
      wrong: 'Yol açık; ama numara okunamadığı için webhook’ların nereye gittiği bilinmiyor.',
      mend: 'Önce numarayı düzeltin.',
    },
  },
  public_url: {
    ok,
    demo: {
      wrong: 'Simülatör yerel bir adreste çalışıyor ({host}); deneme için yeterlidir.',
      mend: 'Gerçek numara için PUBLIC_URL’yi dışarıdan açılan https adresine çevirin.',
    },
    not_https: {
      wrong: 'PUBLIC_URL https değil ({host}).',
      mend: 'Geçerli sertifikalı bir ters vekil koyun ve PUBLIC_URL’yi https:// ile yazın.',
    },
    local_host: {
      wrong: 'PUBLIC_URL yalnızca içeriden görünüyor ({host}).',
      mend: 'PUBLIC_URL’yi platformun ve müşterilerin açabildiği https adresine çevirin ve yeniden başlatın.',
    },
    private_address: {
      wrong: 'PUBLIC_URL’nin adı buradan özel bir adrese çözülüyor ({host}).',
      mend: 'Dışarıda genel bir adrese çözüldüğünü denetleyin.',
    },
    unresolved: {
      wrong: 'PUBLIC_URL’nin adı bulunamıyor ({host}).',
      mend: 'Adın DNS kaydını açın ya da PUBLIC_URL’yi düzeltin.',
    },
  },
  time: {
    ...{ ok, platform_unreachable: unreachable },
    platform_differs: {
      wrong: 'Saatimiz platformunkinden farklı (platform {aheadSeconds} saniye ileride; eksi: geride).',
      mend: 'Makinede ve veritabanında saat eşitlemeyi (NTP) açın.',
    },
    database_differs: {
      wrong:
        'Bu makinenin saati veritabanınınkinden farklı (veritabanı {aheadSeconds} saniye ileride; eksi: geride).',
      mend: 'Her iki makinede saat eşitlemeyi (NTP) açın.',
    },
  },
  templates: {
    ok,
    waiting: {
      wrong: '{needed} şablondan {approved} tanesi onaylı, {waiting} tanesi incelemede.',
      mend: 'Beklemek yeter: inceleme dakikalar ile bir gün sürer.',
    },
    rejected: {
      wrong: '{rejected} şablon reddedildi ({needed} içinden {approved} onaylı).',
      mend: 'Nedenine konsolda ya da /v1/templates’te bakın, sözleri değiştirip yeniden gönderin: mutabik templates submit.',
    },
    out_of_use: {
      wrong: '{outOfUse} şablon duraklatılmış ya da kullanım dışı ({needed} içinden {approved} onaylı).',
      mend: 'Nedenine konsolda ya da WhatsApp Yöneticisi’nde bakın.',
    },
    missing: {
      wrong: 'Hesapta {missing} şablon yok ({needed} gerekli).',
      mend: 'Gönderin: API_KEY=… npm run -s mutabik -- templates submit --language tr',
    },
    not_read: {
      wrong: 'Şablonlar hiç okunmadı.',
      mend: 'Okuyun: API_KEY=… npm run -s mutabik -- templates sync',
    },
    not_readable: {
      wrong: 'Şablonlar son denemede okunamadı ({problem}).',
      mend: 'Anahtarı düzeltin, sonra okuyun: API_KEY=… npm run -s mutabik -- templates sync',
    },
  },
  database: {
    ok,
    unreachable: {
      wrong: 'Veritabanı yanıt vermiyor.',
      mend: 'MongoDB’nin çalıştığını ve MONGODB_URI’yi denetleyin; günlük daha fazlasını söyler.',
    },
    missing_indexes: {
      wrong: 'Dizinler eksik: {missing}.',
      mend: 'Sunucuyu yeniden başlatın: eksik dizinleri başlarken kurar. Sürerse günlüğe bakın.',
    },
  },
};
