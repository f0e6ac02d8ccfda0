// What `mutabik doctor` says in English of each check and code, and what mends it. `{name}` is a fact of the answer.

const unreachable = {
  wrong: 'The WhatsApp platform could not be reached.',
  mend: 'Check the way out of this server, its DNS and WHATSAPP_GRAPH_URL; then try again.',
};
const busy = { wrong: 'The platform says that it is asked too often.', mend: 'Try again in some minutes.' };
const refused = {
  wrong: 'The platform did not answer the question (code {platformCode}).',
  mend: 'Look the code up in Meta’s table of errors; WHATSAPP_GRAPH_VERSION may be old.',
};
const tokenFailed = {
  wrong: 'It could not be asked, because the token is not taken.',
  mend: 'Mend the token first.',
};
const noPermission = {
  wrong: 'The token has no permission for it (code {platformCode}).',
  mend: 'Give the system user this WhatsApp account with full control, and make a new token with whatsapp_business_management.',
};
const otherApp = {
  wrong: 'The token is of another app.',
  mend: 'Make the token in the app that WHATSAPP_APP_ID and WHATSAPP_APP_SECRET are of, or take those two from the app of the token.',
};
const appUnknown = {
  wrong: 'The id of the app is not known, so this could not be checked.',
  mend: 'Give it as WHATSAPP_APP_ID (Meta’s developer dashboard, settings of the app) and start again.',
};
const ok = { wrong: '', mend: '' };

