// @ts-check
/** A real nginx, for what proxies in front of the portal do to requests. */
import { mkdtempSync, writeFileSync } from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { startServer } from './start-server.mjs';

/**
 * Starts nginx with the `server` blocks given. It writes into a folder of its own only.
 * @param {{ servers: string, port: number }} options `port`: one of those that the blocks listen on.
 */
export function startNginx({ servers, port }) {
  const folder = mkdtempSync(path.join(os.tmpdir(), 'partner-portal-nginx-'));
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(file, toConfiguration(servers));
  const args = ['-p', folder, '-c', file, '-e', 'stderr'];
  return startServer({ program: 'nginx', debianPackage: 'nginx-light', args, port, folder });
}

/** One process without a master: it needs no second user, and nothing is left when it is killed. @param {string} servers */
function toConfiguration(servers) {
  const folders = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map((name) => `${name}_temp_path ${name};`);
  return `daemon off;
master_process off;
pid nginx.pid;
error_log stderr warn;
events {}
http {
access_log off;
${folders.join('\n')}
${servers}
}
`;
}
