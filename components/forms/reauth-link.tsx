/** Opens in a new tab, so that what was typed here is kept. */
export function ReauthLink() {
  return (
    <a href="/confirm-it-is-you" target="_blank" rel="noopener" className="underline">
      Confirm that it is you, then press again
    </a>
  );
}
