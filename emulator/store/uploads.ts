/** The bytes of uploaded files: one file each below the data folder, or in memory when there is none. */
import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readSampleFile } from './sample-file';

export interface StoredFile {
  id: string;
  sizeBytes: number;
  sha256: string;
}

export class Uploads {
  readonly #folder: string | null;
  readonly #memory = new Map<string, Buffer>();

  constructor(folder: string | null) {
    this.#folder = folder;
    if (folder !== null) mkdirSync(folder, { recursive: true });
  }

  /** The file is complete under its name before the record that mentions it is written. */
  write(id: string, bytes: Uint8Array): StoredFile {
    if (this.#folder === null) {
      this.#memory.set(id, Buffer.from(bytes));
    } else {
      const path = join(this.#folder, id);
      writeFileSync(`${path}.draft`, bytes);
      renameSync(`${path}.draft`, path);
    }
    return { id, sizeBytes: bytes.byteLength, sha256: hash('sha256', bytes) };
  }

  read(id: string): Buffer | null {
    const sample = readSampleFile(id);
    if (sample !== null) return sample;
    if (this.#folder === null) return this.#memory.get(id) ?? null;
    try {
      return readFileSync(join(this.#folder, id));
    } catch {
      return null;
    }
  }

  remove(id: string): void {
    this.#memory.delete(id);
    if (this.#folder !== null) rmSync(join(this.#folder, id), { force: true });
  }

  clear(): void {
    this.#memory.clear();
    if (this.#folder === null) return;
    rmSync(this.#folder, { recursive: true, force: true });
    mkdirSync(this.#folder, { recursive: true });
  }
}
