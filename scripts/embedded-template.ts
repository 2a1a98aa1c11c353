/** A step of `npm run build`: makes the empty embedded database that first starts copy. */
import { makeTemplate } from '@/lib/platform/db/embedded-template';

await makeTemplate();
