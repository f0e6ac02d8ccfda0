/**
 * Who may do what, for keys and for staff alike: a route names the scope it needs, a key holds scopes, a role stands for some.
 * This is the only place that says so; `docs/permissions.md` is made from it and from the routes.
 */

/**
 * What a caller may do. `*` is everything; `admin` is everything but the compliance compartment, which has a permission of its
 * own (domain 6.2).
 */
export const scopes = [
  'events:write',
  'events:read',
  'customers:read',
  'customers:write',
  'customers:reveal',
  'requests:read',
  'requests:write',
  'conversations:read',
  'conversations:write',
  'documents:read',
  'documents:write',
  'documents:original',
  'callbacks:read',
  'callbacks:write',
  'channels:read',
  'channels:write',
  'tasks:read',
  'tasks:write',
  'consents:read',
  'privacy:read',
  'privacy:write',
  'costs:read',
  'unrecognised:read',
  'unrecognised:write',
  'triggers:read',
  'triggers:write',
  'units:read',
  'units:write',
  'templates:read',
  'templates:write',
  'runs:read',
  'runs:write',
  'deadletters:read',
  'deadletters:write',
  'staff:read',
  'staff:write',
  'audit:read',
  'compliance',
  'admin',
  '*',
] as const;
export type Scope = (typeof scopes)[number];

/** What each scope lets somebody do, for people. */
export const scopeWords: Readonly<Record<Scope, { en: string; tr: string }>> = {
  'events:write': { en: 'report events', tr: 'olay bildirme' },
  'events:read': { en: 'see events and what came of them', tr: 'olayları ve sonuçlarını görme' },
  'customers:read': { en: 'see customers and contacts', tr: 'müşterileri ve kişileri görme' },
  'customers:write': { en: 'change customers and contacts', tr: 'müşterileri ve kişileri değiştirme' },
  'customers:reveal': {
    en: 'see telephone and tax numbers whole, each time on record',
    tr: 'telefon ve vergi numaralarını açık görme, her seferi kayda geçerek',
  },
  'requests:read': { en: 'see requests, answers and evidence', tr: 'istekleri, yanıtları ve kanıtı görme' },
  'requests:write': { en: 'remind, cancel and settle requests', tr: 'istek hatırlatma, iptal etme, kapatma' },
  'conversations:read': { en: 'read chats and messages', tr: 'sohbetleri ve mesajları okuma' },
  'conversations:write': { en: 'write in chats, take them over', tr: 'sohbete yazma, sohbeti devralma' },
  'documents:read': { en: 'look at documents', tr: 'belgelere bakma' },
  'documents:write': { en: 'accept and reject documents', tr: 'belge kabul etme ve reddetme' },
  'documents:original': { en: 'download originals of documents', tr: 'belgelerin aslını indirme' },
  'callbacks:read': {
    en: 'see callbacks and their deliveries',
    tr: 'geri bildirimleri ve teslimlerini görme',
  },
  'callbacks:write': { en: 'set callbacks up and repeat them', tr: 'geri bildirim kurma ve yineleme' },
  'channels:read': { en: 'see numbers and their health', tr: 'numaraları ve durumlarını görme' },
  'channels:write': {
    en: 'try numbers out with a test message',
    tr: 'numaraları deneme mesajıyla sınama',
  },
  'tasks:read': { en: 'see tasks', tr: 'görevleri görme' },
  'tasks:write': {
    en: 'claim and complete tasks, vouch for numbers',
    tr: 'görev alma ve bitirme, numara onaylama',
  },
  'consents:read': { en: 'see consents', tr: 'izinleri görme' },
  'privacy:read': { en: 'see requests of data subjects', tr: 'ilgili kişi başvurularını görme' },
  'privacy:write': { en: 'answer requests of data subjects', tr: 'ilgili kişi başvurularını yanıtlama' },
  'costs:read': { en: 'see costs, prices and budget', tr: 'maliyeti, fiyatları ve bütçeyi görme' },
  'unrecognised:read': { en: 'see texts that were not understood', tr: 'anlaşılmayan metinleri görme' },
  'unrecognised:write': { en: 'label and delete them', tr: 'anlaşılmayan metinleri etiketleme ve silme' },
  'triggers:read': { en: 'see rules and the calendar', tr: 'kuralları ve takvimi görme' },
  'triggers:write': { en: 'change rules and the calendar', tr: 'kuralları ve takvimi değiştirme' },
  'units:read': { en: 'see units', tr: 'birimleri görme' },
  'units:write': { en: 'add and change units of its own', tr: 'kendi birimlerini ekleme ve değiştirme' },
  'templates:read': { en: 'see templates', tr: 'şablonları görme' },
  'templates:write': {
    en: 'change and submit templates, change canned replies',
    tr: 'şablon değiştirme ve gönderme, hazır yanıtları değiştirme',
  },
  'runs:read': { en: 'see reconciliation runs', tr: 'toplu mutabakatları görme' },
  'runs:write': {
    en: 'make, start and stop reconciliation runs',
    tr: 'toplu mutabakat hazırlama, başlatma, durdurma',
  },
  'deadletters:read': { en: 'see what was given up', tr: 'vazgeçilen işleri görme' },
  'deadletters:write': { en: 'replay and drop it', tr: 'vazgeçilen işleri yineleme ve kaldırma' },
  'staff:read': {
    en: 'see accounts and sessions of people who work here',
    tr: 'çalışan hesaplarını ve oturumlarını görme',
  },
  'staff:write': {
    en: 'invite people, change their roles, end their sessions',
    tr: 'çalışan davet etme, rol değiştirme, oturum kapatma',
  },
  'audit:read': { en: 'read the audit log', tr: 'denetim kaydını okuma' },
  compliance: { en: 'the compliance compartment', tr: 'uyum bölümü' },
  admin: { en: 'everything but the compliance compartment', tr: 'uyum bölümü dışında her şey' },
  '*': { en: 'everything', tr: 'her şey' },
};

