export interface NavItem {
  readonly href: string;
  readonly label: string;
}
