-- means: on which channels cases came, month by month, and how many points each share moved since the month before
-- owner: contact-centre
-- target: none; no channel is better than another for whoever needs it
WITH counted AS (
    SELECT date_trunc('month', opened_at) AS month, channel, count(*) AS cases
    FROM cases
    WHERE opened_at IS NOT NULL
    GROUP BY date_trunc('month', opened_at), channel
),
shared AS (
    SELECT month, channel, cases, 1e2 * cases / sum(cases) OVER (PARTITION BY month) AS percent
    FROM counted
)
SELECT
    month, channel, cases, percent,
    percent - lag(percent) OVER (PARTITION BY channel ORDER BY month) AS points_moved
FROM shared
ORDER BY month, cases DESC, channel
