-- The whole in one row. Follows policy.sql.
SELECT json_extract(:input, '$.policy.title') AS policy_title, json_extract(:input, '$.policy.name') AS policy,
       json_extract(:input, '$.policy.about') AS policy_about,
       (SELECT count(*) FROM rule WHERE NOT by_hand) AS rules,
       (SELECT count(*) FROM article WHERE newer_id IS NULL) AS articles,
       count(DISTINCT article_id) AS articles_found,
       count(*) AS findings, coalesce(sum(severity = 'breach'), 0) AS breaches, coalesce(sum(severity = 'question'), 0) AS questions,
       coalesce(sum(severity = 'note'), 0) AS notes, coalesce(sum(verdict = 'confirmed'), 0) AS confirmed,
       (SELECT count(*) FROM finding WHERE verdict = 'dismissed') AS dismissed
FROM counted
