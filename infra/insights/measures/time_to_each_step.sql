-- means: working hours from opening to routing, first action, resolution and closing: half of the cases took at most the median, nine of ten at most p90
-- owner: supervisors
-- target: what each service promises
WITH steps AS (
    SELECT service, 'routed' AS step, opened_at, routed_at AS done_at FROM cases
    UNION ALL SELECT service, 'first action', opened_at, first_action_at FROM cases
    UNION ALL SELECT service, 'resolved', opened_at, first_resolved_at FROM cases
    UNION ALL SELECT service, 'closed', opened_at, closed_at FROM cases
),
numbered AS (
    SELECT
        service, step,
        date_diff('second', TIMESTAMP '2000-01-01 00:00:00', opened_at) AS began,
        date_diff('second', TIMESTAMP '2000-01-01 00:00:00', done_at) AS done
    FROM steps
    WHERE done_at >= opened_at
),
timed AS (
    SELECT
        numbered.service, numbered.step,
        ended.worked_before - started.worked_before
            + ended.works * (numbered.done - 9e2 * ended.quarter) / 36e2
            - started.works * (numbered.began - 9e2 * started.quarter) / 36e2 AS hours
    FROM numbered
    JOIN working_time AS started ON started.quarter = CAST(floor(numbered.began / 9e2) AS BIGINT)
    JOIN working_time AS ended ON ended.quarter = CAST(floor(numbered.done / 9e2) AS BIGINT)
),
ranked AS (
    SELECT
        service, step, hours,
        row_number() OVER (PARTITION BY service, step ORDER BY hours) AS place,
        count(*) OVER (PARTITION BY service, step) AS cases
    FROM timed
)
SELECT
    service, step, max(cases) AS cases,
    min(CASE WHEN place >= 5e-1 * cases THEN hours END) AS median_hours,
    min(CASE WHEN place >= 9e-1 * cases THEN hours END) AS p90_hours
FROM ranked
GROUP BY service, step
ORDER BY service, step
