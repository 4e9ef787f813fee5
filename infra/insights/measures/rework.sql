-- means: how many cases of a service go back: a step that should come once came again, and how often in all
-- owner: supervisors
-- target: at most 5 percent
WITH repeated AS (
    SELECT reference, type AS step, count(*) AS times
    FROM events
    WHERE type IN ('case.routed', 'case.triaged', 'case.resolved', 'task.transferred', 'task.declined', 'task.waiting')
    GROUP BY reference, type
    HAVING count(*) > 1
),
counted AS (
    SELECT service, count(*) AS cases FROM cases WHERE opened_at IS NOT NULL GROUP BY service
)
SELECT
    cases.service, repeated.step,
    count(*) AS cases_again,
    sum(repeated.times - 1) AS times_again,
    max(counted.cases) AS cases,
    1e2 * count(*) / max(counted.cases) AS percent
FROM repeated
JOIN cases ON cases.reference = repeated.reference
JOIN counted ON counted.service = cases.service
GROUP BY cases.service, repeated.step
ORDER BY cases_again DESC, cases.service, repeated.step
