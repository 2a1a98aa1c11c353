/** The last requests to the imitated API, in a ring of fixed size: a load test must not fill the memory. Not kept on disk. */
import type { JournalEntry } from '../model';

export class Journal {
  #ring: JournalEntry[] = [];
  #ringSize = 0;
  #oldest = 0;
  #count = 0;
  readonly #size: () => number;

  constructor(size: () => number) {
    this.#size = size;
  }

  /** The number of a new entry. Given at arrival, so that the journal tells the order of arrival. */
  takeId(): number {
    this.#count += 1;
    return this.#count;
  }

  add(entry: JournalEntry): void {
    const size = this.#size();
    if (size !== this.#ringSize) {
      this.#ring = this.#inOrder().slice(-size);
      this.#ringSize = size;
      this.#oldest = 0;
    }
    if (this.#ring.length < size) {
      this.#ring.push(entry);
      return;
    }
    this.#ring[this.#oldest] = entry;
    this.#oldest = (this.#oldest + 1) % size;
  }

  /** In the order of arrival. */
  list(): JournalEntry[] {
    return this.#inOrder().sort((a, b) => a.id - b.id);
  }

  clear(): void {
    this.#ring = [];
    this.#oldest = 0;
    this.#count = 0;
  }

  #inOrder(): JournalEntry[] {
    return [...this.#ring.slice(this.#oldest), ...this.#ring.slice(0, this.#oldest)];
  }
}
