-- means: what the cases of a service cost, worked out from what was counted and the prices in infra/insights/views/costs.sql
-- owner: finance
-- target: none; what costs more may be worth it, and what comes again costs twice
WITH counted AS (
    SELECT
        reference,
        CASE
            WHEN type = 'case.opened' THEN channel
            WHEN type = 'case.triaged' THEN 'decision at the triage desk'
            WHEN type IN ('task.completed', 'task.declined') THEN 'task'
            WHEN type = 'task.transferred' THEN 'handing on'
            WHEN type = 'contact.received' THEN 'message from the resident'
            WHEN type = 'contact.sent' THEN 'message to the resident'
            WHEN type = 'case.reopened' THEN 'opening again'
        END AS what
    FROM events
),
priced AS (
    SELECT counted.reference, count(*) AS things, sum(costs.price) AS cost
    FROM counted
    JOIN costs ON costs.what = counted.what
    GROUP BY counted.reference
)
SELECT
    cases.service,
    count(*) AS cases,
    sum(priced.things) AS things,
    sum(priced.cost) AS cost,
    sum(priced.cost) / count(*) AS cost_per_case
FROM priced
JOIN cases ON cases.reference = priced.reference
GROUP BY cases.service
ORDER BY cost DESC, cases.service
