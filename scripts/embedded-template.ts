/** A step of `npm run build`: makes the empty embedded database that first starts copy. */
import { makeTemplate } from '@/lib/db/embedded-template';

await makeTemplate();
