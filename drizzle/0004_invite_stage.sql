DROP INDEX "invites_unopened";--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "invite_id" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "invite_stage" text;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "invited_at" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "invite_expires_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "customers_invite_stage" ON "customers" USING btree ("invite_stage","created_at","id") WHERE invite_stage is not null;--> statement-breakpoint
CREATE INDEX "customers_unopened" ON "customers" USING btree ("listed_status","invited_at") WHERE invite_stage = 'untouched';--> statement-breakpoint
CREATE FUNCTION keep_invite_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "customers" c SET ("invite_id", "invite_stage", "invited_at", "invite_expires_at") = (
		SELECT i."id", CASE WHEN i."revoked_at" IS NOT NULL THEN 'revoked' WHEN i."returned_at" IS NOT NULL THEN 'returned'
			WHEN i."started_at" IS NOT NULL THEN 'started' WHEN i."viewed_at" IS NOT NULL THEN 'viewed' ELSE 'untouched' END,
			i."created_at", i."expires_at"
		FROM "invites" i WHERE i."customer_id" = c."id"
		ORDER BY (i."revoked_at" IS NULL) DESC, i."created_at" DESC, i."id" DESC LIMIT 1)
	WHERE c."id" = coalesce(NEW."customer_id", OLD."customer_id");
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER invites_keep_stage AFTER INSERT OR DELETE
	OR UPDATE OF "revoked_at", "returned_at", "started_at", "viewed_at", "expires_at", "created_at", "customer_id" ON "invites"
	FOR EACH ROW EXECUTE FUNCTION keep_invite_stage();
--> statement-breakpoint
UPDATE "customers" c SET "invite_id" = n."id", "invite_stage" = n."stage", "invited_at" = n."created_at",
	"invite_expires_at" = n."expires_at"
FROM (SELECT DISTINCT ON (i."customer_id") i."customer_id", i."id",
	CASE WHEN i."revoked_at" IS NOT NULL THEN 'revoked' WHEN i."returned_at" IS NOT NULL THEN 'returned'
		WHEN i."started_at" IS NOT NULL THEN 'started' WHEN i."viewed_at" IS NOT NULL THEN 'viewed' ELSE 'untouched' END AS "stage",
	i."created_at", i."expires_at"
	FROM "invites" i
	ORDER BY i."customer_id", (i."revoked_at" IS NULL) DESC, i."created_at" DESC, i."id" DESC) n
WHERE n."customer_id" = c."id";
