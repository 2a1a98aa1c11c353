/** `npm run env-example`: writes `.env.example` from the list of environment variables. */
import { writeFileSync } from 'node:fs';
import { envExample } from '@/lib/env-example';

writeFileSync(new URL('../.env.example', import.meta.url), envExample());
