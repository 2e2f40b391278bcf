import type {
  AnyNode,
  ArrowFunctionExpression,
  FunctionDeclaration,
  FunctionExpression,
  Node,
} from 'acorn';

export type FunctionNode = FunctionDeclaration | FunctionExpression | ArrowFunctionExpression;

export function isFunction(node: Node): node is FunctionNode {
  return (
    node.type === 'FunctionDeclaration' ||
    node.type === 'FunctionExpression' ||
    node.type === 'ArrowFunctionExpression'
  );
}

/**
 * Goes through a tree from its root on, each node before those in it.
 *
 * @param seen is given a node and those around it, the nearest last; `false` leaves out what is in it.
 */
export function visit(
  root: Node,
  // biome-ignore lint/suspicious/noConfusingVoidType: a visitor that says nothing goes on
  seen: (node: AnyNode, around: readonly AnyNode[]) => boolean | void,
): void {
  const around: AnyNode[] = [];
  const go = (node: AnyNode) => {
    if (seen(node, around) === false) return;
    around.push(node);
    for (const child of childrenOf(node)) go(child);
    around.pop();
  };
  go(root as AnyNode);
}

function* childrenOf(node: AnyNode): Iterable<AnyNode> {
  for (const value of Object.values(node) as unknown[]) {
    for (const item of Array.isArray(value) ? value : [value]) {
      if (isNode(item)) yield item;
    }
  }
}

function isNode(value: unknown): value is AnyNode {
  return typeof (value as { type?: unknown } | null)?.type === 'string';
}

/** Goes through a function without the functions in it, which run at another time. */
export function visitOwn(root: FunctionNode, seen: (node: AnyNode) => void): void {
  visit(root, (node) => {
    if (node !== root && isFunction(node)) return false;
    seen(node);
    return true;
  });
}
