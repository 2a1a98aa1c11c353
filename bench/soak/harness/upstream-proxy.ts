/**
 * An HTTP proxy between portal and emulator: holds requests before they arrive, or responses after they have taken
 * effect, and can disappear altogether.
 */
import http from 'node:http';

export interface HttpHold {
  /** `request`: upstream never sees it. `reply`: upstream has acted, and the answer is withheld. */
  readonly side: 'request' | 'answer';
  readonly matches: (method: string, path: string) => boolean;
}

export class UpstreamProxy {
  readonly #server: http.Server;
  readonly #agent = new http.Agent({ keepAlive: true });
  #port = 0;
  #hold: HttpHold | null = null;
  #waiting: (() => void)[] = [];

  private constructor(private readonly target: string) {
    this.#server = http.createServer((request, response) => void this.#pass(request, response));
  }

  static async open(target: string): Promise<UpstreamProxy> {
    const tcpProxy = new UpstreamProxy(target);
    await tcpProxy.restore();
    return tcpProxy;
  }

  get url(): string {
    return `http://127.0.0.1:${this.#port}`;
  }

  arm(hold: HttpHold): void {
    this.#hold = hold;
    this.#waiting = [];
  }

  /** Lets go of nothing: what waits stays cut off. New requests pass. */
  disarm(): void {
    this.#hold = null;
  }

  /** Lets everything that waits go on its way. */
  release(): void {
    this.#hold = null;
    for (const go of this.#waiting.splice(0)) go();
  }

  get held(): number {
    return this.#waiting.length;
  }

  async cut(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.#server.closeAllConnections();
    await closed;
  }

  async restore(): Promise<void> {
    if (this.#server.listening) return;
    await new Promise<void>((resolve) => this.#server.listen({ port: this.#port, host: '127.0.0.1' }, resolve));
    const address = this.#server.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
  }

  async close(): Promise<void> {
    this.#agent.destroy();
    await this.cut();
  }

  async #pass(request: http.IncomingMessage, response: http.ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const hold = this.#hold;
    const [method, path] = [request.method ?? 'GET', request.url ?? '/'];
    const isHeld = hold?.matches(method, path) ?? false;
    if (isHeld && hold?.side === 'request') await this.#wait();
    const forwarded = http.request(`${this.target}${path}`, { method, headers: request.headers, agent: this.#agent });
    forwarded.once('error', () => request.socket.resetAndDestroy());
    forwarded.once('response', async (reply) => {
      const body: Buffer[] = [];
      try {
        for await (const chunk of reply) body.push(chunk as Buffer);
      } catch {
        request.socket.resetAndDestroy();
        return;
      }
      if (isHeld && hold?.side === 'answer') await this.#wait();
      response.writeHead(reply.statusCode ?? 502, reply.headers);
      response.end(Buffer.concat(body));
    });
    forwarded.end(Buffer.concat(chunks));
  }

  #wait(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push(resolve));
  }
}
