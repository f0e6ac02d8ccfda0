import type { Shape } from '../../../api/shapes.ts';

export type Scope = Shape<'ApiKey'>['scopes'][number];

/** What a key may be given besides everything, by what it is about: seeing it, then changing it as well. */
export const areas = [
  { name: 'events', scopes: ['events:read', 'events:write'] },
  { name: 'customers', scopes: ['customers:read', 'customers:write'] },
  { name: 'reveal', scopes: ['customers:reveal'] },
  { name: 'requests', scopes: ['requests:read', 'requests:write'] },
  { name: 'runs', scopes: ['runs:read', 'runs:write'] },
  { name: 'conversations', scopes: ['conversations:read', 'conversations:write'] },
  { name: 'documents', scopes: ['documents:read', 'documents:write'] },
  { name: 'original', scopes: ['documents:original'] },
  { name: 'tasks', scopes: ['tasks:read', 'tasks:write'] },
  { name: 'callbacks', scopes: ['callbacks:read', 'callbacks:write'] },
  { name: 'deadletters', scopes: ['deadletters:read', 'deadletters:write'] },
  { name: 'channels', scopes: ['channels:read', 'channels:write'] },
  { name: 'templates', scopes: ['templates:read', 'templates:write'] },
  { name: 'triggers', scopes: ['triggers:read', 'triggers:write'] },
  { name: 'units', scopes: ['units:read', 'units:write'] },
  { name: 'costs', scopes: ['costs:read'] },
  { name: 'consents', scopes: ['consents:read'] },
  { name: 'privacy', scopes: ['privacy:read', 'privacy:write'] },
  { name: 'unrecognised', scopes: ['unrecognised:read', 'unrecognised:write'] },
  { name: 'staff', scopes: ['staff:read', 'staff:write'] },
  { name: 'audit', scopes: ['audit:read'] },
] as const satisfies readonly { name: string; scopes: readonly Scope[] }[];

/** What a business system needs that reports events and hears what came of them. */
const forBusinessSystem: readonly Scope[] = [
  'events:write',
  'customers:write',
  'requests:write',
  'documents:read',
  'callbacks:read',
  'units:read',
];

const forReading: readonly Scope[] = areas.flatMap(({ scopes }): readonly Scope[] =>
  scopes.filter((scope) => scope.endsWith(':read')),
);

/** Ready choices; `own`: area by area. */
export const presets = {
  business: forBusinessSystem,
  reading: forReading,
  admin: ['admin'],
  own: null,
} as const satisfies Record<string, readonly Scope[] | null>;
export type Preset = keyof typeof presets;
export const presetNames = ['business', 'reading', 'admin', 'own'] as const satisfies readonly Preset[];
