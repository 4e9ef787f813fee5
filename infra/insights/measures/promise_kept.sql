-- means: of the cases that were due and have ended or are late, the share that was resolved in time; those still running are told apart
-- owner: supervisors
-- target: 90 percent
SELECT
    service,
    count(CASE WHEN resolved_at IS NOT NULL OR due_at < as_of.moment THEN 1 END) AS judged,
    count(CASE WHEN resolved_at <= due_at THEN 1 END) AS kept,
    count(CASE WHEN resolved_at > due_at THEN 1 END) AS late,
    count(CASE WHEN resolved_at IS NULL AND closed_at IS NULL AND due_at < as_of.moment THEN 1 END) AS overdue,
    count(CASE WHEN resolved_at IS NULL AND closed_at IS NULL AND due_at >= as_of.moment THEN 1 END) AS still_running,
    1e2 * count(CASE WHEN resolved_at <= due_at THEN 1 END)
        / nullif(count(CASE WHEN resolved_at IS NOT NULL OR due_at < as_of.moment THEN 1 END), 0) AS percent
FROM cases CROSS JOIN as_of
WHERE due_at IS NOT NULL AND merged_into IS NULL AND (resolved_at IS NOT NULL OR closed_at IS NULL)
GROUP BY service
ORDER BY judged DESC, service
