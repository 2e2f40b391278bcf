import type { AnyNode, Identifier, Program } from 'acorn';
import { isFunction, visit } from './tree';

/** The names that a pattern declares: all of `{ a, b: [c] = [] }`. */
export function patternNames(pattern: AnyNode): Identifier[] {
  switch (pattern.type) {
    case 'Identifier':
      return [pattern];
    case 'ObjectPattern':
      return pattern.properties.flatMap((member) =>
        patternNames(member.type === 'Property' ? member.value : member.argument),
      );
    case 'ArrayPattern':
      return pattern.elements.flatMap((element) => (element ? patternNames(element) : []));
    case 'AssignmentPattern':
      return patternNames(pattern.left);
    case 'RestElement':
      return patternNames(pattern.argument);
    default:
      return [];
  }
}

/** Every name that is declared anywhere. Scopes aren't told apart, so that nothing is called unknown wrongly. */
export function declaredNames(program: Program): Set<string> {
  const names = new Set<string>();
  const add = (pattern: AnyNode) => {
    for (const { name } of patternNames(pattern)) names.add(name);
  };
  visit(program, (node) => {
    if (node.type === 'VariableDeclarator') add(node.id);
    else if (node.type === 'ClassDeclaration' && node.id) add(node.id);
    else if (node.type === 'CatchClause' && node.param) add(node.param);
    else if (isFunction(node)) {
      for (const parameter of node.params) add(parameter);
      if (node.type !== 'ArrowFunctionExpression' && node.id) add(node.id);
    } else if (assigns(node)) {
      // Outside strict code an assignment makes a global.
      add(node.left);
    }
  });
  return names;
}

type Assigning = AnyNode & { left: AnyNode };

function assigns(node: AnyNode): node is Assigning {
  return ['AssignmentExpression', 'ForInStatement', 'ForOfStatement'].includes(node.type);
}

/** The names at the top of a source that stand for a variable, with where they are declared. */
export function topVariables(program: Program): Identifier[] {
  return program.body.flatMap((statement) =>
    statement.type === 'VariableDeclaration'
      ? statement.declarations.flatMap(({ id }) => patternNames(id))
      : [],
  );
}

/** Identifiers that read or write a variable, rather than name a member or a label. */
export function references(program: Program): Identifier[] {
  const found: Identifier[] = [];
  visit(program, (node, around) => {
    if (node.type === 'Identifier' && isReference(node, around.at(-1))) found.push(node);
  });
  return found;
}

function isReference(node: Identifier, parent: AnyNode | undefined): boolean {
  switch (parent?.type) {
    case 'MemberExpression':
      return parent.object === node || parent.computed;
    case 'Property':
      // A shorthand `{ a }` is both; its key and value are one node.
      return parent.value === node || parent.computed;
    case 'MethodDefinition':
    case 'PropertyDefinition':
      return parent.value === node || parent.computed;
    case 'UnaryExpression':
      // typeof may be asked of what isn't there.
      return parent.operator !== 'typeof';
    case 'LabeledStatement':
    case 'BreakStatement':
    case 'ContinueStatement':
    case 'MetaProperty':
      return false;
    default:
      return true;
  }
}