/** `*` may do everything, `admin` everything outside the compliance compartment; writing includes reading. */
export const permits = (granted: readonly Scope[], needed: Scope): boolean =>
  granted.some(
    (scope) =>
      scope === '*' ||
      (scope === 'admin' && needed !== 'compliance') ||
      scope === needed ||
      (needed.endsWith(':read') && scope === needed.replace(/:read$/, ':write')),
  );

/** `*` is held by those alone to whom it was given by name. */
export const holds = (granted: readonly Scope[], wanted: Scope): boolean =>
  wanted === '*' ? granted.includes('*') : permits(granted, wanted);

/** All scopes that these come to, in the order of the list. */
export const scopesIn = (granted: readonly Scope[]): readonly Scope[] =>
  scopes.filter((scope) => holds(granted, scope));

export const roles = ['owner', 'admin', 'accountant', 'clerk', 'compliance', 'auditor'] as const;
export type Role = (typeof roles)[number];

interface RoleDefinition {
  scopes: readonly Scope[];
  /**
   * Roles this one gives, takes away and resets. Nobody gives what they don't have, with one exception: the owner appoints who
   * works in the compliance compartment, without seeing into it (domain 6.2).
   */
  appoints: readonly Role[];
}

/** The table. A role may do what stands here and nothing else. */
export const roleTable: Readonly<Record<Role, RoleDefinition>> = {
  owner: { scopes: ['admin'], appoints: roles },
  admin: { scopes: ['admin'], appoints: ['admin', 'accountant', 'clerk', 'auditor'] },
  accountant: {
    scopes: [
      'events:read',
      'customers:write',
      'customers:reveal',
      'requests:write',
      'conversations:write',
      'documents:write',
      'documents:original',
      'callbacks:read',
      'channels:read',
      'tasks:write',
      'consents:read',
      'costs:read',
      'unrecognised:read',
      'triggers:read',
      'units:read',
      'templates:read',
      'runs:write',
      'deadletters:read',
    ],
    appoints: [],
  },
  clerk: {
    scopes: [
      'customers:read',
      'customers:reveal',
      'requests:read',
      'conversations:write',
      'documents:write',
      // A PDF or a table has no other form: whoever accepts it has looked at it.
      'documents:original',
      'channels:read',
      'tasks:write',
      'consents:read',
      'unrecognised:write',
      'templates:read',
      'runs:read',
    ],
    appoints: [],
  },
  compliance: {
    scopes: [
      'events:read',
      'customers:read',
      'customers:reveal',
      'requests:read',
      'conversations:read',
      'documents:read',
      'documents:original',
      'channels:read',
      'tasks:write',
      'consents:read',
      'privacy:write',
      'runs:read',
      'audit:read',
      'compliance',
    ],
    appoints: [],
  },
  auditor: {
    scopes: [
      'events:read',
      'customers:read',
      'requests:read',
      'conversations:read',
      'documents:read',
      'documents:original',
      'callbacks:read',
      'channels:read',
      'tasks:read',
      'consents:read',
      'privacy:read',
      'costs:read',
      'unrecognised:read',
      'triggers:read',
      'units:read',
      'templates:read',
      'runs:read',
      'deadletters:read',
      'staff:read',
      'audit:read',
    ],
    appoints: [],
  },
};

/** Everything that may come of a role: its own scopes, and those of whom it appoints. */
const reachOf = (role: Role): readonly Scope[] =>
  [role, ...roleTable[role].appoints].flatMap((one) => roleTable[one].scopes);

/**
 * Whether a caller may give a role, take it away, or reset whoever has it: a person as the table says, a key when nothing could come of the
 * role that the key does not hold itself.
 */
export const mayAppoint = (caller: { role: Role } | { scopes: readonly Scope[] }, role: Role): boolean =>
  'role' in caller
    ? roleTable[caller.role].appoints.includes(role)
    : reachOf(role).every((scope) => holds(caller.scopes, scope));
