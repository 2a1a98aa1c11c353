/** The floor of every weight: what Next itself sends for a page that does nothing. */
export default function Page() {
  return <p>Nothing</p>;
}
