import { notFound } from '@/lib/platform/http/json-responses';

/** Programs get data, also where there is nothing. */
const response = () => notFound();

export {
  response as DELETE,
  response as GET,
  response as HEAD,
  response as OPTIONS,
  response as PATCH,
  response as POST,
  response as PUT,
};
