/** A wire between two programs that can be cut, frozen and watched. One server, as many connections as come. */
import net from 'node:net';

export interface Link {
  readonly client: net.Socket;
  readonly server: net.Socket;
}

/** Sees the bytes of one connection and passes them on, or not. */
export interface Tap {
  fromClient(bytes: Buffer): void;
  fromServer(bytes: Buffer): void;
}

export class TcpProxy {
  readonly #server: net.Server;
  readonly #links = new Set<Link>();
  #port = 0;
  #isFrozen = false;

  private constructor(
    private readonly target: () => number,
    private readonly tap?: (link: Link) => Tap,
  ) {
    this.#server = net.createServer((client) => this.#join(client));
  }

  /** `target` is asked for the port at each connection, because the program behind may come back on another one. */
  static async open(target: () => number, tap?: (link: Link) => Tap): Promise<TcpProxy> {
    const proxy = new TcpProxy(target, tap);
    await proxy.restore();
    return proxy;
  }

  get port(): number {
    return this.#port;
  }

  /** Every connection breaks and none can be made, as when the program behind has ended. */
  async cut(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.#server.close(() => resolve()));
    this.dropAll();
    await closed;
  }

  async restore(): Promise<void> {
    this.#isFrozen = false;
    if (this.#server.listening) return;
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen({ port: this.#port, host: '127.0.0.1' }, () => resolve());
    });
    const address = this.#server.address();
    if (typeof address === 'object' && address !== null) this.#port = address.port;
  }

  /** Connections stay and new ones are accepted, but nothing passes any more: a network that swallows packets. */
  freeze(): void {
    this.#isFrozen = true;
    for (const { client, server } of this.#links) {
      client.pause();
      server.pause();
    }
  }

  /** Ends what was frozen, as a network does that comes back too late, and lets new connections work. */
  thaw(): void {
    this.#isFrozen = false;
    this.dropAll();
  }

  dropAll(): void {
    for (const { client, server } of this.#links) {
      client.resetAndDestroy();
      server.destroy();
    }
    this.#links.clear();
  }

  #join(client: net.Socket): void {
    const server = net.connect({ port: this.target(), host: '127.0.0.1' });
    const link = { client, server };
    this.#links.add(link);
    const end = () => {
      this.#links.delete(link);
      client.destroy();
      server.destroy();
    };
    for (const socket of [client, server]) socket.setNoDelay(true).on('error', end).on('close', end);
    const tap = this.tap?.(link);
    client.on('data', (bytes: Buffer) => (tap ? tap.fromClient(bytes) : server.write(bytes)));
    server.on('data', (bytes: Buffer) => (tap ? tap.fromServer(bytes) : client.write(bytes)));
    if (!this.#isFrozen) return;
    client.pause();
    server.pause();
  }
}
