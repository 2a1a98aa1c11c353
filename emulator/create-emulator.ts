/**
 * The whole emulator in one call, for the command line and for tests in process (port 0, memory only).
 * It reads no environment; what is not given has the documented default.
 */
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { Api, isApiPath } from './api/server';
import { Background } from './background';
import type { Context } from './context';
import { FaultRegistry } from './faults/registry';
import { createApp } from './http/app';
import { LiveSettings } from './live-settings';
import type { Catcher } from './mail/catcher';
import type { Settings, SettingsInput } from './settings-schema';
import { createStore, type Store } from './store';
import type { Clock } from './store/clock';
import { lockFolder } from './store/folder-lock';

export interface EmulatorOptions {
  /** 0 (the default): any free port. */
  port?: number;
  host?: string;
  /** Absent or null: nothing is kept on disk. */
  dataDir?: string | null;
  settings?: SettingsInput;
  /** Size of the log at which it is replaced by a snapshot. */
  compactAfterBytes?: number;
  /** Absent or null: no mail catcher; 0: on any free port. */
  smtpPort?: number | null;
  /** Where `smtpPort` is in use, any free port will do. */
  isSmtpPortDerived?: boolean;
}

export interface Emulator {
  /** Base URL for clients, without trailing slash. */
  url: string;
  port: number;
  smtpPort: number | null;
  store: Store;
  clock: Clock;
  faults: FaultRegistry;
  readonly settings: Settings;
  /** Resolves when nothing is due or on its way. */
  settle(): Promise<void>;
  close(): Promise<void>;
}

export class PortInUseError extends Error {
  readonly port: number;
  readonly setting: 'EMULATOR_PORT' | 'EMULATOR_SMTP_PORT';

  constructor(port: number, setting: 'EMULATOR_PORT' | 'EMULATOR_SMTP_PORT') {
    super(`Port ${port} is in use; stop the other program or set ${setting} to a free port`);
    this.port = port;
    this.setting = setting;
  }
}

/** Longer than usual clients keep idle connections, so that they, not we, close them first. */
const KEEP_ALIVE_MS = 65_000;

export async function createEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const { port = 0, host = '127.0.0.1', dataDir = null, smtpPort = null, isSmtpPortDerived = false } = options;
  const settings = new LiveSettings(options.settings ?? {});
  const unlock = dataDir === null ? () => {} : lockFolder(dataDir);
  const store = createStore({ dataDir, settings: settings.get, compactAfterBytes: options.compactAfterBytes });
  const faults = new FaultRegistry();
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE_MS });
  let boundUrl = '';
  const api = new Api({ store, faults, settings: settings.get, publicUrl: () => settings.get().publicUrl ?? boundUrl });
  const background = new Background(store, faults);
  const context: Context = {
    store,
    clock: store.clock,
    get settings() {
      return settings.get();
    },
  };
  const app = createApp(context, { store, settings, faults, api, background, boundHost: host });
  const pages: RequestListener = getRequestListener(app.fetch);
  server.on('request', (request, response) => {
    if (isApiPath(request.url ?? '')) api.handle(request, response);
    else void pages(request, response);
  });

  let catcher: Catcher | null = null;
  async function close(): Promise<void> {
    background.close();
    await catcher?.close();
    await new Promise((resolve) => {
      server.close(resolve);
      server.closeAllConnections();
    });
    store.close();
    unlock();
  }

  async function startMail(wanted: number): Promise<Catcher> {
    // Loaded only here: the mail packages double the start-up time of tests that send no mail.
    const { startCatcher } = await import('./mail/catcher');
    const start = (free: number) =>
      startCatcher({ mailbox: store.mailbox, host, port: free, now: () => store.clock.now() });
    return start(wanted).catch((error: unknown) => {
      if (!isPortInUse(error)) throw error;
      if (isSmtpPortDerived) return start(0);
      throw new PortInUseError(wanted, 'EMULATOR_SMTP_PORT');
    });
  }

  try {
    // Mail first: a client that gets a response from the server, its health for one, may send mail at once.
    if (smtpPort !== null) catcher = await startMail(smtpPort);
    await listen(server, port, host);
  } catch (error) {
    await close();
    throw isPortInUse(error) ? new PortInUseError(port, 'EMULATOR_PORT') : error;
  }
  const actualPort = (server.address() as AddressInfo).port;
  boundUrl = `http://${urlHost(host)}:${actualPort}`;
  return {
    url: boundUrl,
    port: actualPort,
    smtpPort: catcher?.port ?? null,
    store,
    clock: store.clock,
    faults,
    get settings() {
      return settings.get();
    },
    settle: () => background.settle(),
    close,
  };
}

function listen(server: ReturnType<typeof createServer>, port: number, host: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, () => {
      server.off('error', reject);
      resolve();
    });
  });
}

/** A wildcard address is no place to connect to, and IPv6 needs brackets. */
function urlHost(host: string): string {
  if (host === '0.0.0.0' || host === '::') return '127.0.0.1';
  return host.includes(':') ? `[${host}]` : host;
}

function isPortInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
