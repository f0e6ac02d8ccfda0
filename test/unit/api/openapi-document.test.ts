import { openapiDocument } from '../../../src/api/openapi-document.ts';
import { makeTestApp } from '../../support/app.ts';

interface Operation {
  operationId: string;
  summary: string;
  tags: string[];
  parameters?: { name: string; in: string }[];
  requestBody?: object;
  responses: Record<string, { description: string; content?: Record<string, { schema: { $ref?: string } }> }>;
}

const { routes } = makeTestApp();
// The document is plain JSON; its type in the library is wider than what the tests look at.
const document = JSON.parse(
  JSON.stringify(openapiDocument(routes, { version: '1.2.3', publicUrl: 'https://api.example.com' })),
) as { openapi: string; paths: Record<string, Record<string, Operation>>; components: { schemas: object } };

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(([method, operation]) => ({ title: `${method} ${path}`, path, operation })),
);

describe('the OpenAPI document', () => {
  it('is made of the routes: the same set, no more, no less', () => {
    const registered = routes.map(({ method, path }) => `${method} ${path}`);

    expect(operations.map(({ title }) => title).sort()).toEqual(registered.sort());
  });

  it.each(operations.map(({ title, path, operation }) => [title, path, operation] as const))(
    'describes %s: summary, group, parameters, answers and refusals in the problem shape',
    (_title, path, operation) => {
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      const described = (operation.parameters ?? [])
        .filter((one) => one.in === 'path')
        .map(({ name }) => name);

      expect(operation.summary.length).toBeGreaterThan(5);
      expect(operation.tags).toHaveLength(1);
      expect(described).toEqual(inPath);
      // A browser on its way to the company's sign-in, and back from it, is sent on.
      const done = path.startsWith('/v1/sign-in/oidc') ? /^303$/ : /^2/;
      expect(Object.keys(operation.responses).some((status) => done.test(status))).toBe(true);
      for (const status of ['400', '401', '403', '405', '500', '503']) {
        const schema = operation.responses[status]?.content?.['application/problem+json']?.schema;
        expect([status, schema]).toEqual([status, { $ref: '#/components/schemas/Problem' }]);
      }
    },
  );

  it('names every operation differently', () => {
    const names = operations.map(({ operation }) => operation.operationId);

    expect(new Set(names).size).toBe(names.length);
    for (const name of names) expect(name).toMatch(/^[a-z]+[A-Z]\w*$/);
  });

  it('holds the shapes others rely on by name', () => {
    expect(Object.keys(document.components.schemas)).toEqual(
      expect.arrayContaining([
        'Request',
        'Message',
        'Conversation',
        'Transcript',
        'Step',
        'Event',
        'Customer',
        'Problem',
      ]),
    );
  });
});
