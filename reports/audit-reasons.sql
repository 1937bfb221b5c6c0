-- How often each reason is given for not naming someone; all codes, also those that nobody gave.
SELECT r.code AS reason_code, r.meaning AS reason_meaning, r.code IN ('R1', 'R2') AS stock,
       count(s.id) AS people_sources, count(DISTINCT s.article_id) AS articles
FROM reason r
LEFT JOIN (SELECT s.* FROM source_now s JOIN article a ON a.id = s.article_id AND a.newer_id IS NULL
           WHERE s.class = 'anonymous' AND s.kind IN ('individual', 'group')) s ON coalesce(s.reason_code, 'R0') = r.code
GROUP BY r.code
ORDER BY CAST(substr(r.code, 2) AS INTEGER)
