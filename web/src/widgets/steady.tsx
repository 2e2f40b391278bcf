import { Component, type ComponentType } from 'preact';

/**
 * A component that is drawn again only when one of its properties is another: in a list of which few
 * rows change, all others cost nothing.
 *
 * @param same compares what is handed on; by default each property with itself.
 */
export function steady<P extends object>(
  Inner: ComponentType<P>,
  same: (before: P, now: P) => boolean = allSame,
): ComponentType<P> {
  return class extends Component<P> {
    override shouldComponentUpdate(next: P) {
      return !same(this.props, next);
    }

    override render() {
      return <Inner {...this.props} />;
    }
  };
}

function allSame<P extends object>(before: P, now: P): boolean {
  const names = Object.keys(now) as (keyof P)[];
  return names.every((name) => Object.is(before[name], now[name]));
}
