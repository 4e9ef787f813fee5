-- means: what each thing costs that can be counted, in the city's money; these are examples: put the figures of your own books here
SELECT 'phone' AS what, 8e0 AS price
UNION ALL SELECT 'counter', 12e0
UNION ALL SELECT 'letter', 10e0
UNION ALL SELECT 'fax', 10e0
UNION ALL SELECT 'email', 4e0
UNION ALL SELECT 'sms', 1e0
UNION ALL SELECT 'chat', 3e0
UNION ALL SELECT 'web', 2e-1
UNION ALL SELECT 'mobile', 2e-1
UNION ALL SELECT 'kiosk', 5e-1
UNION ALL SELECT 'television', 5e-1
UNION ALL SELECT 'partner', 2e-1
UNION ALL SELECT 'open311', 2e-1
UNION ALL SELECT 'decision at the triage desk', 5e0
UNION ALL SELECT 'task', 45e0
UNION ALL SELECT 'handing on', 6e0
UNION ALL SELECT 'message from the resident', 4e0
UNION ALL SELECT 'message to the resident', 4e0
UNION ALL SELECT 'opening again', 5e0
