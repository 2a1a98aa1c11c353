/**
 * A proxy between portal and PostgreSQL that reads the protocol statement by statement, so that a crash can be placed
 * exactly: before a commit is sent, or after it took effect and before the portal knows. The portal does not know of
 * it.
 */
import type { Link, Tap } from './tcp-proxy';
import { TcpProxy } from './tcp-proxy';

/** SQL as it was sent, and what the same connection sent before it in its transaction. */
export interface Statement {
  readonly sql: string;
  readonly before: readonly string[];
}

export interface Hold {
  /** `question`: the statement does not reach the server. `response`: it is carried out, and the answer is withheld. */
  readonly side: 'question' | 'answer';
  readonly matches: (statement: Statement) => boolean;
}

export class PostgresProxy {
  #hold: Hold | null = null;
  #held = 0;

  private constructor(private proxy: TcpProxy | null) {}

  static async open(target: () => number): Promise<PostgresProxy> {
    const tcpProxy = new PostgresProxy(null);
    tcpProxy.proxy = await TcpProxy.open(target, (link) => tcpProxy.#tap(link));
    return tcpProxy;
  }

  get wire(): TcpProxy {
    if (this.proxy === null) throw new Error('The gate is not open.');
    return this.proxy;
  }

  /** From now on every connection whose statement matches stops there. */
  arm(hold: Hold): void {
    this.#hold = hold;
    this.#held = 0;
  }

  disarm(): void {
    this.#hold = null;
  }

  /** Connections held at the armed point now. */
  get held(): number {
    return this.#held;
  }

  #tap({ client, server }: Link): Tap {
    const questions = new Framing({ hasStartup: true });
    const responses = new Framing({ hasStartup: false });
    let inTransaction: string[] = [];
    let state: 'open' | 'stopped' | 'awaiting' = 'open';

    const onQuestion = (message: Buffer) => {
      if (state === 'stopped') return;
      const sql = sqlOf(message);
      if (sql !== null) {
        const hold = this.#hold;
        if (/^begin\b/i.test(sql)) inTransaction = [];
        if (hold?.matches({ sql, before: inTransaction })) {
          if (hold.side === 'question') {
            state = 'stopped';
            this.#held += 1;
            return;
          }
          state = 'awaiting';
        }
        inTransaction.push(sql);
      }
      server.write(message);
    };
    const onAnswer = (message: Buffer) => {
      if (state === 'open') client.write(message);
      // ReadyForQuery ends every answer: the statement has had its effect.
      if (state !== 'awaiting' || message[0] !== READY_FOR_QUERY) return;
      state = 'stopped';
      this.#held += 1;
    };
    return {
      fromClient: (bytes) => questions.push(bytes, onQuestion),
      fromServer: (bytes) => responses.push(bytes, onAnswer),
    };
  }
}

const READY_FOR_QUERY = 0x5a;
const QUERY = 0x51;
const PARSE = 0x50;

/** The SQL of a simple query, or of a statement being prepared; null for all other messages. */
function sqlOf(message: Buffer): string | null {
  if (message[0] === QUERY) return message.toString('utf8', 5, message.length - 1);
  if (message[0] !== PARSE) return null;
  const start = message.indexOf(0, 5) + 1;
  return message.toString('utf8', start, message.indexOf(0, start));
}

/** Cuts a stream into PostgreSQL's messages: a type, a length, a body; the very first of a client has no type. */
class Framing {
  #rest = Buffer.alloc(0);
  #isStartup: boolean;

  constructor({ hasStartup }: { readonly hasStartup: boolean }) {
    this.#isStartup = hasStartup;
  }

  push(bytes: Buffer, onMessage: (message: Buffer) => void): void {
    this.#rest = Buffer.concat([this.#rest, bytes]);
    for (;;) {
      const head = this.#isStartup ? 0 : 1;
      if (this.#rest.length < head + 4) return;
      const length = head + this.#rest.readInt32BE(head);
      if (this.#rest.length < length) return;
      const message = this.#rest.subarray(0, length);
      this.#rest = this.#rest.subarray(length);
      this.#isStartup = false;
      onMessage(message);
    }
  }
}
