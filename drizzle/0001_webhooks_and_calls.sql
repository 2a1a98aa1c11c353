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
	"settled_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "customers" ADD COLUMN "returned_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "upstream_calls_at" ON "upstream_calls" USING btree ("at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "webhook_deliveries_dedupe" ON "webhook_deliveries" USING btree ("dedupe_key");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_received" ON "webhook_deliveries" USING btree ("received_at","id");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_customer" ON "webhook_deliveries" USING btree ("upstream_id","received_at");--> statement-breakpoint
CREATE INDEX "webhook_deliveries_open" ON "webhook_deliveries" USING btree ("next_try_at") WHERE state in ('received', 'parked');--> statement-breakpoint
CREATE INDEX "customers_observed" ON "customers" USING btree ("observed_at");