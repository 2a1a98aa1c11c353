-- Texts are compared by keys that JavaScript makes (lib/text-keys.ts), not by lower() of the database's locale. What was
-- there before is marked by a blank in front of its email_key, and gets its keys in the same transaction
-- (lib/db/fill-text-keys.ts).
DROP INDEX "customers_email";--> statement-breakpoint
DROP INDEX "invites_living";--> statement-breakpoint
DROP INDEX "invites_email";--> statement-breakpoint
DROP TRIGGER users_rename_sort_owner ON "users";--> statement-breakpoint
ALTER TABLE "customers" ALTER COLUMN "search_text" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "customers" ALTER COLUMN "sort_name" DROP EXPRESSION;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "email_key" text COLLATE "C" DEFAULT ' ' NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ALTER COLUMN "search_text" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "customers" ALTER COLUMN "sort_name" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "customers" ALTER COLUMN "email_key" DROP DEFAULT;--> statement-breakpoint
ALTER TABLE "customers" ALTER COLUMN "sort_owner" SET DATA TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE "invites" ADD COLUMN "email_key" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "invites" ALTER COLUMN "email_key" DROP DEFAULT;--> statement-breakpoint
-- With the id, because a customer may have several that live.
UPDATE "invites" SET "email_key" = ' ' || "id";--> statement-breakpoint
ALTER TABLE "users" ADD COLUMN "sort_name" text COLLATE "C" DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "users" ALTER COLUMN "sort_name" DROP DEFAULT;--> statement-breakpoint
CREATE INDEX "customers_email" ON "customers" USING btree ("email_key");--> statement-breakpoint
CREATE UNIQUE INDEX "invites_living" ON "invites" USING btree ("customer_id","email_key") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "invites_email" ON "invites" USING btree ("email_key");--> statement-breakpoint
-- The owner's row is locked against a change of the name meanwhile: that change waits, and then finds this customer.
CREATE OR REPLACE FUNCTION keep_sort_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."sort_owner" := coalesce(
		(SELECT '0' || u."sort_name" FROM "users" u WHERE u."id" = NEW."owner_id" FOR SHARE), '1');
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE OR REPLACE FUNCTION rename_sort_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "customers" SET "sort_owner" = '0' || NEW."sort_name" WHERE "owner_id" = NEW."id";
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER users_rename_sort_owner AFTER UPDATE OF "sort_name" ON "users"
	FOR EACH ROW WHEN (NEW."sort_name" <> OLD."sort_name") EXECUTE FUNCTION rename_sort_owner();
