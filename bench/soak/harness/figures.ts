/** What a part reports: measured values, and every broken promise. */

export interface Figure {
  readonly what: string;
  readonly value: string;
  /** The promise, where there is one. */
  readonly bound?: string;
}

export interface Report {
  readonly part: string;
  readonly figures: readonly Figure[];
  readonly violations: readonly string[];
  /** Promises about time that were not kept: they count where speed is measured, and not on a busy machine. */
  readonly late: readonly string[];
}

export class Findings {
  readonly #figures: Figure[] = [];
  readonly #violations: string[] = [];
  readonly #late: string[] = [];

  constructor(private readonly part: string) {}

  note(what: string, value: string | number, bound?: string): void {
    this.#figures.push({ what, value: String(value), ...(bound !== undefined && { bound }) });
  }

  /** Notes how many there are of what must not be. */
  none(what: string, value: number): void {
    this.note(what, value, '0');
    if (value !== 0) this.broken(`${what}: ${value}, promised 0`);
  }

  /** Notes a time in seconds and what was promised. */
  within(what: string, seconds: number, limit: number): void {
    this.note(what, `${seconds.toFixed(2)} s`, `≤ ${limit} s`);
    if (!(seconds <= limit)) this.#late.push(`${what}: ${seconds.toFixed(2)} s, promised within ${limit} s`);
  }

  expect(holds: boolean, promise: string): void {
    if (!holds) this.broken(promise);
  }

  broken(promise: string): void {
    this.#violations.push(promise);
  }

  report(): Report {
    return { part: this.part, figures: this.#figures, violations: this.#violations, late: this.#late };
  }
}

/** The value below which the given part of all values lies; NaN of none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}
