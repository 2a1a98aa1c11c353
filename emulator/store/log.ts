/**
 * The disk side: `snapshot-N.jsonl` holds everything up to the start of `log-N.jsonl`. Writes are plain appends handed to
 * the operating system before the caller goes on, which survives the death of this process (kill -9) though not a power cut.
 */
import {
  closeSync,
  existsSync,
  fsyncSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Change } from './tables';

const COMPACT_AFTER_BYTES = 64 * 1024 * 1024;
const SNAPSHOT_GROUP = 500;
const SNAPSHOT_END = '"end"';

export class Log {
  readonly #folder: string;
  readonly #compactAfterBytes: number;
  #generation = 0;
  #file = -1;
  #logBytes = 0;
  #snapshotBytes = 0;

  constructor(folder: string, compactAfterBytes = COMPACT_AFTER_BYTES) {
    this.#folder = folder;
    this.#compactAfterBytes = compactAfterBytes;
    mkdirSync(folder, { recursive: true });
  }

  /** Replays snapshot and log in order, cuts a torn last line off and opens the log for appending. */
  load(apply: (change: Change) => void): void {
    this.#generation = this.#newestSnapshot();
    const replay = (line: string): void => {
      for (const change of JSON.parse(line) as Change[]) apply(change);
    };
    const snapshot = this.#path('snapshot');
    if (existsSync(snapshot)) {
      this.#snapshotBytes = readLines(snapshot, (line) => line === SNAPSHOT_END || replay(line));
    }
    this.#logBytes = existsSync(this.#path('log')) ? readLines(this.#path('log'), replay) : 0;
    this.#file = openSync(this.#path('log'), 'a');
    ftruncateSync(this.#file, this.#logBytes);
  }

  append(line: string): void {
    this.#logBytes += writeAll(this.#file, Buffer.from(`${line}\n`));
  }

  compactIfLarge(dump: () => Iterable<Change>): void {
    if (this.#logBytes > Math.max(this.#compactAfterBytes, 2 * this.#snapshotBytes)) this.compact(dump);
  }

  /** The new snapshot appears under its name only when complete; until then the old pair stays valid. */
  compact(dump: () => Iterable<Change>): void {
    const draft = join(this.#folder, 'snapshot.draft');
    const file = openSync(draft, 'w');
    let bytes = 0;
    let group: Change[] = [];
    const flush = (): void => {
      if (group.length > 0) bytes += writeAll(file, Buffer.from(`${JSON.stringify(group)}\n`));
      group = [];
    };
    for (const change of dump()) {
      group.push(change);
      if (group.length >= SNAPSHOT_GROUP) flush();
    }
    flush();
    bytes += writeAll(file, Buffer.from(`${SNAPSHOT_END}\n`));
    fsyncSync(file);
    closeSync(file);

    const old = { file: this.#file, log: this.#path('log'), snapshot: this.#path('snapshot') };
    this.#generation += 1;
    rmSync(this.#path('log'), { force: true });
    renameSync(draft, this.#path('snapshot'));
    this.#file = openSync(this.#path('log'), 'a');
    this.#logBytes = 0;
    this.#snapshotBytes = bytes;
    closeSync(old.file);
    rmSync(old.log, { force: true });
    rmSync(old.snapshot, { force: true });
  }

  close(): void {
    if (this.#file !== -1) closeSync(this.#file);
    this.#file = -1;
  }

  #path(kind: 'snapshot' | 'log'): string {
    return join(this.#folder, `${kind}-${this.#generation}.jsonl`);
  }

  #newestSnapshot(): number {
    const numbers = readdirSync(this.#folder).flatMap((name) => /^snapshot-(\d+)\.jsonl$/.exec(name)?.[1] ?? []);
    return numbers.reduce((newest, text) => Math.max(newest, Number(text)), 0);
  }
}

/** A write may be short (a full disk, a signal); an exception here means nothing was acknowledged. */
function writeAll(file: number, bytes: Buffer): number {
  let done = 0;
  while (done < bytes.length) done += writeSync(file, bytes, done);
  return bytes.length;
}

/** Calls back for each complete line and answers how many bytes those lines take; what follows is a torn write. */
function readLines(path: string, onLine: (line: string) => void): number {
  const file = openSync(path, 'r');
  const chunk = Buffer.allocUnsafe(1 << 20);
  let rest: Buffer = Buffer.alloc(0);
  let complete = 0;
  try {
    for (let read = readSync(file, chunk); read > 0; read = readSync(file, chunk)) {
      let data = Buffer.concat([rest, chunk.subarray(0, read)]);
      for (let end = data.indexOf(10); end !== -1; end = data.indexOf(10)) {
        onLine(data.toString('utf8', 0, end));
        complete += end + 1;
        data = data.subarray(end + 1);
      }
      rest = data;
    }
  } finally {
    closeSync(file);
  }
  return complete;
}
