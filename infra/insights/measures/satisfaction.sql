-- means: how satisfied those are who answered, from 1 to 5, with how many were asked and how many answered
-- owner: contact-centre
-- target: 4 of 5, of at least 30 answers
SELECT
    service,
    count(CASE WHEN invited > 0 THEN 1 END) AS asked,
    count(CASE WHEN answered > 0 THEN 1 END) AS answered,
    count(satisfaction) AS scored,
    avg(satisfaction) AS mean,
    1e2 * count(CASE WHEN satisfaction >= 4 THEN 1 END) / nullif(count(satisfaction), 0) AS percent_satisfied
FROM cases
GROUP BY service
ORDER BY asked DESC, service
