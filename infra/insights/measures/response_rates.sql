-- means: of those who were asked how it went, the share that answered, by the channel on which they came
-- owner: contact-centre
-- target: 20 percent
SELECT
    channel,
    count(*) AS asked,
    count(CASE WHEN answered > 0 THEN 1 END) AS answered,
    1e2 * count(CASE WHEN answered > 0 THEN 1 END) / count(*) AS percent
FROM cases
WHERE invited > 0
GROUP BY channel
ORDER BY asked DESC, channel