export default {
  token: {
    ...{ ok, other_app: otherApp, platform_unreachable: unreachable, platform_busy: busy },
    expires_soon: {
      wrong: 'The token ends on {expiresAt}.',
      mend: 'Make a token of a system user that does not end, put it into WHATSAPP_ACCESS_TOKEN and start again.',
    },
    expired: {
      wrong: 'The token has ended ({expiresAt}).',
      mend: 'Make a new token of a system user, put it into WHATSAPP_ACCESS_TOKEN and start again.',
    },
    invalid: {
      wrong: 'The platform does not take the token: it is mistyped, revoked or over.',
      mend: 'Copy it from its first to its last character, or make a new one, put it into WHATSAPP_ACCESS_TOKEN and start again.',
    },
    permission_missing: {
      wrong: 'The token lacks a permission: {missing}.',
      mend: 'Make it again with whatsapp_business_messaging and whatsapp_business_management.',
    },
    account_not_granted: {
      wrong: 'The token was not given for this business account.',
      mend: 'Give the system user the account of WHATSAPP_WABA_ID and make a new token, or put WHATSAPP_WABA_ID right.',
    },
    not_described: {
      wrong: 'The platform did not say until when the token is good and what it may do.',
      mend: 'Give WHATSAPP_APP_ID: then the app can ask by itself.',
    },
  },
  number: {
    ...{ ok, no_permission: noPermission, token_failed: tokenFailed, platform_refused: refused },
    ...{ platform_unreachable: unreachable, platform_busy: busy },
    not_registered: {
      wrong: 'The number is not connected ({status}).',
      mend: 'Register it in WhatsApp Manager, or by its six-digit PIN (register).',
    },
    not_verified: {
      wrong: 'The number is not verified ({verification}).',
      mend: 'Verify it in WhatsApp Manager with the code that comes by SMS or call.',
    },
    restricted: {
      wrong: 'The platform restricts the number or its account.',
      mend: 'Look up why in WhatsApp Manager and appeal there; messages wait until then.',
    },
    gone: {
      wrong: 'This number is not here any more ({status}).',
      mend: 'Put the id of the number that is in use into WHATSAPP_PHONE_NUMBER_ID.',
    },
    not_connected: {
      wrong: 'The number is in no state to send ({status}).',
      mend: 'Look at the number in WhatsApp Manager.',
    },
    held: {
      wrong: 'The platform takes nothing of this number since {since} (code {platformCode}).',
      mend: 'Mend what the code says (131042: the payment method). What waits leaves by itself afterwards.',
    },
    paused: { wrong: 'The number is paused here.', mend: 'Make it active again to send.' },
    name_not_approved: {
      wrong: 'The display name is not approved ({nameStatus}).',
      mend: 'Look at its review in WhatsApp Manager; if it was declined, propose one that is visibly of your business.',
    },
    quality_low: {
      wrong: 'The quality of the number is low ({quality}).',
      mend: 'Send less that nobody asked for; some days with fewer complaints raise it.',
    },
    sandbox: {
      wrong: 'This is a test number (SANDBOX): it writes to listed recipients alone.',
      mend: 'For real use add a number of your own and change WHATSAPP_PHONE_NUMBER_ID.',
    },
    not_visible: {
      wrong: 'There is no such number, or the token does not see it (code {platformCode}).',
      mend: 'WHATSAPP_PHONE_NUMBER_ID is the “Phone number ID” of the dashboard, not the telephone number.',
    },
    not_described: {
      wrong: 'The platform did not say how the number stands.',
      mend: 'See in WhatsApp Manager that it is connected; check WHATSAPP_GRAPH_VERSION.',
    },
  },
  account: {
    ...{ ok, app_unknown: appUnknown, no_permission: noPermission, token_failed: tokenFailed },
    ...{ platform_refused: refused, platform_unreachable: unreachable, platform_busy: busy },
    not_subscribed: {
      wrong: 'Your app is not subscribed to this account: messages and statuses never arrive.',
      mend: 'Call POST /<WHATSAPP_WABA_ID>/subscribed_apps once, with your token.',
    },
    number_elsewhere: {
      wrong: 'The number is not of this business account.',
      mend: 'Take WHATSAPP_PHONE_NUMBER_ID and WHATSAPP_WABA_ID from beside the same number of the dashboard.',
    },
    not_visible: {
      wrong: 'There is no such business account, or the token does not see it (code {platformCode}).',
      mend: 'Check WHATSAPP_WABA_ID and give the system user this account.',
    },
    restricted: {
      wrong: 'The platform restricts the account (code {platformCode}).',
      mend: 'Look up why in WhatsApp Manager and appeal there.',
    },
  },
  app_secret: {
    ...{ ok, other_app: otherApp, app_unknown: appUnknown, token_failed: tokenFailed },
    ...{ platform_refused: refused, platform_unreachable: unreachable, platform_busy: busy },
    previous_in_use: {
      wrong: 'The platform still goes by the previous secret.',
      mend: 'Finish the change in Meta’s dashboard; while both count nothing is lost.',
    },
    wrong: {
      wrong: 'The secret is not the one of this app: no signed webhook would be taken.',
      mend: 'Copy it from the settings of the app in Meta’s developer dashboard to WHATSAPP_APP_SECRET and start again.',
    },
  },
  webhook: {
    ok,
    unreachable: {
      wrong: 'This server cannot be reached by PUBLIC_URL ({reason}).',
      mend: 'Check DNS, firewall and reverse proxy. If it opens from outside, your network may not let the server call its own public address.',
    },
    certificate: {
      wrong: 'The certificate of PUBLIC_URL is not valid ({reason}).',
      mend: 'Install one of a public authority, with those in between; the platform takes no other.',
    },
    redirected: {
      wrong: 'PUBLIC_URL leads on to another address ({status}).',
      mend: 'Put the address at its end into PUBLIC_URL and into Meta’s dashboard; the platform does not follow.',
    },
    not_found: {
      wrong: 'PUBLIC_URL does not have this path ({status}).',
      mend: 'Let the reverse proxy pass /webhooks/whatsapp on to this server, GET and POST.',
    },
    gateway: {
      wrong: 'The proxy does not reach this server ({status}).',
      mend: 'Check the address and PORT behind the proxy, and that the server listens on HOST.',
    },
    not_ours: {
      wrong: 'Something else answers at PUBLIC_URL.',
      mend: 'Check PUBLIC_URL, DNS and where the proxy leads.',
    },
    verification_refused: {
      wrong: 'The server at PUBLIC_URL refused the verification ({status}).',
      mend: 'Another installation with another WHATSAPP_VERIFY_TOKEN is there, or a firewall that blocks GET: check both.',
    },
    signature_refused: {
      wrong: 'A signed call was refused ({status}).',
      mend: 'Another installation with another WHATSAPP_APP_SECRET is there, or the proxy changes the body or the header X-Hub-Signature-256.',
    },
    delivery_refused: {
      wrong: 'A signed call was not answered with 200 ({status}).',
      mend: 'Check the rules of the proxy for POST, and the log of this server.',
    },
    no_address: {
      wrong: 'The platform has no address for webhooks.',
      mend: 'Give PUBLIC_URL/webhooks/whatsapp and WHATSAPP_VERIFY_TOKEN in Meta’s dashboard, and subscribe the field messages.',
    },
    goes_elsewhere: {
      wrong: 'Webhooks go elsewhere: {host} (set at the {at}).',
      mend: 'Give the address of this server in Meta’s dashboard; take the override of the number or the account away.',
    },
    app_goes_elsewhere: {
      wrong:
        'Messages come here, but news of templates and the account go to the address of the app: {host}.',
      mend: 'Lead the webhook of the app here as well: those always go there.',
    },
    address_untold: {
      wrong: 'The way is open; but the platform did not say where webhooks go.',
      mend: 'See in Meta’s dashboard that the address is PUBLIC_URL/webhooks/whatsapp.',
    },
    number_unknown: {
      wrong: 'The way is open; but the number could not be read, so nobody knows where webhooks go.',
      mend: 'Mend the number first.',
    },
  },
  public_url: {
    ok,
    demo: {
      wrong: 'The simulator runs at a local address ({host}), which is enough to try it.',
      mend: 'For a real number make PUBLIC_URL the https address that opens from outside.',
    },
    not_https: {
      wrong: 'PUBLIC_URL is not https ({host}).',
      mend: 'Put a reverse proxy with a valid certificate in front and write PUBLIC_URL with https://.',
    },
    local_host: {
      wrong: 'PUBLIC_URL is seen from inside alone ({host}).',
      mend: 'Make PUBLIC_URL the https address that the platform and customers can open, and start again.',
    },
    private_address: {
      wrong: 'The name of PUBLIC_URL leads to a private address from here ({host}).',
      mend: 'Check that it leads to a public one from outside.',
    },
    unresolved: {
      wrong: 'The name of PUBLIC_URL is not found ({host}).',
      mend: 'Make its DNS record, or put PUBLIC_URL right.',
    },
  },
  time: {
    ...{ ok, platform_unreachable: unreachable },
    platform_differs: {
      wrong: 'Our clock differs from the platform’s (which is {aheadSeconds} seconds ahead; minus: behind).',
      mend: 'Switch the synchronisation of clocks (NTP) on, here and at the database.',
    },
    database_differs: {
      wrong:
        'The clock of this machine differs from the database’s (which is {aheadSeconds} seconds ahead; minus: behind).',
      mend: 'Switch the synchronisation of clocks (NTP) on, on both machines.',
    },
  },
  templates: {
    ok,
    waiting: {
      wrong: '{approved} of {needed} templates are approved, {waiting} are in review.',
      mend: 'Waiting is enough: a review takes minutes to a day.',
    },
    rejected: {
      wrong: '{rejected} templates were rejected ({approved} of {needed} are approved).',
      mend: 'See why in the console or at /v1/templates, change the words and submit again: mutabik templates submit.',
    },
    out_of_use: {
      wrong: '{outOfUse} templates are paused or out of use ({approved} of {needed} are approved).',
      mend: 'See why in the console or in WhatsApp Manager.',
    },
    missing: {
      wrong: '{missing} templates are not on the account ({needed} are needed).',
      mend: 'Submit them: API_KEY=… npm run -s mutabik -- templates submit --language tr',
    },
    not_read: {
      wrong: 'The templates were never read.',
      mend: 'Read them: API_KEY=… npm run -s mutabik -- templates sync',
    },
    not_readable: {
      wrong: 'The templates could not be read the last time ({problem}).',
      mend: 'Mend the token, then read them: API_KEY=… npm run -s mutabik -- templates sync',
    },
  },
  database: {
    ok,
    unreachable: {
      wrong: 'The database does not answer.',
      mend: 'Check that MongoDB runs, and MONGODB_URI; the log says more.',
    },
    missing_indexes: {
      wrong: 'Indexes are missing: {missing}.',
      mend: 'Start the server again: it makes them at its start. If they stay away, the log says why.',
    },
  },
};
