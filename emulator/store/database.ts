/**
 * The tables plus their promise: `commit` returns only after the whole group of changes is in the log, and no read sees
 * a change before that. One group is one line, so a torn line loses the group, never half of it.
 */
import { randomBytes } from 'node:crypto';
import type { Settings } from '../settings-schema';
import { Clock } from './clock';
import { Ids } from './ids';
import type { Log } from './log';
import { type Change, Tables } from './tables';

export class Database {
  readonly tables = new Tables();
  readonly ids = new Ids(this.tables);
  readonly clock: Clock;
  readonly #log: Log | null;
  readonly #settings: () => Settings;
  /** Called after a commit that may have made something due (a delivery, a review). */
  onWork: () => void = () => {};

  constructor(log: Log | null, settings: () => Settings) {
    this.#log = log;
    this.#settings = settings;
    this.clock = new Clock(settings);
    log?.load((change) => this.tables.apply(change));
    this.clock.offsetMs = this.tables.clockOffsetMs;
    if (this.tables.seed === '') this.commit([['seed', this.#freshSeed()]]);
  }

  get settings(): Settings {
    return this.#settings();
  }

  commit(changes: readonly Change[]): void {
    const used = this.ids.takeUsed();
    const group: readonly Change[] = used === null ? changes : [['sequence', used], ...changes];
    this.#log?.append(JSON.stringify(group));
    for (const change of group) this.tables.apply(change);
    this.clock.offsetMs = this.tables.clockOffsetMs;
    this.#log?.compactIfLarge(() => this.tables.dump());
    this.onWork();
  }

  /** Forgets everything; with a seed setting the same ids will be given again. */
  reset(): void {
    this.ids.takeUsed();
    this.commit([
      ['reset', null],
      ['seed', this.#freshSeed()],
    ]);
    this.#log?.compact(() => this.tables.dump());
  }

  close(): void {
    this.#log?.close();
  }

  #freshSeed(): string {
    return this.#settings().seed ?? randomBytes(16).toString('hex');
  }
}
