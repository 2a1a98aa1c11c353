/** The partner's own product, made of nothing but the example in docs/handoff.md. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { portalUrl } from './environment';

export interface Product {
  readonly url: string;
  stop(): void;
}

/** The blocks of JavaScript in the document, in order. */
function examples(): readonly string[] {
  const text = readFileSync('docs/handoff.md', 'utf8');
  return [...text.matchAll(/```js\n([\s\S]*?)```/g)].map((block) => block[1] ?? '');
}

/** The example without packages: its functions as they are, its handler inside a server that says who is signed in. */
function plainServer(email: string): string {
  const [example = ''] = examples();
  const [functions = '', handler = ''] = example.split(/^\/\/ In the handler of your page.*$/m);
  return `import { createServer } from 'node:http';
${functions.replace('https://portal.example', portalUrl())}
const user = { email: ${JSON.stringify(email)} };
const server = createServer((request, response) => {
  if (request.url !== '/') return response.writeHead(204).end();
${handler}
});
server.listen(0, '127.0.0.1', () => console.log(String(server.address().port)));
`;
}

/** The example with jose, which makes the same token another way. */
export function joseToken(email: string): string {
  const example = examples()[1] ?? '';
  return `const user = { email: ${JSON.stringify(email)} };
${example}
console.log(token);
`;
}

/** Runs pasted code with the secret and gives its first line. */
export async function runExample(code: string, secret: string): Promise<{ line: string; stop: () => void }> {
  const folder = '.test/handoff';
  const file = `${folder}/${crypto.randomUUID()}.mjs`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, code);
  const child: ChildProcess = spawn(process.execPath, [file], {
    env: { ...process.env, HANDOFF_SECRET: secret },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = () => {
    child.kill();
    rmSync(file, { force: true });
  };
  if (child.stdout === null) throw new Error('The example has no output.');
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return { line: String(line), stop };
}

export async function startProduct(email: string, secret: string): Promise<Product> {
  const { line, stop } = await runExample(plainServer(email), secret);
  return { url: `http://127.0.0.1:${line}/`, stop };
}
