-- means: of the cases that were resolved, the share that was not done after all and was opened again
-- owner: supervisors
-- target: at most 5 percent
SELECT
    service,
    count(*) AS resolved,
    count(CASE WHEN reopened > 0 THEN 1 END) AS reopened,
    1e2 * count(CASE WHEN reopened > 0 THEN 1 END) / count(*) AS percent
FROM cases
WHERE first_resolved_at IS NOT NULL
GROUP BY service
ORDER BY resolved DESC, service
