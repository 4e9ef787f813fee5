-- means: for each agency, contractors among them, its tasks of a month: done, done in time, late, handed on, declined, and escalated
-- owner: supervisors
-- target: 95 percent in time, or what the contract says
SELECT
    agency,
    date_trunc('month', opened_at) AS month,
    count(*) AS tasks,
    count(completed_at) AS done,
    count(CASE WHEN completed_at <= due_at THEN 1 END) AS in_time,
    count(CASE WHEN completed_at > due_at THEN 1 END) AS late,
    count(CASE WHEN last_type = 'task.declined' THEN 1 END) AS declined,
    sum(transfers) AS transfers,
    count(CASE WHEN escalated > 0 THEN 1 END) AS escalated,
    1e2 * count(CASE WHEN completed_at <= due_at THEN 1 END) / nullif(count(completed_at), 0) AS percent_in_time
FROM tasks
GROUP BY agency, date_trunc('month', opened_at)
ORDER BY month, agency
