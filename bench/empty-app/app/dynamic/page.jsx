import { connection } from 'next/server';

/** The floor of every page's time: rendered anew for each request, with nothing in it. */
export default async function Page() {
  await connection();
  return <p>Nothing</p>;
}
