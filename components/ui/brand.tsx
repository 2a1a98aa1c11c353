interface BrandProps {
  readonly name: string;
  /** `data:` URL of the partner's logo; without it the portal's own mark is shown. */
  readonly logo?: string | null;
  /** Colour of the mark, `#rrggbb`, if not the page's accent. */
  readonly accent?: string;
  /** On phones show only the mark, with the name for screen readers. */
  readonly isMarkOnPhone?: boolean;
}

export function Brand({ name, logo, accent, isMarkOnPhone = false }: BrandProps) {
  if (logo)
    return (
      <span className="flex min-w-0 items-center gap-2 font-semibold">
        {/* biome-ignore lint/performance/noImgElement: a data: URL has nothing to optimise */}
        <img src={logo} alt="" className="max-h-8 max-w-32 shrink-0 object-contain" />
        <span className="truncate">{name}</span>
      </span>
    );
  return (
    <span className="flex min-w-0 items-center gap-2 font-semibold">
      <svg viewBox="0 0 32 32" className="size-6 shrink-0" aria-hidden="true">
        <rect width="32" height="32" rx="7" className={accent ? undefined : 'fill-accent'} fill={accent} />
        <path
          d="M10 24V8h7a5 5 0 0 1 0 10h-7"
          fill="none"
          stroke="#fff"
          strokeWidth="3"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <span className={isMarkOnPhone ? 'truncate max-sm:sr-only' : 'truncate'}>{name}</span>
    </span>
  );
}
