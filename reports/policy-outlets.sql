-- An outlet a row. Follows policy.sql.
SELECT a.outlet, count(DISTINCT a.id) AS articles, count(DISTINCT f.article_id) AS articles_found, count(f.finding) AS findings,
       coalesce(sum(f.severity = 'breach'), 0) AS breaches, coalesce(sum(f.severity = 'question'), 0) AS questions,
       coalesce(sum(f.severity = 'note'), 0) AS notes
FROM article a LEFT JOIN counted f ON f.article_id = a.id
WHERE a.newer_id IS NULL
GROUP BY a.outlet
ORDER BY a.outlet IS NULL, a.outlet
