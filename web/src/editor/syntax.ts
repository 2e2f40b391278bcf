import type { SyntaxNode, Tree } from '@lezer/common';

/** A source and the tree that was made of it. It may be unfinished anywhere. */
export interface Reading {
  text: string;
  tree: Tree;
}

/** The text of a node. */
export function textOf({ text }: Reading, node: SyntaxNode | null): string {
  return node ? text.slice(node.from, node.to) : '';
}

/** What a string or a name says: `'a'` and `a` both say a. */
export function said(reading: Reading, node: SyntaxNode | null): string {
  const text = textOf(reading, node);
  if (node?.name !== 'String') return text;
  const closed = text.length > 1 && text.endsWith(text.charAt(0));
  return text.slice(1, closed ? -1 : undefined).replace(/\\(.)/g, '$1');
}

/** The nodes in another one that aren't brackets, commas or mistakes. */
export function partsOf(node: SyntaxNode | null): SyntaxNode[] {
  return childrenOf(node).filter(({ name }) => /^\w/.test(name));
}

/** All nodes that stand directly in another one. */
export function childrenOf(node: SyntaxNode | null): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  for (let child = node?.firstChild ?? null; child; child = child.nextSibling) found.push(child);
  return found;
}

/** What a call is given. */
export function argumentsOf(call: SyntaxNode): SyntaxNode[] {
  return partsOf(call.getChild('ArgList'));
}

/** The name of the function that is called, whether by itself or as a member; `''` where it has none. */
export function calledName(reading: Reading, call: SyntaxNode | null): string {
  const callee = call?.name === 'CallExpression' ? call.firstChild : null;
  if (callee?.name === 'VariableName') return textOf(reading, callee);
  return callee?.name === 'MemberExpression'
    ? textOf(reading, callee.getChild('PropertyName'))
    : '';
}

/** The call that a node is given to directly, or `null`. */
export function callGiven(node: SyntaxNode): SyntaxNode | null {
  const list = node.parent;
  return list?.name === 'ArgList' && list.parent?.name === 'CallExpression' ? list.parent : null;
}

/** Whether a node is a function, or a member of an object that is written as a method. */
export function isFunction(node: SyntaxNode): boolean {
  return (
    node.name === 'ArrowFunction' ||
    node.name === 'FunctionExpression' ||
    node.name === 'FunctionDeclaration' ||
    (node.name === 'Property' && node.getChild('ParamList') !== null)
  );
}

/** The parameters of a function: the patterns that are given values. */
export function parametersOf(given: SyntaxNode): SyntaxNode[] {
  const list = given.getChild('ParamList');
  const after = (node: SyntaxNode) => node.prevSibling?.name ?? '';
  // What comes after an equals sign is a value that stands in for one that isn't given.
  return partsOf(list).filter((node) => node.name !== 'Equals' && after(node) !== 'Equals');
}

/** The key of a member of an object, and its value where that is written behind the key. */
export function memberOf(property: SyntaxNode): {
  key: SyntaxNode | null;
  value: SyntaxNode | null;
} {
  const [key = null, ...others] = partsOf(property);
  return { key, value: property.getChild(':') ? (others.at(-1) ?? null) : null };
}
