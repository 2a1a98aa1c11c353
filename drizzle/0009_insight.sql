CREATE TABLE "notice_preferences" (
	"user_id" text PRIMARY KEY NOT NULL,
	"read_through" bigint DEFAULT 0 NOT NULL,
	"digest" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_reads" (
	"user_id" text NOT NULL,
	"notice_id" bigint NOT NULL,
	CONSTRAINT "notice_reads_user_id_notice_id_pk" PRIMARY KEY("user_id","notice_id")
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"occasion" text NOT NULL,
	"customer_id" text NOT NULL,
	"status" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "overview_days" (
	"day" text PRIMARY KEY NOT NULL,
	"computed_at" timestamp (3) with time zone NOT NULL,
	"invited" integer NOT NULL,
	"opened" integer NOT NULL,
	"started" integer NOT NULL,
	"submitted" integer NOT NULL,
	"approved" integer NOT NULL,
	"uninvited" integer NOT NULL,
	"links_created" integer NOT NULL,
	"links_refused" integer NOT NULL,
	"links_failed" integer NOT NULL,
	"learnt_by_webhook" integer NOT NULL,
	"learnt_by_looking" integer NOT NULL,
	"learnt_by_sweep" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "observations" ADD COLUMN "ended_status" text;--> statement-breakpoint
ALTER TABLE "observations" ADD COLUMN "ended_seconds" integer;--> statement-breakpoint
ALTER TABLE "notice_preferences" ADD CONSTRAINT "notice_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_reads" ADD CONSTRAINT "notice_reads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_reads" ADD CONSTRAINT "notice_reads_notice_id_notices_id_fk" FOREIGN KEY ("notice_id") REFERENCES "public"."notices"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "notice_reads_notice" ON "notice_reads" USING btree ("notice_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_occasion" ON "notices" USING btree ("occasion");--> statement-breakpoint
CREATE INDEX "notices_kind" ON "notices" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "notices_at" ON "notices" USING btree ("at");--> statement-breakpoint
CREATE INDEX "notices_customer" ON "notices" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "audit_act" ON "audit" USING btree ("act","at");--> statement-breakpoint
CREATE INDEX "invites_created" ON "invites" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "observations_ended" ON "observations" USING btree ("ended_status","observed_at","ended_seconds") WHERE ended_status is not null;--> statement-breakpoint
CREATE INDEX "observations_changes" ON "observations" USING btree ("observed_at","source") WHERE ended_status is not null;