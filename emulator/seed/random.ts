/** A small repeatable random source (mulberry32); good enough to choose names, useless for secrets. */
import { hash } from 'node:crypto';

export class Random {
  #state: number;

  constructor(text: string) {
    this.#state = Number.parseInt(hash('sha256', text).slice(0, 8), 16);
  }

  /** 0 up to, but not including, 1. */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  }

  below(limit: number): number {
    return Math.floor(this.fraction() * limit);
  }

  pick<T>(list: readonly T[]): T {
    const item = list[this.below(list.length)];
    if (item === undefined) throw new RangeError('cannot pick from an empty list');
    return item;
  }
}
