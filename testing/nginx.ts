/** A real nginx, for what proxies in front of the portal do to requests. */
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { temporaryFolder } from './run-folder';
import { startSystemServer } from './system-server';

/** Starts nginx with the `server` blocks given. `port`: one of those that the blocks listen on. */
export function startNginx({ servers, port }: { readonly servers: string; readonly port: number }) {
  const folder = temporaryFolder('nginx');
  const file = path.join(folder, 'nginx.conf');
  writeFileSync(file, toConfiguration(servers));
  const args = ['-p', folder, '-c', file, '-e', 'stderr'];
  return startSystemServer({ program: 'nginx', debianPackage: 'nginx-light', args, port, folder });
}

/** One process without a master: it needs no second user, and nothing is left when it is killed. */
function toConfiguration(servers: string): string {
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
