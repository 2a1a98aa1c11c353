interface ReferenceProps {
  readonly id: string;
}

/** Reference for support. */
export function Reference({ id }: ReferenceProps) {
  return (
    <span>
      Reference{' '}
      <code translate="no" className="font-mono break-all">
        {id}
      </code>
    </span>
  );
}
