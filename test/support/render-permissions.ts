import type { AnyRoute } from '../../src/api/define-route.ts';
import {
  permits,
  roleTable,
  roles,
  scopes,
  scopeWords,
  type Role,
  type Scope,
} from '../../src/staff/permissions.ts';

const yes = '●';

/** Whether the table lets a role call a route. */
export const mayCall = (role: Role, { scope, alsoNeeds }: AnyRoute): boolean =>
  scope === 'anybody' ||
  scope === 'self' ||
  scope === 'session' ||
  [scope, ...alsoNeeds].every((needed) => permits(roleTable[role].scopes, needed));

const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`;
const head = (cells: readonly string[]): string[] => [line(cells), line(cells.map(() => '---'))];

const scopeLines = (): string[] => [
  ...head(['scope', 'permits', 'izin verir', ...roles]),
  ...scopes.map((scope: Scope) =>
    line([
      `\`${scope}\``,
      scopeWords[scope].en,
      scopeWords[scope].tr,
      ...roles.map((role) => {
        const { scopes: held } = roleTable[role];
        return scope !== '*' && permits(held, scope) ? yes : '';
      }),
    ]),
  ),
];

const routeLines = (routes: readonly AnyRoute[]): string[] => [
  ...head(['route', 'needs', ...roles]),
  ...routes.map((route) =>
    line([
      `\`${route.method.toUpperCase()} ${route.path}\``,
      [route.scope, ...route.alsoNeeds].map((scope) => `\`${scope}\``).join(' ') +
        (route.needsProof ? ' proof' : ''),
      ...roles.map((role) => (mayCall(role, route) ? yes : '')),
    ]),
  ),
];

/** `docs/permissions.md`, from the table and the routes. */
export const renderPermissions = (routes: readonly AnyRoute[]): string => {
  const tags = [...new Set(routes.map(({ tag }) => tag))].sort();
  return [
    '# Permissions',
    '',
    'Made by `npm run dialogs` from [`src/staff/permissions.ts`](../src/staff/permissions.ts) and the routes; a test finds it when it is not',
    'current. Keys and people share the scopes: a key holds those it was given, a person those of their role. `…:write` includes `…:read`;',
    '`admin` is everything but `compliance`, `*` everything (keys alone). `proof`: somebody who is signed in must have proved who they are within',
    'the last ten minutes (`POST /v1/me/proof`). `anybody`, `self` and `session` are explained in the [API](api.md#routes).',
    '',
    '## Who appoints whom',
    '',
    'Nobody gives a role that can do more than their own, takes it away, or makes a new link for whoever has it. The one exception is the owner,',
    'who appoints compliance without seeing what compliance sees ([domain 6.2](domain.md)). A key gives a role when nothing could come of the role that',
    'the key does not hold. The last owner who can sign in is neither lowered nor disabled.',
    '',
    ...head(['role', 'appoints']),
    ...roles.map((role) => line([role, roleTable[role].appoints.join(', ') || 'nobody'])),
    '',
    '## Scopes and roles',
    '',
    ...scopeLines(),
    '',
    '## Routes',
    ...tags.flatMap((tag) => [
      '',
      `### ${tag}`,
      '',
      ...routeLines(routes.filter((route) => route.tag === tag)),
    ]),
    '',
  ].join('\n');
};
