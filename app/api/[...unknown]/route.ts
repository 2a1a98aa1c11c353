import { notFound } from '@/lib/platform/http/json-responses';

/** Unknown API paths return JSON, not an HTML page. */
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
