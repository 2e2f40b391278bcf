/**
 * Makes the time and chance those of the event: `new Date()` and `Date.now()` give the moment at
 * which it was created, `Math.random()` a sequence that its position determines. Otherwise a
 * projection that was rebuilt would differ from what it was.
 */
export class EventClock {
  #time = '1970-01-01T00:00:00Z';
  #seed = 0;

  /** Puts the clock in the place of the real ones. */
  install(global: { Date: DateConstructor; Math: Math }): void {
    const RealDate = global.Date;
    const { parse } = RealDate;
    const now = () => parse(this.#time);
    const EventDate = new Proxy(RealDate, {
      apply: () => new RealDate(now()).toString(),
      construct: (target, args, newTarget) =>
        Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    });
    const replace = (owner: object, name: string, value: unknown) =>
      Object.defineProperty(owner, name, { value, writable: true, configurable: true });
    replace(RealDate, 'now', now);
    replace(RealDate.prototype, 'constructor', EventDate);
    replace(global, 'Date', EventDate);
    replace(global.Math, 'random', () => this.#random());
  }

  /** Goes to an event. Its time is only read where something asks for it. */
  at(event: { position: number; time: string }): void {
    this.#time = event.time;
    this.#seed = event.position;
  }

  /** Mulberry32, a small generator whose sequences for neighbouring seeds have nothing in common. */
  #random(): number {
    this.#seed = (this.#seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#seed ^ (this.#seed >>> 15), 1 | this.#seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  }
}
