CREATE EXTENSION IF NOT EXISTS pg_trgm;
--> statement-breakpoint
CREATE TABLE "audit" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" text,
	"actor_label" text NOT NULL,
	"act" text NOT NULL,
	"customer_id" text,
	"outcome" text NOT NULL,
	"address" text,
	"user_agent" text,
	"request_id" text,
	"details" jsonb
);
--> statement-breakpoint
CREATE TABLE "bulk_items" (
	"run_id" text NOT NULL,
	"position" integer NOT NULL,
	"customer_id" text NOT NULL,
	"state" text NOT NULL,
	"reason" text,
	"outcome" text,
	"detail" jsonb,
	"tries" integer DEFAULT 0 NOT NULL,
	"claimed_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone,
	CONSTRAINT "bulk_items_run_id_position_pk" PRIMARY KEY("run_id","position")
);
--> statement-breakpoint
CREATE TABLE "bulk_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"act" text NOT NULL,
	"selection" text NOT NULL,
	"left_out" integer DEFAULT 0 NOT NULL,
	"params" jsonb NOT NULL,
	"state" text DEFAULT 'draft' NOT NULL,
	"created_by" text NOT NULL,
	"started_by" text,
	"address" text,
	"user_agent" text,
	"undo_of" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "customer_sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"proof" text NOT NULL,
	"locale" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "customers" (
	"id" text PRIMARY KEY NOT NULL,
	"upstream_id" text,
	"email" text NOT NULL,
	"email_key" text COLLATE "C" NOT NULL,
	"first_name" text,
	"last_name" text,
	"company_name" text,
	"legal_name" text,
	"business_name" text GENERATED ALWAYS AS (coalesce(nullif(legal_name, ''), nullif(company_name, ''), email)) STORED NOT NULL,
	"status" text DEFAULT 'UNKNOWN' NOT NULL,
	"status_since" timestamp (3) with time zone,
	"flagged_items" jsonb,
	"submitted_at" timestamp (3) with time zone,
	"upstream_updated_at" timestamp (3) with time zone,
	"observed_at" timestamp (3) with time zone,
	"observed_by" text,
	"link_minted_at" timestamp (3) with time zone,
	"returned_at" timestamp (3) with time zone,
	"link_count" integer DEFAULT 0 NOT NULL,
	"link_lock_until" timestamp (3) with time zone,
	"link_lock_by" text,
	"invite_id" text,
	"invite_stage" text,
	"invited_at" timestamp (3) with time zone,
	"invite_expires_at" timestamp (3) with time zone,
	"is_invite_undelivered" boolean DEFAULT false NOT NULL,
	"owner_id" text,
	"created_by" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"search_text" text COLLATE "C" NOT NULL,
	"listed_status" text GENERATED ALWAYS AS (case when upstream_id is null then 'UNCONFIRMED' when status in ('INIT', 'PENDING_REVIEW', 'UNDER_REVIEW', 'PENDING_RESPONSE', 'ESCALATED', 'PENDING_APPROVAL', 'REJECTED', 'APPROVED', 'PROVISIONING') then status else 'UNRECOGNISED' end) STORED NOT NULL,
	"since" timestamp (3) with time zone GENERATED ALWAYS AS (coalesce(status_since, created_at)) STORED NOT NULL,
	"sort_name" text COLLATE "C" NOT NULL,
	"sort_status" bigint GENERATED ALWAYS AS ((array_position(array['INIT', 'PENDING_RESPONSE', 'REJECTED', 'PENDING_REVIEW', 'UNDER_REVIEW', 'ESCALATED', 'PENDING_APPROVAL', 'UNRECOGNISED', 'UNCONFIRMED', 'PROVISIONING', 'APPROVED'], case when upstream_id is null then 'UNCONFIRMED' when status in ('INIT', 'PENDING_REVIEW', 'UNDER_REVIEW', 'PENDING_RESPONSE', 'ESCALATED', 'PENDING_APPROVAL', 'REJECTED', 'APPROVED', 'PROVISIONING') then status else 'UNRECOGNISED' end) - 1) * 100000000000000
  + least(greatest(floor(extract(epoch from coalesce(status_since, created_at) - '1970-01-01 00:00:00+00'::timestamptz) * 1000), 0), 99999999999999)::bigint) STORED NOT NULL,
	"sort_owner" text COLLATE "C" DEFAULT '1' NOT NULL,
	"sort_checked" timestamp (3) with time zone GENERATED ALWAYS AS (coalesce(observed_at, '1970-01-01 00:00:00+00'::timestamptz)) STORED NOT NULL
);
--> statement-breakpoint
CREATE TABLE "devices" (
	"user_id" text NOT NULL,
	"device_hash" text NOT NULL,
	"first_seen_at" timestamp (3) with time zone NOT NULL,
	"last_seen_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "devices_user_id_device_hash_pk" PRIMARY KEY("user_id","device_hash")
);
--> statement-breakpoint
CREATE TABLE "email_codes" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"purpose" text NOT NULL,
	"code_hash" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "erased_customers" (
	"upstream_id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"erased_at" timestamp (3) with time zone NOT NULL,
	"erased_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_files" (
	"import_id" text PRIMARY KEY NOT NULL,
	"content" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "import_rows" (
	"import_id" text NOT NULL,
	"number" integer NOT NULL,
	"intent_id" text NOT NULL,
	"cells" jsonb NOT NULL,
	"email" text,
	"state" text NOT NULL,
	"problems" jsonb NOT NULL,
	"error" jsonb,
	"customer_id" text,
	"actor" text,
	"is_invited" boolean DEFAULT false NOT NULL,
	"completed_at" timestamp (3) with time zone,
	CONSTRAINT "import_rows_import_id_number_pk" PRIMARY KEY("import_id","number")
);
--> statement-breakpoint
CREATE TABLE "imports" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"file_name" text,
	"encoding" text NOT NULL,
	"delimiter" text NOT NULL,
	"has_header" boolean NOT NULL,
	"columns" jsonb NOT NULL,
	"match" jsonb NOT NULL,
	"record_count" integer,
	"skipped_count" integer DEFAULT 0 NOT NULL,
	"mode" text DEFAULT 'create' NOT NULL,
	"locale" text DEFAULT 'en' NOT NULL,
	"note" text,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"started_by" text,
	"started_address" text,
	"started_user_agent" text,
	"started_at" timestamp (3) with time zone,
	"finished_at" timestamp (3) with time zone,
	"lease_by" text,
	"lease_until" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "invite_tokens" (
	"hash" text PRIMARY KEY NOT NULL,
	"invite_id" text NOT NULL,
	"generation" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invites" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"email" text NOT NULL,
	"email_key" text COLLATE "C" NOT NULL,
	"locale" text NOT NULL,
	"message" text,
	"generation" integer DEFAULT 1 NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"revoked_at" timestamp (3) with time zone,
	"viewed_at" timestamp (3) with time zone,
	"view_count" integer DEFAULT 0 NOT NULL,
	"started_at" timestamp (3) with time zone,
	"returned_at" timestamp (3) with time zone,
	"reminders_sent" integer DEFAULT 0 NOT NULL,
	"last_reminded_at" timestamp (3) with time zone,
	"reminders_stopped_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"email" text NOT NULL,
	"locale" text NOT NULL,
	"customer_id" text,
	"invite_id" text,
	"facts" jsonb,
	"state" text DEFAULT 'queued' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"reason" text,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"next_try_at" timestamp (3) with time zone NOT NULL,
	"completed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "notes" (
	"id" text PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"author_id" text,
	"text" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_preferences" (
	"user_id" text PRIMARY KEY NOT NULL,
	"read_through" bigint DEFAULT 0 NOT NULL,
	"digest" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notification_reads" (
	"user_id" text NOT NULL,
	"notification_id" bigint NOT NULL,
	CONSTRAINT "notification_reads_user_id_notification_id_pk" PRIMARY KEY("user_id","notification_id")
);
--> statement-breakpoint
CREATE TABLE "notifications" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"dedupe_key" text NOT NULL,
	"customer_id" text NOT NULL,
	"status" text NOT NULL,
	"at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "observations" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"customer_id" text NOT NULL,
	"status" text NOT NULL,
	"raw_status" text,
	"source" text NOT NULL,
	"flagged_items" jsonb,
	"submitted_at" timestamp (3) with time zone,
	"upstream_updated_at" timestamp (3) with time zone,
	"observed_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_status" text,
	"ended_seconds" integer
);
--> statement-breakpoint
CREATE TABLE "operations" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"customer_id" text,
	"actor" text NOT NULL,
	"intent_id" text,
	"idempotency_key" text NOT NULL,
	"body" text NOT NULL,
	"state" text DEFAULT 'pending' NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"request_id" text,
	"last_error" jsonb,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone
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
	"changed_by_webhook" integer NOT NULL,
	"changed_by_opening" integer NOT NULL,
	"changed_by_sweep" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "password_links" (
	"id" text PRIMARY KEY NOT NULL,
	"token_hash" text NOT NULL,
	"user_id" text NOT NULL,
	"purpose" text NOT NULL,
	"created_by" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamp (3) with time zone
);
--> statement-breakpoint
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
CREATE TABLE "passkey_challenges" (
	"challenge_hash" text PRIMARY KEY NOT NULL,
	"purpose" text NOT NULL,
	"holder" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "passkeys" (
	"id" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"name" text NOT NULL,
	"public_key" text NOT NULL,
	"counter" bigint NOT NULL,
	"transports" jsonb NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "pending_sign_ins" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "recovery_codes" (
	"code_hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "totp_factors" (
	"user_id" text PRIMARY KEY NOT NULL,
	"secret" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"confirmed_at" timestamp (3) with time zone,
	"last_step" integer
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"last_seen_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"signed_in_by" text DEFAULT 'password' NOT NULL,
	"reauthenticated_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"address" text,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL,
	"changed_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "sso_identities" (
	"issuer" text NOT NULL,
	"subject" text NOT NULL,
	"user_id" text NOT NULL,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"role_unknown_at" timestamp (3) with time zone,
	CONSTRAINT "sso_identities_issuer_subject_pk" PRIMARY KEY("issuer","subject")
);
--> statement-breakpoint
CREATE TABLE "sso_sessions" (
	"id_hash" text PRIMARY KEY NOT NULL,
	"encrypted" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "tolerances" (
	"name" text PRIMARY KEY NOT NULL,
	"count" integer NOT NULL,
	"first_at" timestamp (3) with time zone NOT NULL,
	"last_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "upstream_calls" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"method" text NOT NULL,
	"path" text NOT NULL,
	"status" integer,
	"duration_ms" integer NOT NULL,
	"request_id" text,
	"outcome" text NOT NULL,
	"attempt" integer NOT NULL,
	"priority" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "upstream_state" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" text PRIMARY KEY NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"sort_name" text COLLATE "C" NOT NULL,
	"role" text NOT NULL,
	"password_hash" text,
	"is_password_short" boolean DEFAULT false NOT NULL,
	"is_demo" boolean DEFAULT false NOT NULL,
	"disabled_at" timestamp (3) with time zone,
	"created_at" timestamp (3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "webhook_deliveries" (
	"id" text PRIMARY KEY NOT NULL,
	"dedupe_key" text NOT NULL,
	"event_name" text,
	"upstream_id" text,
	"verdict" text NOT NULL,
	"payload" text NOT NULL,
	"state" text DEFAULT 'received' NOT NULL,
	"outcome" text,
	"tries" integer DEFAULT 0 NOT NULL,
	"duplicates" integer DEFAULT 0 NOT NULL,
	"received_at" timestamp (3) with time zone DEFAULT now() NOT NULL,
	"next_try_at" timestamp (3) with time zone,
	"completed_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "bulk_items" ADD CONSTRAINT "bulk_items_run_id_bulk_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."bulk_runs"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_runs" ADD CONSTRAINT "bulk_runs_undo_of_bulk_runs_id_fk" FOREIGN KEY ("undo_of") REFERENCES "public"."bulk_runs"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "customers" ADD CONSTRAINT "customers_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "devices" ADD CONSTRAINT "devices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_files" ADD CONSTRAINT "import_files_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_rows" ADD CONSTRAINT "import_rows_import_id_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."imports"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "imports" ADD CONSTRAINT "imports_started_by_users_id_fk" FOREIGN KEY ("started_by") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invite_tokens" ADD CONSTRAINT "invite_tokens_invite_id_invites_id_fk" FOREIGN KEY ("invite_id") REFERENCES "public"."invites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "invites" ADD CONSTRAINT "invites_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mails" ADD CONSTRAINT "mails_invite_id_invites_id_fk" FOREIGN KEY ("invite_id") REFERENCES "public"."invites"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notes" ADD CONSTRAINT "notes_author_id_users_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."users"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_preferences" ADD CONSTRAINT "notification_preferences_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_reads" ADD CONSTRAINT "notification_reads_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notification_reads" ADD CONSTRAINT "notification_reads_notification_id_notifications_id_fk" FOREIGN KEY ("notification_id") REFERENCES "public"."notifications"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "observations" ADD CONSTRAINT "observations_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "operations" ADD CONSTRAINT "operations_customer_id_customers_id_fk" FOREIGN KEY ("customer_id") REFERENCES "public"."customers"("id") ON DELETE set null ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "default_views" ADD CONSTRAINT "default_views_view_id_saved_views_id_fk" FOREIGN KEY ("view_id") REFERENCES "public"."saved_views"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "saved_views" ADD CONSTRAINT "saved_views_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "passkeys" ADD CONSTRAINT "passkeys_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "pending_sign_ins" ADD CONSTRAINT "pending_sign_ins_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recovery_codes" ADD CONSTRAINT "recovery_codes_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "totp_factors" ADD CONSTRAINT "totp_factors_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_identities" ADD CONSTRAINT "sso_identities_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sso_sessions" ADD CONSTRAINT "sso_sessions_id_hash_sessions_id_hash_fk" FOREIGN KEY ("id_hash") REFERENCES "public"."sessions"("id_hash") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_at" ON "audit" USING btree ("at","id");--> statement-breakpoint
CREATE INDEX "audit_act" ON "audit" USING btree ("act","at");--> statement-breakpoint
CREATE INDEX "audit_customer" ON "audit" USING btree ("customer_id","at");--> statement-breakpoint
CREATE INDEX "bulk_items_state" ON "bulk_items" USING btree ("run_id","state","position");--> statement-breakpoint
CREATE UNIQUE INDEX "bulk_runs_undo_of" ON "bulk_runs" USING btree ("undo_of");--> statement-breakpoint
CREATE INDEX "bulk_runs_created" ON "bulk_runs" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "bulk_runs_running" ON "bulk_runs" USING btree ("started_at") WHERE state = 'running';--> statement-breakpoint
CREATE INDEX "customer_sessions_email" ON "customer_sessions" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "customers_upstream_id_key" ON "customers" USING btree ("upstream_id");--> statement-breakpoint
CREATE INDEX "customers_created" ON "customers" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "customers_listed_created" ON "customers" USING btree ("listed_status","created_at","id");--> statement-breakpoint
CREATE INDEX "customers_listed_since" ON "customers" USING btree ("listed_status","since","id");--> statement-breakpoint
CREATE INDEX "customers_listed_name" ON "customers" USING btree ("listed_status","sort_name","id");--> statement-breakpoint
CREATE INDEX "customers_listed_status" ON "customers" USING btree ("listed_status","sort_status","id");--> statement-breakpoint
CREATE INDEX "customers_listed_owner" ON "customers" USING btree ("listed_status","sort_owner","id");--> statement-breakpoint
CREATE INDEX "customers_listed_checked" ON "customers" USING btree ("listed_status","sort_checked","id");--> statement-breakpoint
CREATE INDEX "customers_observed" ON "customers" USING btree ("observed_at");--> statement-breakpoint
CREATE INDEX "customers_owner" ON "customers" USING btree ("owner_id","created_at","id");--> statement-breakpoint
CREATE INDEX "customers_invite_stage" ON "customers" USING btree ("invite_stage","created_at","id") WHERE invite_stage is not null;--> statement-breakpoint
CREATE INDEX "customers_undelivered" ON "customers" USING btree ("created_at","id") WHERE is_invite_undelivered;--> statement-breakpoint
CREATE INDEX "customers_unopened" ON "customers" USING btree ("listed_status","invited_at") WHERE invite_stage = 'untouched';--> statement-breakpoint
CREATE INDEX "customers_email" ON "customers" USING btree ("email_key");--> statement-breakpoint
CREATE INDEX "customers_search" ON "customers" USING gin ("search_text" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "devices_last_seen" ON "devices" USING btree ("last_seen_at");--> statement-breakpoint
CREATE INDEX "email_codes_email" ON "email_codes" USING btree ("email","purpose","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "import_rows_intent" ON "import_rows" USING btree ("intent_id");--> statement-breakpoint
CREATE INDEX "import_rows_state" ON "import_rows" USING btree ("import_id","state","number");--> statement-breakpoint
CREATE INDEX "imports_created" ON "imports" USING btree ("created_at","id");--> statement-breakpoint
CREATE INDEX "imports_open" ON "imports" USING btree ("state") WHERE state in ('reading', 'draft', 'running');--> statement-breakpoint
CREATE UNIQUE INDEX "invites_living" ON "invites" USING btree ("customer_id","email_key") WHERE revoked_at is null;--> statement-breakpoint
CREATE INDEX "invites_customer" ON "invites" USING btree ("customer_id","created_at");--> statement-breakpoint
CREATE INDEX "invites_created" ON "invites" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "invites_email" ON "invites" USING btree ("email_key");--> statement-breakpoint
CREATE INDEX "invites_expires" ON "invites" USING btree ("expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "mails_dedupe_key" ON "mails" USING btree ("dedupe_key");--> statement-breakpoint
CREATE INDEX "mails_due" ON "mails" USING btree ("next_try_at") WHERE state in ('queued', 'sending');--> statement-breakpoint
CREATE INDEX "mails_invite" ON "mails" USING btree ("invite_id","created_at");--> statement-breakpoint
CREATE INDEX "mails_undelivered" ON "mails" USING btree ("invite_id") WHERE state in ('bounced', 'failed');--> statement-breakpoint
CREATE INDEX "notes_customer" ON "notes" USING btree ("customer_id","created_at","id");--> statement-breakpoint
CREATE INDEX "notification_reads_notification" ON "notification_reads" USING btree ("notification_id");--> statement-breakpoint
CREATE UNIQUE INDEX "notifications_dedupe_key" ON "notifications" USING btree ("dedupe_key");--> statement-breakpoint
CREATE INDEX "notifications_kind" ON "notifications" USING btree ("kind","id");--> statement-breakpoint
CREATE INDEX "notifications_at" ON "notifications" USING btree ("at");--> statement-breakpoint
CREATE INDEX "notifications_customer" ON "notifications" USING btree ("customer_id");--> statement-breakpoint
CREATE INDEX "observations_customer" ON "observations" USING btree ("customer_id","observed_at");--> statement-breakpoint
CREATE INDEX "observations_ended" ON "observations" USING btree ("ended_status","observed_at","ended_seconds") WHERE ended_status is not null;--> statement-breakpoint
CREATE INDEX "observations_changes" ON "observations" USING btree ("observed_at","source") WHERE ended_status is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "operations_idempotency_key" ON "operations" USING btree ("idempotency_key");--> statement-breakpoint
CREATE UNIQUE INDEX "operations_intent" ON "operations" USING btree ("actor","intent_id");--> statement-breakpoint
CREATE INDEX "operations_customer" ON "operations" USING btree ("customer_id","created_at");--> statement-breakpoint
CREATE INDEX "operations_open" ON "operations" USING btree ("created_at") WHERE state in ('pending', 'sent', 'unknown');--> statement-breakpoint
CREATE UNIQUE INDEX "password_links_token" ON "password_links" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "password_links_user" ON "password_links" USING btree ("user_id","created_at");--> statement-breakpoint
CREATE INDEX "default_views_view" ON "default_views" USING btree ("view_id");--> statement-breakpoint
CREATE UNIQUE INDEX "saved_views_name" ON "saved_views" USING btree ("user_id","name");--> statement-breakpoint
CREATE INDEX "saved_views_shared" ON "saved_views" USING btree ("name") WHERE is_shared;--> statement-breakpoint
CREATE INDEX "passkeys_user" ON "passkeys" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "pending_sign_ins_user" ON "pending_sign_ins" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "recovery_codes_user" ON "recovery_codes" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sso_identities_user" ON "sso_identities" USING btree ("user_id","issuer");--> statement-breakpoint
CREATE INDEX "upstream_calls_at" ON "upstream_calls" USING btree ("at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_dedupe" ON "webhook_deliveries" USING btree ("dedupe_key");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_received" ON "webhook_deliveries" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_customer" ON "webhook_deliveries" USING btree ("upstream_id","received_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_open" ON "webhook_deliveries" USING btree ("next_try_at") WHERE state in ('received', 'parked');
--> statement-breakpoint
-- The audit log is append-only.
CREATE FUNCTION audit_is_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	RAISE EXCEPTION 'audit is append-only';
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_append_only BEFORE DELETE OR TRUNCATE ON "audit"
	FOR EACH STATEMENT EXECUTE FUNCTION audit_is_append_only();
--> statement-breakpoint
-- The one change a row of it may see: while a customer is erased, values about its person become '(erased)' or null.
-- What was done, when, by whom and to whom stays; rows of staff and of the portal keep who did it and from where.
CREATE FUNCTION audit_only_blanks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	IF coalesce(current_setting('portal.erasing', true), '') <> 'on'
		OR (NEW.id, NEW.at, NEW.actor_kind, NEW.actor_id, NEW.act, NEW.customer_id, NEW.outcome, NEW.request_id)
			IS DISTINCT FROM
			(OLD.id, OLD.at, OLD.actor_kind, OLD.actor_id, OLD.act, OLD.customer_id, OLD.outcome, OLD.request_id)
		OR (OLD.actor_kind NOT IN ('customer', 'anonymous')
			AND (NEW.actor_label, NEW.address, NEW.user_agent) IS DISTINCT FROM (OLD.actor_label, OLD.address, OLD.user_agent))
		OR NEW.actor_label NOT IN (OLD.actor_label, '(erased)')
		OR NEW.address <> OLD.address OR (NEW.address IS NOT NULL AND OLD.address IS NULL)
		OR NEW.user_agent <> OLD.user_agent OR (NEW.user_agent IS NOT NULL AND OLD.user_agent IS NULL)
		OR (NEW.details IS NULL) <> (OLD.details IS NULL)
		OR EXISTS (
			SELECT 1 FROM jsonb_each(coalesce(OLD.details, '{}')) o
				FULL JOIN jsonb_each(coalesce(NEW.details, '{}')) n USING (key)
			WHERE n.value IS NULL OR o.value IS NULL OR n.value NOT IN (o.value, '"(erased)"'::jsonb))
	THEN
		RAISE EXCEPTION 'audit is append-only';
	END IF;
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER audit_only_blanks BEFORE UPDATE ON "audit"
	FOR EACH ROW EXECUTE FUNCTION audit_only_blanks();
--> statement-breakpoint
-- A copy of the owner's sort key, so that the list sorts by one index. FOR SHARE: a rename of the owner waits, and then
-- finds this customer too.
CREATE FUNCTION keep_sort_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	NEW."sort_owner" := coalesce(
		(SELECT '0' || u."sort_name" FROM "users" u WHERE u."id" = NEW."owner_id" FOR SHARE), '1');
	RETURN NEW;
END
$$;
--> statement-breakpoint
CREATE TRIGGER customers_keep_sort_owner BEFORE UPDATE OF "owner_id" ON "customers"
	FOR EACH ROW EXECUTE FUNCTION keep_sort_owner();
--> statement-breakpoint
CREATE TRIGGER customers_new_sort_owner BEFORE INSERT ON "customers"
	FOR EACH ROW WHEN (NEW."owner_id" IS NOT NULL) EXECUTE FUNCTION keep_sort_owner();
--> statement-breakpoint
CREATE FUNCTION rename_sort_owner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "customers" SET "sort_owner" = '0' || NEW."sort_name" WHERE "owner_id" = NEW."id";
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER users_rename_sort_owner AFTER UPDATE OF "sort_name" ON "users"
	FOR EACH ROW WHEN (NEW."sort_name" <> OLD."sort_name") EXECUTE FUNCTION rename_sort_owner();
--> statement-breakpoint
-- A copy of how the newest invite fares, so that filters by invite use an index.
CREATE FUNCTION is_invite_undelivered(invite text) RETURNS boolean LANGUAGE sql STABLE AS $$
	SELECT coalesce((SELECT m."state" IN ('bounced', 'failed') FROM "mails" m
		WHERE m."invite_id" = invite AND m."kind" IN ('invite', 'reminder')
		ORDER BY m."created_at" DESC LIMIT 1), false)
$$;
--> statement-breakpoint
-- Most mails arrive: those leave the customer's row alone.
CREATE FUNCTION keep_invite_delivery() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
	invite text := coalesce(NEW."invite_id", OLD."invite_id");
	is_undelivered boolean;
BEGIN
	IF invite IS NOT NULL THEN
		is_undelivered := is_invite_undelivered(invite);
		UPDATE "customers" c SET "is_invite_undelivered" = is_undelivered
		WHERE c."id" = (SELECT i."customer_id" FROM "invites" i WHERE i."id" = invite)
			AND c."invite_id" = invite AND c."is_invite_undelivered" <> is_undelivered;
	END IF;
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER mails_keep_invite_delivery AFTER INSERT OR DELETE OR UPDATE OF "state" ON "mails"
	FOR EACH ROW EXECUTE FUNCTION keep_invite_delivery();
--> statement-breakpoint
CREATE FUNCTION keep_invite_stage() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
	UPDATE "customers" c SET ("invite_id", "invite_stage", "invited_at", "invite_expires_at", "is_invite_undelivered") = (
		SELECT i."id", CASE WHEN i."revoked_at" IS NOT NULL THEN 'revoked' WHEN i."returned_at" IS NOT NULL THEN 'returned'
			WHEN i."started_at" IS NOT NULL THEN 'started' WHEN i."viewed_at" IS NOT NULL THEN 'viewed' ELSE 'untouched' END,
			i."created_at", i."expires_at",
			CASE WHEN i."id" = c."invite_id" THEN c."is_invite_undelivered" ELSE is_invite_undelivered(i."id") END
		FROM (SELECT 1) one LEFT JOIN LATERAL (
			SELECT * FROM "invites" i WHERE i."customer_id" = c."id"
			ORDER BY (i."revoked_at" IS NULL) DESC, i."created_at" DESC, i."id" DESC LIMIT 1) i ON true)
	WHERE c."id" = coalesce(NEW."customer_id", OLD."customer_id");
	RETURN NULL;
END
$$;
--> statement-breakpoint
CREATE TRIGGER invites_keep_stage AFTER INSERT OR DELETE
	OR UPDATE OF "revoked_at", "returned_at", "started_at", "viewed_at", "expires_at", "created_at", "customer_id" ON "invites"
	FOR EACH ROW EXECUTE FUNCTION keep_invite_stage();
