import { notFound } from '@/lib/platform/http/json-responses';

/** Programs get data, also where there is nothing. */
const answer = () => notFound();

export {
  answer as DELETE,
  answer as GET,
  answer as HEAD,
  answer as OPTIONS,
  answer as PATCH,
  answer as POST,
  answer as PUT,
};
