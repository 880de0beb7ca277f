-- 400 resumes of 30 sections, the same on every machine.
INSERT INTO resumes (name, title, updated_at)
SELECT
  'Person ' || i,
  (ARRAY['Nurse', 'Carpenter', 'Teacher', 'Engineer', 'Gardener'])[i % 5 + 1],
  timestamptz '2026-01-01 08:00+00' + i * interval '1 hour'
FROM generate_series(1, 400) AS i;

INSERT INTO sections (resume_id, heading, body)
SELECT
  i % 400 + 1,
  (ARRAY['Experience', 'Education', 'Projects', 'Languages', 'References'])[i / 400 % 5 + 1],
  'From ' || 1990 + i % 30 || ' on: ' || repeat(md5(i::text) || ' ', 8)
FROM generate_series(1, 12000) AS i;
