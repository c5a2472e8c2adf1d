import { refusal } from './template-text.js';
import { isList, type ViewNode, type ViewSchema } from './view-schema.js';

const segment = /^[a-z][A-Za-z0-9]{0,63}$/;
const deepestEach = 2;

/** Where the walk is: the schema that plain paths are resolved in, what `this` is, and how many `each` are open. */
interface Scope {
  readonly schema: ViewSchema;
  readonly self: ViewNode;
  readonly eachDepth: number;
}

/**
 * Walks a parse tree and refuses everything that is not known to be harmless: what remains is text, comments,
 * declared text printed, declared flags asked by `if` and `unless`, and declared lists repeated by `each`.
 * Returns the paths that are printed outside of lists.
 */
export function walkTemplate(program: hbs.AST.Program, schema: ViewSchema): ReadonlySet<string> {
  const printed = new Set<string>();
  walk(program, { schema, self: schema, eachDepth: 0 }, printed);
  return printed;
}

function walk(program: hbs.AST.Program, scope: Scope, printed: Set<string>): void {
  for (const statement of program.body) {
    switch (statement.type) {
      case 'ContentStatement':
      case 'CommentStatement':
        break;
      case 'MustacheStatement':
        mustache(statement as hbs.AST.MustacheStatement, scope, printed);
        break;
      case 'BlockStatement':
        block(statement as hbs.AST.BlockStatement, scope, printed);
        break;
      default:
        throw at(statement, `${statement.type} is not allowed`);
    }
  }
}

function mustache(statement: hbs.AST.MustacheStatement, scope: Scope, printed: Set<string>): void {
  if (!statement.escaped) throw at(statement, 'unescaped output is not allowed');
  if (statement.params.length > 0 || hasHash(statement)) throw at(statement, 'a placeholder is a path without arguments');
  const path = plainPath(statement.path);
  if (resolve(path, scope) !== 'text') throw at(statement, `${path.original} is not a declared text`);
  if (scope.eachDepth === 0) printed.add(path.original);
}

function block(statement: hbs.AST.BlockStatement, scope: Scope, printed: Set<string>): void {
  const name = plainPath(statement.path).original;
  const [subject] = statement.params;
  if (subject === undefined || statement.params.length > 1 || hasHash(statement)) throw at(statement, `${name} takes one path`);
  const inside = insideOf(name, plainPath(subject), statement, scope);
  for (const [program, within] of branches(statement, inside, scope)) {
    if ((program.blockParams?.length ?? 0) > 0) throw at(statement, 'block parameters are not allowed');
    walk(program, within, printed);
  }
}

/** Both branches with their scopes. Either may be missing, although the parser's types say otherwise: `{{^if a}}` has no program. */
function branches({ program, inverse }: hbs.AST.BlockStatement, inside: Scope, outside: Scope) {
  const both: readonly (readonly [hbs.AST.Program | undefined, Scope])[] = [[program, inside], [inverse, outside]];
  return both.flatMap(([branch, scope]) => (branch === undefined || branch === null ? [] : [[branch, scope] as const]));
}

function insideOf(name: string, path: hbs.AST.PathExpression, statement: hbs.AST.Node, scope: Scope): Scope {
  const node = resolve(path, scope);
  if (name === 'if' || name === 'unless') {
    if (node !== 'flag') throw at(statement, `${path.original} is not a declared flag`);
    return scope;
  }
  if (name !== 'each') throw at(statement, `the block ${name} is not allowed`);
  if (node === undefined || !isList(node)) throw at(statement, `${path.original} is not a declared list`);
  if (scope.eachDepth >= deepestEach) throw at(statement, `lists are nested more than ${deepestEach} deep`);
  const [item] = node;
  return { schema: item === 'text' ? {} : item, self: item, eachDepth: scope.eachDepth + 1 };
}

function plainPath(expression: hbs.AST.Expression): hbs.AST.PathExpression {
  if (expression.type !== 'PathExpression') throw at(expression, `${expression.type} is not allowed`);
  const path = expression as hbs.AST.PathExpression;
  // `this` has no parts; "this.name", "./name", "../name", "@name" and "[na me]" all differ from their joined parts.
  const spelled = path.parts.length === 0 ? 'this' : path.parts.join('.');
  if (path.data || path.depth !== 0 || spelled !== path.original) throw at(path, 'only plain paths are allowed');
  const odd = path.parts.find((part) => !segment.test(part) || part === 'constructor' || part === 'prototype');
  if (odd !== undefined) throw at(path, 'a path has names of letters and digits only');
  return path;
}

function resolve(path: hbs.AST.PathExpression, scope: Scope): ViewNode | undefined {
  if (path.parts.length === 0) return scope.self;
  let node: ViewNode | undefined = scope.schema;
  for (const part of path.parts) {
    if (node === undefined || typeof node === 'string' || isList(node)) return undefined;
    node = Object.hasOwn(node, part) ? node[part] : undefined;
  }
  return node;
}

function hasHash({ hash }: { readonly hash?: hbs.AST.Hash | undefined }): boolean {
  return hash !== undefined && hash.pairs.length > 0;
}

const at = (node: hbs.AST.Node, reason: string) => refusal(node.loc?.start.line, reason);
