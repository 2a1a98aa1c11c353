CREATE TABLE "default_views" (
	"user_id" text PRIMARY KEY NOT NULL,
	"view_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "saved_views" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"is_shared" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
DROP INDEX "customers_status_created";--> statement-breakpoint
DROP INDEX "customers_owner";--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "listed_status" text GENERATED ALWAYS AS (case when upstream_id is null then 'UNCONFIRMED' when status in ('INIT', 'PENDING_REVIEW', 'UNDER_REVIEW', 'PENDING_RESPONSE', 'ESCALATED', 'PENDING_APPROVAL', 'REJECTED', 'APPROVED', 'PROVISIONING') then status else 'UNRECOGNISED' end) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "since" timestamp (3) with time zone GENERATED ALWAYS AS (coalesce(status_since, created_at)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "sort_name" text GENERATED ALWAYS AS (lower(left(coalesce(nullif(legal_name, ''), nullif(company_name, ''), email), 100))) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "sort_checked" timestamp (3) with time zone GENERATED ALWAYS AS (coalesce(observed_at, '1970-01-01 00:00:00+00'::timestamptz)) STORED NOT NULL;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_view_id_saved_views_id_fk" FOREIGN KEY ("view_id") REFERENCES "public"."saved_views"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "default_views_view" ON "default_views" USING btree ("view_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("user_id",lower("name"));--> statement-breakpoint
CREATE INDEX "saved_views_shared" ON "saved_views" USING btree ("name") WHERE is_shared;--> statement-breakpoint
CREATE INDEX "customers_listed_created" ON "customers" USING btree ("listed_status","created_at","id");--> statement-breakpoint
CREATE INDEX "customers_listed_since" ON "customers" USING btree ("listed_status","since","id");--> statement-breakpoint
CREATE INDEX "customers_listed_name" ON "customers" USING btree ("listed_status","sort_name","id");--> statement-breakpoint
CREATE INDEX "customers_listed_checked" ON "customers" USING btree ("listed_status","sort_checked","id");--> statement-breakpoint
CREATE INDEX "invites_unopened" ON "invites" USING btree ("created_at","customer_id") WHERE revoked_at is null and viewed_at is null and started_at is null;--> statement-breakpoint
CREATE INDEX "invites_expires" ON "invites" USING btree ("expires_at");--> statement-breakpoint
CREATE INDEX "mails_undelivered" ON "mails" USING btree ("invite_id") WHERE state in ('bounced', 'failed');--> statement-breakpoint
CREATE INDEX "customers_owner" ON "customers" USING btree ("owner_id","created_at","id");