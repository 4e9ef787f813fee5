-- means: an agency's part of a case as its events tell it, a row each, with the agency that had it in the end
SELECT
    reference,
    task,
    max_by(agency, sequence) AS agency,
    max_by(code, sequence) AS code,
    min(time) AS opened_at,
    max(CASE WHEN type = 'task.completed' THEN time END) AS completed_at,
    max(CASE WHEN type IN ('task.completed', 'task.declined', 'task.split', 'task.cancelled') THEN time END) AS ended_at,
    max_by(type, sequence) AS last_type,
    max_by(due_at, sequence) FILTER (WHERE due_at IS NOT NULL) AS due_at,
    count(CASE WHEN type = 'task.transferred' THEN 1 END) AS transfers,
    count(CASE WHEN type = 'task.escalated' THEN 1 END) AS escalated
FROM events
WHERE task IS NOT NULL AND type LIKE 'task.%'
GROUP BY reference, task
