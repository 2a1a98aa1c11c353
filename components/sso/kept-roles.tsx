import { DescriptionList } from '@/components/ui/description-list';
import { LocalTime } from '@/components/ui/local-time';
import type { StaffRole } from '@/lib/platform/auth/scope';

interface KeptRolesProps {
  readonly claim: string;
  readonly members: readonly {
    readonly name: string;
    readonly email: string;
    readonly role: StaffRole;
    readonly at: string;
  }[];
}

/** Members who signed in without groups from the provider: an admin has to check their roles. */
export function KeptRoles({ claim, members }: KeptRolesProps) {
  return (
    <>
      <p className="px-4 pt-3 text-muted">
        {`The provider did not send “${claim}” at the last sign-in of these members, so their roles are unchanged. Entra ID leaves groups out for people in more than 200 of them. Map app roles instead (claim “roles”), or let it send only groups assigned to the application.`}
      </p>
      <DescriptionList
        items={members.map(({ name, email, role, at }) => ({
          term: name === email ? email : `${name} (${email})`,
          value: (
            <>
              <span>{`Still ${role}, signed in `}</span>
              <LocalTime at={at} />
            </>
          ),
        }))}
      />
    </>
  );
}
