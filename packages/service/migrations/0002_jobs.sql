-- The job queue is graphile-worker's own schema, migrated before this file. It has no tenants: a job
-- carries ids only, and its task opens the scope that those ids belong to. graphile-worker switches
-- row security on without policies, so the runtime role needs these to see the queue at all.

GRANT USAGE ON SCHEMA graphile_worker TO kartoteka_runtime;
GRANT SELECT ON ALL TABLES IN SCHEMA graphile_worker TO kartoteka_runtime;
GRANT INSERT, UPDATE, DELETE
  ON graphile_worker._private_jobs, graphile_worker._private_job_queues, graphile_worker._private_tasks
  TO kartoteka_runtime;
GRANT USAGE ON ALL SEQUENCES IN SCHEMA graphile_worker TO kartoteka_runtime;

CREATE POLICY runtime ON graphile_worker._private_jobs TO kartoteka_runtime USING (true);
CREATE POLICY runtime ON graphile_worker._private_job_queues TO kartoteka_runtime USING (true);
CREATE POLICY runtime ON graphile_worker._private_tasks TO kartoteka_runtime USING (true);

-- Jobs in hand are looked through every few seconds for workers that died.
CREATE INDEX kartoteka_jobs_locked ON graphile_worker._private_jobs (locked_by)
  WHERE locked_by IS NOT NULL;

-- How far the application's clock is ahead of the database's: zero in production, moved by the
-- sandbox in demonstrations and tests. Times of jobs are kept in the database's time.
CREATE TABLE kartoteka.job_clock (
  one boolean PRIMARY KEY DEFAULT true CHECK (one),
  ahead_ms bigint NOT NULL
);
INSERT INTO kartoteka.job_clock (ahead_ms) VALUES (0);
