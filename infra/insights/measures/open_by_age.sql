-- means: the cases that are open now, by how long ago they came
-- owner: supervisors
-- target: none older than a year
WITH aged AS (
    SELECT service, date_diff('second', opened_at, as_of.moment) / 86400e0 AS days
    FROM cases CROSS JOIN as_of
    WHERE closed_at IS NULL AND (resolved_at IS NULL OR reopened_at > resolved_at) AND opened_at IS NOT NULL
)
SELECT
    service,
    count(*) AS still_open,
    count(CASE WHEN days < 7 THEN 1 END) AS under_a_week,
    count(CASE WHEN days >= 7 AND days < 30 THEN 1 END) AS under_a_month,
    count(CASE WHEN days >= 30 AND days < 91 THEN 1 END) AS under_a_quarter,
    count(CASE WHEN days >= 91 AND days < 365 THEN 1 END) AS under_a_year,
    count(CASE WHEN days >= 365 THEN 1 END) AS older
FROM aged
GROUP BY service
ORDER BY still_open DESC, service
