-- means: how many cases came in a month, for each service, and how many of them are still open
-- owner: contact-centre
-- target: none; it says how much there is, not how well it goes
SELECT
    date_trunc('month', opened_at) AS month,
    service,
    count(*) AS cases,
    count(CASE WHEN closed_at IS NULL AND resolved_at IS NULL THEN 1 END) AS still_open
FROM cases
WHERE opened_at IS NOT NULL
GROUP BY date_trunc('month', opened_at), service
ORDER BY month, cases DESC, service
