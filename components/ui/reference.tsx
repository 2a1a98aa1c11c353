interface ReferenceProps {
  readonly id: string;
}

/** What support can be asked about. */
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
