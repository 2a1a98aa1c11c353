#!/usr/bin/env node
// The program runs from its TypeScript sources, from any working directory; the loader must read this folder's tsconfig, not the caller's.
import { fileURLToPath } from 'node:url';
import { register } from 'tsx/esm/api';

register({ tsconfig: fileURLToPath(new URL('./tsconfig.json', import.meta.url)) });
await import('./main.ts');
