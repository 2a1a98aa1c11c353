/**
 * The deviations from 1Money's documents that the client accepts. Each time one occurs it is reported by name, so that
 * an admin can see it and tell 1Money (1Money API notes, section 7).
 */
export const TOLERANCES = {
  clock_corrected: 'Our clock differs from upstream’s; corrected from the Date header after a 401',
  throttle_inside_200: 'A rate limit arrived inside a 200 answer',
  customer_type_other_case: 'customer_type was refused in one spelling and sent in the other',
  older_route_lightweight: 'The lightweight route is missing; /v1/customers/hosted was used',
  older_route_link: 'The onboarding_links route is missing; the grants route was used',
  older_route_status: 'The customer route is missing; /v1/customers/hosted/{id} was used',
  echo_missing: 'There is no /echo; the customers list was read instead',
  locale_dropped: 'The locale was refused; the link was made without it',
  expires_at_assumed: 'A link came without a readable expires_at; 30 minutes were assumed',
  paging_pair_switched: 'page/size did not page; page_num/page_size were used',
  list_item_unreadable: 'A list item had no usable customer_id and was skipped',
  lookup_without_404: 'A look-up by key found nothing but did not answer 404',
  status_missing: 'A customer came without a readable status',
  instant_unreadable: 'A timestamp could not be read',
} as const satisfies Readonly<Record<string, string>>;

export type Tolerance = keyof typeof TOLERANCES;

export function isTolerance(name: string): name is Tolerance {
  return Object.hasOwn(TOLERANCES, name);
}
