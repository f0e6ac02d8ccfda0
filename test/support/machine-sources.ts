import { readdirSync } from 'node:fs';
import path from 'node:path';
import ts from 'typescript';

/** An export of `machines/`, or a state of a machine: where it is written and what is said about it there. */
export interface Written {
  /** `machines/approval/open.states.ts` */
  file: string;
  name: string;
  /** Its doc comment; empty: it has none. */
  doc: string;
}

interface MachineSource extends Written {
  /** By their path, `open.awaitingAnswer`. */
  states: ReadonlyMap<string, Written>;
}

/** Only what we wrote is read, and no type is computed: names lead from file to file, which takes no time. */
const read = (): ts.Program => {
  const options: ts.CompilerOptions = { noLib: true, types: [], allowImportingTsExtensions: true };
  const host = ts.createCompilerHost(options);
  host.resolveModuleNameLiterals = (literals, from) =>
    literals.map(({ text }) => ({
      resolvedModule: text.startsWith('.')
        ? { resolvedFileName: path.resolve(path.dirname(from), text), extension: ts.Extension.Ts }
        : undefined,
    }));
  const names = readdirSync('machines', { recursive: true, encoding: 'utf8' });
  const files = names.filter((name) => name.endsWith('.ts')).map((name) => path.resolve('machines', name));
  return ts.createProgram(files, options, host);
};

const program = read();
const checker = program.getTypeChecker();

const docOf = (node: ts.Node): string =>
  ts
    .getJSDocCommentsAndTags(node)
    .filter(ts.isJSDoc)
    .map(({ comment }) => ts.getTextOfJSDocComment(comment) ?? '')
    .join('\n');

const written = (node: ts.Node, name: string): Written => ({
  file: path.relative('.', node.getSourceFile().fileName),
  name,
  doc: docOf(node),
});

/** A name as it is declared, also where it is only imported. */
const declared = (symbol: ts.Symbol | undefined): ts.Declaration | undefined => {
  if (symbol === undefined) return undefined;
  const own = symbol.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(symbol) : symbol;
  return own.declarations?.[0];
};

/** Everything the files of `machines/` export, each where it is declared. */
export const machineExports: readonly Written[] = program.getSourceFiles().flatMap((file) => {
  const module = checker.getSymbolAtLocation(file);
  return (module === undefined ? [] : checker.getExportsOfModule(module)).flatMap((symbol) => {
    const node = declared(symbol);
    return node === undefined ? [] : [written(node, symbol.name)];
  });
});

const returned = (made: ts.Node | undefined): ts.Expression | undefined => {
  if (made === undefined || !ts.isArrowFunction(made)) return undefined;
  return ts.isBlock(made.body) ? made.body.statements.find(ts.isReturnStatement)?.expression : made.body;
};

const valueOf = (node: ts.Declaration | undefined): ts.Expression | undefined =>
  node && (ts.isVariableDeclaration(node) || ts.isPropertyAssignment(node)) ? node.initializer : undefined;

/** The object an expression is in the end: through names, `setup().createStateConfig(…)` and functions that return one. */
const objectOf = (value: ts.Expression | undefined): ts.ObjectLiteralExpression | undefined => {
  if (value === undefined || ts.isObjectLiteralExpression(value)) return value;
  if (ts.isAsExpression(value) || ts.isParenthesizedExpression(value)) return objectOf(value.expression);
  if (ts.isIdentifier(value)) return objectOf(valueOf(declared(checker.getSymbolAtLocation(value))));
  if (!ts.isCallExpression(value)) return undefined;
  if (!ts.isIdentifier(value.expression)) return objectOf(value.arguments[0]);
  return objectOf(returned(valueOf(declared(checker.getSymbolAtLocation(value.expression)))));
};

/** Where a member is written: at its own name where it is only named here, else in its place. */
const definition = (member: ts.ObjectLiteralElementLike): ts.Declaration => {
  if (ts.isShorthandPropertyAssignment(member))
    return declared(checker.getShorthandAssignmentValueSymbol(member)) ?? member;
  const isNamed = ts.isPropertyAssignment(member) && ts.isIdentifier(member.initializer);
  return (isNamed ? declared(checker.getSymbolAtLocation(member.initializer)) : undefined) ?? member;
};

const memberOf = (
  object: ts.ObjectLiteralExpression | undefined,
  name: string,
): ts.Expression | undefined => {
  const member = object?.properties.find((property) => property.name?.getText() === name);
  return member && valueOf(definition(member));
};

const statesIn = (config: ts.ObjectLiteralExpression | undefined, parent: string): [string, Written][] =>
  (objectOf(memberOf(config, 'states'))?.properties ?? []).flatMap((member): [string, Written][] => {
    const name = member.name?.getText() ?? '';
    const node = definition(member);
    const at = parent === '' ? name : `${parent}.${name}`;
    return [[at, written(node, name)], ...statesIn(objectOf(valueOf(node)), at)];
  });

const machineIn = (node: ts.VariableDeclaration): [string, MachineSource][] => {
  const call = node.initializer;
  if (
    call === undefined ||
    !ts.isCallExpression(call) ||
    !call.expression.getText().endsWith('.createMachine')
  )
    return [];
  const config = objectOf(call.arguments[0]);
  const id = memberOf(config, 'id');
  if (id === undefined || !ts.isStringLiteral(id)) return [];
  return [[id.text, { ...written(node, node.name.getText()), states: new Map(statesIn(config, '')) }]];
};

/** The machines by their id, with every state of each. */
export const machineSources: ReadonlyMap<string, MachineSource> = new Map(
  program
    .getSourceFiles()
    .flatMap(({ statements }) => statements.filter(ts.isVariableStatement))
    .flatMap(({ declarationList }) => declarationList.declarations.flatMap(machineIn)),
);
