-- means: where a case goes from one agency to another, how long lies between the last thing that the one did and the first that the other did
-- owner: supervisors
-- target: none; a pair that many cases take and that is long is where to talk to each other
WITH done AS (
    SELECT
        reference, agency, time,
        lag(agency) OVER (PARTITION BY reference ORDER BY sequence) AS from_agency,
        lag(time) OVER (PARTITION BY reference ORDER BY sequence) AS from_time
    FROM events
    WHERE type IN ('task.completed', 'task.declined', 'task.transferred', 'task.waiting', 'task.assigned')
        AND agency IS NOT NULL
)
SELECT
    from_agency, agency AS to_agency,
    count(DISTINCT reference) AS cases,
    avg(date_diff('second', from_time, time)) / 36e2 AS mean_hours
FROM done
WHERE from_agency <> agency
GROUP BY from_agency, agency
ORDER BY cases DESC, from_agency, to_agency
LIMIT 200
