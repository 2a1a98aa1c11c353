/**
 * Ids and tokens derived from a seed and a running number per kind: the same seed and the same calls give the same ids,
 * and creating more of one kind never changes the ids of another. The numbers are part of the log, so a restart goes on
 * where it stopped instead of giving an id twice.
 */
import { hash } from 'node:crypto';
import type { Tables } from './tables';

export class Ids {
  readonly #tables: Tables;
  #used: Record<string, number> = {};

  constructor(tables: Tables) {
    this.#tables = tables;
  }

  uuid(kind: string): string {
    const hex = this.#next(kind, 'hex');
    const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
  }

  /** 43 characters of base64url, 256 bits. */
  token(kind: string): string {
    return this.#next(kind, 'base64url');
  }

  /** What was used since the last call, for the log; null when nothing was. */
  takeUsed(): Record<string, number> | null {
    const used = this.#used;
    if (Object.keys(used).length === 0) return null;
    this.#used = {};
    return used;
  }

  #next(kind: string, encoding: 'hex' | 'base64url'): string {
    const number = (this.#used[kind] ?? this.#tables.sequence.get(kind) ?? 0) + 1;
    this.#used[kind] = number;
    return hash('sha256', `${this.#tables.seed}\n${kind}\n${number}`, encoding);
  }
}
