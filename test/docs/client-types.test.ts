import { readFileSync, writeFileSync } from 'node:fs';
import { callbackTypes } from '@mutabik/client';
import openapiTypes, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { openapiDocument } from '../../src/api/openapi-document.ts';
import { makeTestApp } from '../support/app.ts';

const file = 'clients/typescript/src/generated/openapi.ts';
const head = '// Made from the routes of the API by `npm run client`. Not written by hand.\n\n';

type Answers = Record<string, object>;
interface Document {
  paths: Record<string, Record<string, { responses: Answers }>>;
  components: { schemas: Record<string, object> };
}

/** Every refusal is a `Problem`, whatever its status: said once instead of nine times for each route. */
const oneRefusal = (responses: Answers): Answers => ({
  ...Object.fromEntries(Object.entries(responses).filter(([status]) => status < '400')),
  default: { ...responses['400'], description: 'Refused: docs/api.md lists the codes' },
});

/** The types of the client as the routes of the product give them, without a server that runs. */
const typesOfRoutes = async (): Promise<string> => {
  const { routes } = makeTestApp();
  const document = openapiDocument(routes, { version: '0.0.0', publicUrl: 'http://localhost:3000' });
  // What GET /openapi.json answers, which is JSON.
  const told = JSON.parse(JSON.stringify(document)) as Document;
  for (const operations of Object.values(told.paths))
    for (const operation of Object.values(operations)) operation.responses = oneRefusal(operation.responses);
  // JSON of any form has no name of its own; a type that holds itself would not compile here.
  const { schemas } = told.components;
  for (const name of Object.keys(schemas)) if (name.startsWith('__')) schemas[name] = {};
  const nodes = await openapiTypes(told as unknown as OpenAPI3, { alphabetize: true });
  return head + astToString(nodes);
};

/** Types of calls in the table of docs/api.md. */
const documentedCalls = (): string[] => {
  const [, rest = ''] = readFileSync('docs/api.md', 'utf8').split('\n## Callbacks\n');
  const [section = ''] = rest.split('\n## ');
  const cells = [...section.matchAll(/^\| (`[a-z_]+\.[a-z_]+`[^|]*)\|/gm)].map(([, cell = '']) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([^`]+)`/g)].map(([, type = '']) => type));
};

describe('the types of the client', () => {
  it('are those of the routes: `npm run client` writes them', async () => {
    const types = await typesOfRoutes();
    if (process.env.UPDATE_CLIENT === '1') writeFileSync(file, types);

    expect(readFileSync(file, 'utf8') === types).toBe(true);
  }, 60_000);

  it('name every callback that docs/api.md names, and no other', () => {
    expect([...callbackTypes].sort()).toEqual(documentedCalls().sort());
  });
});
