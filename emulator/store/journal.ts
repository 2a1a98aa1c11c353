/** The last requests to the imitated API, in a ring of fixed size: a load test must not fill the memory. Not kept on disk. */
import { fromWireText, joinWireText, type WireText } from '../api/api-response';
import type { JournalEntry } from '../model';

const BODY_LIMIT_BYTES = 16 * 1024;
/** Holds every single record; only lists are cut. Large texts that live for seconds are what a garbage collector likes least. */
const ANSWER_LIMIT_BYTES = 4 * 1024;

/** An entry as recorded: bytes become text only when it is read, because most entries never are. */
export type Recorded = Omit<JournalEntry, 'body' | 'answer'> & {
  body: Buffer;
  answer: { status: number; body: WireText } | null;
};

export class Journal {
  #ring: Recorded[] = [];
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

  add(entry: Recorded): void {
    const size = this.#size();
    if (size !== this.#ringSize) this.#resize(size);
    if (entry.body.length > BODY_LIMIT_BYTES)
      entry.body = Buffer.from(`${entry.body.toString('utf8', 0, BODY_LIMIT_BYTES)}…`);
    const { answer } = entry;
    if (answer !== null && answer.body.length > ANSWER_LIMIT_BYTES) answer.body = cut(answer.body);
    if (this.#ring.length < size) {
      this.#ring.push(entry);
      return;
    }
    this.#ring[this.#oldest] = entry;
    this.#oldest = (this.#oldest + 1) % size;
  }

  /** In the order of arrival. */
  list(): JournalEntry[] {
    return this.#inOrder()
      .sort((a, b) => a.id - b.id)
      .map((entry) => ({
        ...entry,
        body: entry.body.toString(),
        answer: entry.answer && { status: entry.answer.status, body: fromWireText(entry.answer.body) },
      }));
  }

  clear(): void {
    this.#ring = [];
    this.#oldest = 0;
    this.#count = 0;
  }

  #resize(size: number): void {
    this.#ring = this.#inOrder().slice(-size);
    this.#ringSize = size;
    this.#oldest = 0;
  }

  #inOrder(): Recorded[] {
    return [...this.#ring.slice(this.#oldest), ...this.#ring.slice(0, this.#oldest)];
  }
}

/** Encoded again, because a slice would keep the whole text in memory. */
function cut(text: WireText): WireText {
  return joinWireText(
    Buffer.from(`${text.slice(0, ANSWER_LIMIT_BYTES)}\u00e2\u0080\u00a6`, 'latin1').toString('latin1'),
  );
}
