-- means: how often a task went from one agency to another, and how often it came back to where it had been
-- owner: triage desk
-- target: at most 5 percent of the tasks of an agency
SELECT
    from_agency,
    agency AS to_agency,
    count(*) AS transfers,
    count(CASE WHEN looped THEN 1 END) AS came_back
FROM events
WHERE type = 'task.transferred'
GROUP BY from_agency, agency
ORDER BY transfers DESC, from_agency, to_agency
