/**
 * Counts the rows of a delimited text without reading their cells, to check the parser: no row may vanish, whatever
 * ends its lines. Pure.
 */

/** Quick for what most files hold. */
function isText(char: string): boolean {
  return (char > ' ' && char <= '~') || /\S/.test(char);
}

/** Quotation marks count as the parser takes them: they open a cell at its beginning only, and a stray one is text. */
export class RowCounter {
  readonly #delimiter: string;
  #rows = 0;
  #hasText = false;
  #isCellStart = true;
  #isQuoted = false;
  /** A quotation mark inside a quoted cell: its end, or the first of two. */
  #isMaybeEnd = false;

  constructor(delimiter: string) {
    this.#delimiter = delimiter;
  }

  add(text: string): void {
    for (let at = 0; at < text.length; at += 1) this.#take(text.charAt(at));
  }

  /** Rows with something in them. */
  end(): number {
    this.#endRow();
    return this.#rows;
  }

  #take(char: string): void {
    if (this.#isMaybeEnd) {
      this.#isMaybeEnd = false;
      if (char === '"') {
        this.#hasText = true;
        return;
      }
      this.#isQuoted = false;
      if (char !== this.#delimiter && char !== '\n' && char !== '\r') this.#hasText = true;
    }
    if (this.#isQuoted) {
      if (char === '"') this.#isMaybeEnd = true;
      else if (isText(char)) this.#hasText = true;
    } else if (char === '\n' || char === '\r') this.#endRow();
    else if (char === this.#delimiter) this.#isCellStart = true;
    else if (char === '"' && this.#isCellStart) {
      this.#isQuoted = true;
      this.#isCellStart = false;
    } else {
      this.#isCellStart = false;
      if (isText(char)) this.#hasText = true;
    }
  }

  #endRow(): void {
    if (this.#hasText) this.#rows += 1;
    this.#hasText = false;
    this.#isCellStart = true;
  }
}
