-- A rule a row, those that a program can check. Follows policy.sql.
SELECT r.severity, r.rule, r.rule_title, r.check_name, r.says, r.published_in, count(f.finding) AS findings,
       count(DISTINCT f.article_id) AS articles_found, (SELECT count(*) FROM article WHERE newer_id IS NULL) AS articles
FROM rule r LEFT JOIN counted f ON f.rule_number = r.number
WHERE NOT r.by_hand
GROUP BY r.number
ORDER BY r.severity_number, r.number
