import { readFileSync, writeFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { makeTestApp } from '../support/app.ts';
import { renderPermissions } from '../support/render-permissions.ts';

const page = 'docs/permissions.md';

describe('docs/permissions.md', () => {
  it('every route and role: as the table and the routes are', async () => {
    const options = await resolveConfig(page);
    const wanted = await format(renderPermissions(makeTestApp().routes), { ...options, filepath: page });
    if (process.env['UPDATE_DIALOGS'] === '1') writeFileSync(page, wanted);

    expect(readFileSync(page, 'utf8')).toBe(wanted);
  });
});
