-- means: of the cases that were routed, the share whose first service was right: nobody had to decide, decline, hand on or reopen
-- owner: triage desk
-- target: 85 percent
SELECT
    first_service AS service,
    count(*) AS routed,
    count(CASE WHEN first_service = service AND triaged = 0 AND declined = 0 AND transfers = 0 AND reopened = 0 THEN 1 END)
        AS right_first,
    1e2 * count(CASE WHEN first_service = service AND triaged = 0 AND declined = 0 AND transfers = 0 AND reopened = 0
        THEN 1 END) / count(*) AS percent
FROM cases
WHERE routed_at IS NOT NULL
GROUP BY first_service
ORDER BY routed DESC, service
