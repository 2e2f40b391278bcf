import type { AnyNode, CallExpression, Expression, Program, SpreadElement } from 'acorn';
import { type FunctionNode, isFunction, visit } from './tree';

/** A function for events as the source gives it. */
export interface GivenHandler {
  /** The type, or the name with a meaning of its own. */
  name: string;
  /** Where it is named. */
  key: AnyNode;
  value: AnyNode;
  /** What `value` is or stands for, where the source shows that it is a function. */
  body: FunctionNode | null;
}

/** A call of a function that KurrentDB gives, of a global one or of a member of the chain. */
export interface NamedCall {
  name: string;
  call: CallExpression;
  /** Where the name stands. */
  at: AnyNode;
}

/** What a source's tree shows without running it. */
export class Script {
  readonly calls: NamedCall[] = [];
  /** In the order in which they are given, since no chain has two calls that give handlers. */
  readonly handlers: GivenHandler[] = [];
  /** What the names that are declared once at the top stand for. */
  readonly #declared = new Map<string, AnyNode>();

  constructor(readonly program: Program) {
    this.#declare();
    visit(program, (node) => {
      if (node.type !== 'CallExpression') return;
      const { callee } = node;
      if (callee.type === 'Identifier') {
        this.calls.push({ name: callee.name, call: node, at: callee });
      } else if (callee.type === 'MemberExpression' && callee.property.type === 'Identifier') {
        this.calls.push({ name: callee.property.name, call: node, at: callee.property });
      }
    });
    for (const { name, call } of this.calls) this.#handlersOf(name, call);
  }

  /** Calls of a function. */
  named(...names: string[]): NamedCall[] {
    return this.calls.filter(({ name }) => names.includes(name));
  }

  /** What an expression is, or what the name that it is stands for. */
  resolved(node: AnyNode | null | undefined): AnyNode | null {
    if (node?.type === 'Identifier') return this.#declared.get(node.name) ?? null;
    return node ?? null;
  }

  /** The function that an expression is or names, where the source shows it. */
  functionOf(node: AnyNode | null | undefined): FunctionNode | null {
    const found = this.resolved(node);
    return found && isFunction(found) ? found : null;
  }

  /** All functions that are called for events: handlers, partitionBy, transforms and filters. */
  functions(): FunctionNode[] {
    const others = this.named('partitionBy', 'transformBy', 'filterBy');
    const given = [
      ...this.handlers.map(({ body }) => body),
      ...others.map(({ call }) => this.functionOf(call.arguments[0])),
    ];
    return given.filter((found) => found !== null);
  }

  #handlersOf(name: string, call: CallExpression): void {
    const [first, second] = call.arguments;
    if (name === 'when') this.#members(first);
    if (name === 'on_any' && first) this.#handler('$any', first, first);
    if (name === 'on_event' && first?.type === 'Literal' && second) {
      this.#handler(String(first.value), first, second);
    }
  }

  #members(given: Expression | SpreadElement | undefined): void {
    const object = this.resolved(given);
    if (object?.type !== 'ObjectExpression') return;
    for (const member of object.properties) {
      if (member.type !== 'Property' || member.computed || member.kind !== 'init') continue;
      const { key } = member;
      const name = key.type === 'Identifier' ? key.name : key.type === 'Literal' ? key.value : null;
      if (name !== null) this.#handler(String(name), key, member.value);
    }
  }

  #handler(name: string, key: AnyNode, value: AnyNode): void {
    this.handlers.push({ name, key, value, body: this.functionOf(value) });
  }

  #declare(): void {
    for (const statement of this.program.body) {
      if (statement.type === 'FunctionDeclaration') {
        this.#declared.set(statement.id.name, statement);
      } else if (statement.type === 'VariableDeclaration') {
        for (const { id, init } of statement.declarations) {
          if (id.type === 'Identifier' && init) this.#declared.set(id.name, init);
        }
      }
    }
  }
}
