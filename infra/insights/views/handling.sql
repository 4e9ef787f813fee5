-- means: how many hours of one person's work a task takes, with the way there, by its code; '' is any other; these are examples: put the figures of your own work here
SELECT '' AS code, 1e0 AS hours
UNION ALL SELECT 'register', 25e-2
UNION ALL SELECT 'check', 5e-1
UNION ALL SELECT 'decide', 5e-1
UNION ALL SELECT 'inspect', 1e0
UNION ALL SELECT 'collect', 75e-2
UNION ALL SELECT 'remove', 15e-1
UNION ALL SELECT 'clean', 15e-1
UNION ALL SELECT 'repair', 2e0
