/** Registers a scripted server for a test file, and closes the clients that its tests make. */
import { afterAll, afterEach, beforeAll } from 'vitest';
import type { OnemoneyClientOptions } from '../client';
import { type ScriptedServer, startScriptedServer } from './scripted-server';
import { createTestClient, type TestClient } from './test-client';

export interface UpstreamInTest {
  readonly server: ScriptedServer;
  make(options?: Partial<OnemoneyClientOptions>, origin?: string): TestClient;
}

export function setUpUpstream(): UpstreamInTest {
  let server: ScriptedServer | undefined;
  let clients: TestClient[] = [];
  beforeAll(async () => {
    server = await startScriptedServer();
  });
  afterEach(async () => {
    await Promise.all(clients.map(({ client }) => client.close()));
    clients = [];
  });
  afterAll(() => server?.close());
  const running = (): ScriptedServer => {
    if (server === undefined) throw new Error('The scripted server runs only while tests do');
    return server;
  };
  return {
    get server() {
      return running();
    },
    make: (options = {}, origin = running().origin) => {
      const made = createTestClient(origin, options);
      clients.push(made);
      return made;
    },
  };
}
