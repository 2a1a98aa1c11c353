/**
 * Whether a press is under way that may lead out of the portal. Meanwhile nothing may refresh the page: the router
 * already stands at the address it is leaving for, and would fetch that, a link that works once.
 */
let isUnderWay = false;

export function beginLeaving(): void {
  isUnderWay = true;
  // Back from the form, from the browser's memory of the page.
  addEventListener('pageshow', endLeaving, { once: true });
}

/** The press was answered on the page. */
export function endLeaving(): void {
  isUnderWay = false;
}

export function isLeaving(): boolean {
  return isUnderWay;
}
