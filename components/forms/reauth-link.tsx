/** Beside the refusal of a sensitive act: opens in a tab of its own, so that what was typed here stays. */
export function ReauthLink() {
  return (
    <a href="/confirm-it-is-you" target="_blank" rel="noopener" className="underline">
      Confirm that it is you, then press again
    </a>
  );
}
