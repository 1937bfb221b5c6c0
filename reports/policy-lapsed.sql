-- Reviews of findings of this policy that are not found any more. Follows policy.sql.
SELECT v.review, v.rule, v.aspect, v.value, v.reviewer, v.made_at, v.why, v.words, coalesce(v.lost, 'the rule does not find it any more') AS lost,
       v.state, v.article, v.outlet, v.headline, v.url
FROM reviews v
WHERE v.about = 'finding' AND v.policy = json_extract(:input, '$.policy.name') AND v.state IN ('in force', 'orphaned')
  AND (v.state = 'orphaned' OR NOT EXISTS (
      SELECT 1 FROM finding f WHERE f.rule = v.rule AND f.article = v.article_now AND f.field = v.field_now
                              AND f.start < v.end_now AND v.start_now < f.end))
ORDER BY v.made_at, v.review
