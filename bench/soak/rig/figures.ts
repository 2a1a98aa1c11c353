/** What a part of the proof reports: what was measured, and every promise that was broken. */

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
}

export class Findings {
  readonly #figures: Figure[] = [];
  readonly #violations: string[] = [];

  constructor(private readonly part: string) {}

  note(what: string, value: string | number, bound?: string): void {
    this.#figures.push({ what, value: String(value), ...(bound !== undefined && { bound }) });
  }

  /** Notes a figure that must not exceed its limit. */
  atMost(what: string, value: number, limit: number, unit = ''): void {
    const text = (number: number) => `${Number.isInteger(number) ? number : number.toFixed(2)}${unit && ` ${unit}`}`;
    this.note(what, text(value), limit === 0 ? '0' : `≤ ${text(limit)}`);
    if (!(value <= limit)) this.broken(`${what}: ${text(value)}, promised at most ${text(limit)}`);
  }

  expect(holds: boolean, promise: string): void {
    if (!holds) this.broken(promise);
  }

  broken(promise: string): void {
    this.#violations.push(promise);
  }

  report(): Report {
    return { part: this.part, figures: this.#figures, violations: this.#violations };
  }
}

/** The value below which the given part of all values lies; NaN of none. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(sorted.length * part) - 1)] ?? Number.NaN;
}
