-- means: from which step cases of a service come to which next, how many, and how long lies between: the map of its process
-- owner: supervisors
-- target: none; a way that many cases take and that is long is where to look
WITH steps AS (
    SELECT
        reference, type, time,
        lag(type) OVER (PARTITION BY reference ORDER BY sequence) AS from_step,
        lag(time) OVER (PARTITION BY reference ORDER BY sequence) AS from_time
    FROM events
    WHERE type IN ('case.opened', 'case.routed', 'case.triaged', 'task.opened', 'task.transferred', 'task.declined',
        'task.waiting', 'task.resumed', 'task.completed', 'case.resolved', 'case.reopened', 'case.merged', 'case.closed')
)
SELECT
    cases.service, steps.from_step, steps.type AS to_step,
    count(*) AS times,
    count(DISTINCT steps.reference) AS cases,
    avg(date_diff('second', steps.from_time, steps.time)) / 36e2 AS mean_hours
FROM steps
JOIN cases ON cases.reference = steps.reference
WHERE steps.from_step IS NOT NULL
GROUP BY cases.service, steps.from_step, steps.type
ORDER BY times DESC, cases.service, steps.from_step, to_step
LIMIT 200
